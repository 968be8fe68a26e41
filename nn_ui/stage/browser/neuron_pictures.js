// With two inputs each neuron shows its output over their plane: a small picture over its circle,
// and a larger one beside the pointer.

const THUMBNAIL_WIDTH = 20; // points, as in pictures.py
const LARGE_PICTURE = 112; // pixels
const BESIDE = 8;
const FRAMED_DENSITY = 4; // dots a pixel in a saved picture

class NeuronPictures {
  constructor(panel) {
    this.layer = panel.querySelector(".network-pictures");
    this.large = document.createElement("canvas");
    this.large.className = "network-large";
    this.large.hidden = true;
    this.places = [];
    this.canvases = [];
    panel.addEventListener("pointermove", ({ clientX, clientY }) => {
      const box = this.layer.getBoundingClientRect();
      this.point(clientX - box.left, clientY - box.top);
    });
    panel.addEventListener("pointerleave", () => this.point(-1, -1));
  }

  // Where the neurons are: `neurons` holds layer, height and size of each, x and y give pixels.
  place({ neurons, ramp }, x, y) {
    this.neurons = neurons;
    this.places = neurons.map(([layer, height, size]) => ({ x: x(layer), y: y(height), size }));
    if (neurons.length !== this.canvases.length) {
      this.canvases = neurons.map(() => document.createElement("canvas"));
      this.layer.replaceChildren(...this.canvases, this.large);
      this.grids = [];
    }
    this.ramp = colourRamp(ramp);
    this.places.forEach((place, index) => {
      const { style } = this.canvases[index];
      style.width = style.height = `${place.size}px`;
      style.left = `${place.x - place.size / 2}px`;
      style.top = `${place.y - place.size / 2}px`;
    });
    this.repaint();
  }

  // `thumbnails` are the grids by layer and neuron; a frame without them leaves the last ones.
  paint(thumbnails) {
    if (!thumbnails) return;
    this.grids = thumbnails.flat().map((grid) => gridOf(grid, 1));
    this.repaint();
  }

  repaint() {
    const isFit = this.grids?.length === this.canvases.length;
    this.layer.hidden = !isFit;
    if (!isFit) return;
    this.grids.forEach((grid, index) => paintGrid(this.canvases[index], grid, THUMBNAIL_WIDTH, this.ramp));
    if (!this.large.hidden) paintGrid(this.large, this.grids[this.shown], THUMBNAIL_WIDTH, this.ramp);
  }

  // The pictures as Plotly's images, for a saved picture of the diagram.
  images(plot) {
    if (this.layer.hidden) return [];
    const { xaxis, yaxis } = plot._fullLayout, line = getComputedStyle(this.canvases[0] ?? plot).borderColor;
    return this.neurons.map(([x, y, size], index) => ({
      source: framed(this.canvases[index], size, line), xref: "x", yref: "y", x, y,
      sizex: size / unit(xaxis), sizey: size / unit(yaxis), sizing: "stretch",
      xanchor: "center", yanchor: "middle", layer: "above",
    }));
  }

  // The larger picture stands on the side where the diagram has no label for the neuron.
  point(x, y) {
    const at = this.places.findIndex((place) => Math.hypot(place.x - x, place.y - y) <= place.size / 2);
    const isNew = at !== this.shown;
    this.shown = at;
    this.large.hidden = at < 0 || this.layer.hidden;
    if (this.large.hidden || !isNew) return;
    const place = this.places[at], room = this.layer.clientHeight - LARGE_PICTURE - 4;
    const left = place.x - place.size / 2 - BESIDE - LARGE_PICTURE;
    const isRoom = left >= 4;
    this.large.style.left = `${isRoom ? left : place.x + place.size / 2 + BESIDE}px`;
    const top = place.y - (isRoom ? LARGE_PICTURE / 2 : -2 * BESIDE);
    this.large.style.top = `${Math.max(4, Math.min(top, room))}px`;
    this.repaint();
  }
}

// The pixels of a step of 1 on an axis.
function unit(axis) {
  return Math.abs(axis.d2p(1) - axis.d2p(0));
}

// A picture `size` pixels wide with the round frame that it has on the screen.
function framed(picture, size, line) {
  const canvas = document.createElement("canvas"), width = 1.5, inner = size - width;
  canvas.width = canvas.height = FRAMED_DENSITY * size;
  const context = canvas.getContext("2d");
  context.scale(FRAMED_DENSITY, FRAMED_DENSITY);
  context.roundRect(width / 2, width / 2, inner, inner, size / 5);
  context.save();
  context.clip();
  context.drawImage(picture, 0, 0, size, size);
  context.restore();
  context.strokeStyle = line;
  context.lineWidth = width;
  context.stroke();
  return canvas.toDataURL();
}
