// With two inputs each neuron shows its output over their plane: a small picture over its circle,
// and a larger one beside the pointer.

import { part } from "./component.js";
import { colourRamp, gridOf } from "./grids.js";
import { contextOf, paintGrid } from "./painting.js";

/** @import { Grid } from "./grids.js" */
/** @import { ToPixels } from "./network.js" */
/** @import { NeuronsMeta } from "./types/message.d.ts" */
/** @import { Axis, Plot } from "./types/plotly.d.ts" */

const LARGE_PICTURE = 112; // pixels
const BESIDE = 8;
const EDGE = 4;
const FRAME = 1.5;
const FRAMED_DENSITY = 4; // dots a pixel in a saved picture

export class NeuronPictures {
  /** @type {NeuronsMeta} */
  meta = { neurons: [], ramp: ["#000000", "#000000", "#000000"], width: 1 };
  /** @type {{ x: number, y: number, size: number }[]} */
  places = [];
  /** @type {HTMLCanvasElement[]} */
  canvases = [];
  /** @type {Grid[] | undefined} */
  grids = undefined;
  ramp = colourRamp(this.meta.ramp);
  shown = -1; // the neuron under the pointer

  /** @param {HTMLElement} panel */
  constructor(panel) {
    this.layer = part(panel, ".network-pictures");
    this.large = document.createElement("canvas");
    this.large.className = "network-large";
    this.large.style.width = this.large.style.height = `${LARGE_PICTURE}px`;
    this.large.hidden = true;
    panel.addEventListener("pointermove", ({ clientX, clientY }) => {
      const box = this.layer.getBoundingClientRect();
      this.point(clientX - box.left, clientY - box.top);
    });
    panel.addEventListener("pointerleave", () => this.point(-1, -1));
  }

  /**
   * Where the neurons are: `x` and `y` give the pixels of their columns and heights.
   * @param {NeuronsMeta} meta
   * @param {ToPixels} x
   * @param {ToPixels} y
   */
  place(meta, x, y) {
    this.meta = meta;
    this.places = meta.neurons.map(([layer, height, size]) => ({
      x: x(layer),
      y: y(height),
      size,
    }));
    if (meta.neurons.length !== this.canvases.length) {
      this.canvases = meta.neurons.map(() => document.createElement("canvas"));
      this.layer.replaceChildren(...this.canvases, this.large);
      this.grids = [];
    }
    this.ramp = colourRamp(meta.ramp);
    this.places.forEach((place, index) => {
      const { style } = this.canvases[index];
      style.width = style.height = `${place.size}px`;
      style.left = `${place.x - place.size / 2}px`;
      style.top = `${place.y - place.size / 2}px`;
    });
    this.repaint();
  }

  /**
   * `thumbnails` are the grids by layer and neuron; a frame without them leaves the last ones.
   * @param {string[][] | undefined} thumbnails
   */
  paint(thumbnails) {
    if (!thumbnails) return;
    this.grids = thumbnails.flat().map((grid) => gridOf(grid, 1));
    this.repaint();
  }

  repaint() {
    const grids = this.grids?.length === this.canvases.length ? this.grids : null;
    this.layer.hidden = !grids;
    if (!grids) return;
    const { width } = this.meta;
    grids.forEach((grid, index) => {
      paintGrid(this.canvases[index], grid, width, this.ramp);
    });
    if (!this.large.hidden) paintGrid(this.large, grids[this.shown], width, this.ramp);
  }

  /**
   * The pictures as Plotly's images, for a saved picture of the diagram.
   * @param {Plot} plot
   */
  images(plot) {
    if (this.layer.hidden || !plot._fullLayout) return [];
    const { xaxis, yaxis } = plot._fullLayout;
    const line = getComputedStyle(this.canvases[0] ?? plot).borderColor;
    const place = { xref: "x", yref: "y", xanchor: "center", yanchor: "middle" };
    return this.meta.neurons.map(([x, y, size], index) => ({
      ...{ ...place, x, y, sizex: size / unit(xaxis), sizey: size / unit(yaxis) },
      source: framed(this.canvases[index], size, line),
      sizing: "stretch",
      layer: "above",
    }));
  }

  /**
   * The larger picture stands on the side where the diagram has no label for the neuron.
   * @param {number} x
   * @param {number} y
   */
  point(x, y) {
    const isOn = (/** @type {{ x: number, y: number, size: number }} */ place) =>
      Math.hypot(place.x - x, place.y - y) <= place.size / 2;
    const at = this.places.findIndex(isOn);
    const isNew = at !== this.shown;
    this.shown = at;
    this.large.hidden = at < 0 || this.layer.hidden;
    if (this.large.hidden || !isNew) return;
    const place = this.places[at];
    const left = place.x - place.size / 2 - BESIDE - LARGE_PICTURE;
    const isRoom = left >= EDGE;
    this.large.style.left = `${isRoom ? left : place.x + place.size / 2 + BESIDE}px`;
    const top = place.y - (isRoom ? LARGE_PICTURE / 2 : -2 * BESIDE);
    const lowest = this.layer.clientHeight - LARGE_PICTURE - EDGE;
    this.large.style.top = `${Math.max(EDGE, Math.min(top, lowest))}px`;
    this.repaint();
  }
}

/**
 * The pixels of a step of 1 on an axis.
 * @param {Axis} axis
 */
function unit(axis) {
  return Math.abs(axis.d2p(1) - axis.d2p(0));
}

/**
 * A picture `size` pixels wide with the round frame that it has on the screen.
 * @param {HTMLCanvasElement} picture
 * @param {number} size
 * @param {string} line
 */
function framed(picture, size, line) {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = FRAMED_DENSITY * size;
  const context = contextOf(canvas);
  context.scale(FRAMED_DENSITY, FRAMED_DENSITY);
  context.roundRect(FRAME / 2, FRAME / 2, size - FRAME, size - FRAME, size / 5);
  context.save();
  context.clip();
  context.drawImage(picture, 0, 0, size, size);
  context.restore();
  context.strokeStyle = line;
  context.lineWidth = FRAME;
  context.stroke();
  return canvas.toDataURL();
}
