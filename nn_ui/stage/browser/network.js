// The network's view: beside the diagram, which is Plotly's, the buttons that change its shape and
// the box in which a chosen weight is typed over. Names in it are a user's own text: textContent only.

const MOST_LAYERS = 6, MOST_NEURONS = 16, NEW_LAYER = 4; // as in nn_core/limits.py
const MOST_REPEATS = 3; // of a shape that the server may also have refused
const ROOM_FOR_WORDS = 62; // pixels between two columns under which only signs fit

class NetworkPanel {
  constructor(film) {
    this.film = film;
    this.panel = film.stage.querySelector(".network-panel");
    const part = (name) => this.panel.querySelector(`.network-${name}`);
    this.plot = part("plot"), this.columns = part("columns"), this.layers = part("layers");
    this.box = part("weight"), this.field = this.box.querySelector("input");
    this.pictures = new NeuronPictures(this.panel);
    this.plot.pictures = () => this.pictures.images(this.plot);
    this.watch();
  }

  // ---- drawing ---------------------------------------------------------------------------------

  draw(figure) {
    this.figure = figure;
    this.meta = figure.layout.meta;
    this.takeShape();
    this.showButtons();
    this.place();
    if (this.box.parameter !== this.meta.chosen) this.close();
    if (this.wanted !== undefined && this.wanted === this.meta.chosen) this.open();
    this.wanted = undefined;
  }

  paint(frame, keys, isPlaying) {
    if (frame.network) {
      const { data, layout } = this.figure;
      merge(data, frame.network.data);
      merge(layout.shapes, frame.network.shapes);
      const inPlace = isPlaying && !this.panel.matches(":hover");
      if (!inPlace || !changeInPlace(this.plot, this.figure, frame.network)) {
        window.Plotly.react(this.plot, data, layout, CONFIG);
      }
    }
    this.pictures.paint(frame.thumbnails);
    if (this.box.hidden) return;
    this.box.querySelector(".network-set").textContent = `Set at iteration ${grouped(String(frame.iteration))}`;
    const value = frame.values[keys.indexOf(`weight${this.meta.chosen}`)];
    if (!this.isTyped && value !== undefined) this.field.value = shortNumber(value);
  }

  // Everything that lies over the diagram stands where Plotly has put its columns and points.
  place() {
    const { xaxis, yaxis } = this.plot._fullLayout ?? {};
    if (!xaxis?.d2p || !this.meta) return;
    const x = (layer) => this.plot.offsetLeft + xaxis._offset + xaxis.d2p(layer);
    const y = (height) => this.plot.offsetTop + yaxis._offset + yaxis.d2p(height);
    [...this.columns.children].forEach((group, column) => { group.style.left = `${x(column + 1)}px`; });
    this.panel.classList.toggle("narrow", x(1) - x(0) < ROOM_FOR_WORDS);
    this.pictures.place(this.meta.pictures, x, y);
    if (!this.box.hidden) this.placeBox(x, y);
  }

  placeBox(x, y) {
    const { customdata, x: across, y: up } = this.figure.data[0];
    const at = [...customdata].indexOf(this.meta.chosen);
    const free = [this.panel.clientWidth - this.box.offsetWidth, this.panel.clientHeight - this.box.offsetHeight];
    const wanted = [x(across[at]) - this.box.offsetWidth / 2, y(up[at]) + 14];
    const [left, top] = wanted.map((place, side) => Math.max(4, Math.min(place, free[side] - 4)));
    this.box.style.left = `${left}px`;
    this.box.style.top = `${top}px`;
  }

  // ---- the shape -------------------------------------------------------------------------------

  // Of two quick clicks Streamlit may pass on only one: what was asked for last is asked for again.
  takeShape() {
    const isMissed = this.asked && String(this.asked) !== String(this.meta.hidden);
    if (isMissed && this.repeats-- > 0) return this.film.tell("shape", this.asked);
    this.asked = null;
    this.hidden = [...this.meta.hidden];
  }

  showButtons() {
    this.columns.replaceChildren(...this.hidden.map((size, layer) => this.group(
      "neuron", ` hidden layer ${layer + 1}`, size,
      size > 1 && (() => { this.hidden[layer] -= 1; }),
      size < MOST_NEURONS && (() => { this.hidden[layer] += 1; }),
    )));
    const count = this.hidden.length;
    this.layers.replaceChildren(count
      ? this.group("hidden layer", "", "layers", () => { this.hidden.pop(); },
        count < MOST_LAYERS && (() => { this.hidden.push(NEW_LAYER); }))
      : this.button("+ hidden layer", "Add a hidden layer of 4 neurons", () => { this.hidden.push(NEW_LAYER); }));
  }

  group(what, where, label, remove, add) {
    const group = document.createElement("div");
    const middle = document.createElement("span");
    middle.textContent = label;
    group.append(this.button("−", `Remove a ${what}${where && ` from${where}`}`, remove), middle,
      this.button("+", `Add a ${what}${where && ` to${where}`}`, add));
    return group;
  }

  button(text, title, change) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = text;
    button.title = title;
    button.setAttribute("aria-label", title);
    button.disabled = !change;
    button.addEventListener("click", () => {
      change();
      this.asked = [...this.hidden];
      this.repeats = MOST_REPEATS;
      this.film.tell("shape", this.asked);
    });
    return button;
  }

  // ---- a weight --------------------------------------------------------------------------------

  // A click chooses a weight and opens its box; a click on the same one again lets it go.
  choose(parameter) {
    if (parameter === this.meta.chosen && this.box.hidden) return this.open();
    this.close();
    this.wanted = parameter === this.meta.chosen ? undefined : parameter;
    this.film.tell("choose", parameter);
  }

  open() {
    this.box.hidden = false;
    this.box.parameter = this.meta.chosen;
    this.isTyped = false;
    this.box.querySelector(".network-name").textContent = this.meta.name;
    this.field.value = shortNumber(this.meta.value);
    this.place();
    this.field.focus({ preventScroll: true });
    this.field.select();
  }

  close() {
    this.box.hidden = true;
  }

  watch() {
    this.field.addEventListener("input", () => { this.isTyped = true; });
    this.box.addEventListener("keydown", (event) => {
      event.stopPropagation(); // Streamlit has shortcuts of its own
      if (event.key === "Escape") this.close();
    });
    this.box.querySelector(".network-cancel").addEventListener("click", () => this.close());
    this.box.addEventListener("submit", (event) => {
      event.preventDefault();
      if (this.isTyped) this.film.tell("set_parameter", { parameter: this.meta.chosen, value: this.field.value });
      this.close();
    });
  }
}

function shortNumber(value) {
  return String(Number(value.toPrecision(6)));
}
