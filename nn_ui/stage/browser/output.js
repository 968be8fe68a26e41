// The panel with the output over the inputs: a curve, a map or a cube, and drawing rows on the map.
//
// Axes, rows and colour bar are a Plotly figure that changes only with the data. The map lies under
// it on a canvas of its own, and is painted with every frame of the film.

const REACH = 12; // pixels around a click in which a row is erased
const TOUCH_UP = 14; // pixels between the pointer and what it tells

class OutputPanel {
  constructor(film) {
    this.film = film;
    this.panel = film.stage.querySelector(".output-panel");
    const part = (name) => this.panel.querySelector(`.output-${name}`);
    this.frame = part("frame"), this.plot = part("plot"), this.canvas = part("map");
    this.chips = [...part("classes").children], this.pad = part("pad"), this.tip = part("tip"), this.note = part("note");
    this.small = document.createElement("canvas");
    this.plot.pictures = () => outputImages(this);
    this.strokes = []; // what was drawn and is not in the table yet
    this.serial = 0;
    this.setMode("look");
    this.kind = "high";
    this.watch();
  }

  // Whether the output stands in the place of the prediction.
  get isShown() {
    return !this.panel.hidden;
  }

  set isShown(isShown) {
    this.panel.hidden = !isShown;
    this.film.view("prediction").hidden = isShown;
  }

  draw({ data, layout }) {
    this.meta = layout.meta;
    this.panel.dataset.kind = this.meta.kind;
    this.showClasses();
    this.grid = null;
    const { ramp, two_colours: isTwo } = this.meta;
    this.level = (this.meta.threshold - this.meta.low) / (this.meta.high - this.meta.low);
    this.ramp = colourRamp(ramp, isTwo ? this.level : null);
    this.canDrawCubes ??= hasWebGL();
    this.note.hidden = this.meta.kind !== "cube" || this.canDrawCubes;
    if (!this.note.hidden) return;
    this.keepCamera(layout);
    window.Plotly.react(this.plot, data, layout, SAVING_CONFIG);
    this.strokes = this.strokes.filter(({ inputs }) => String(inputs) === String(this.meta.inputs));
    this.watchPlot();
    this.place();
    this.showStrokes();
  }

  // ---- painting --------------------------------------------------------------------------------

  paint(picture) {
    if (!picture || !this.meta) return;
    this.grid = gridOf(picture, 2);
    if (this.meta.kind === "map") this.paintMap();
    else if (this.note.hidden) this.changeValues();
    this.panel.dataset.pictures = Number(this.panel.dataset.pictures ?? 0) + 1;
  }

  paintMap() {
    if (!this.grid || !this.canvas.width) return;
    paintOutput(this.canvas, this, this.density);
    if (this.pointer) this.showTip();
  }

  // A curve and a cube are Plotly's own: the curve is cheap, the cube comes only now and then.
  changeValues() {
    const values = Array.from(this.grid, (number) => this.output(number));
    if (this.meta.kind === "curve") {
      window.Plotly.animate(this.plot, { data: [{ y: values }], traces: [0] }, STILL).catch(() => {});
    } else if (!this.isTurned) {
      this.keepCamera(this.plot.layout);
      window.Plotly.restyle(this.plot, { value: [values] }, [0]);
    }
  }

  // Plotly would turn the cube back to where it began with every new picture.
  keepCamera(layout) {
    const camera = this.plot._fullLayout?.scene?._scene?.getCamera();
    if (camera && layout.scene) layout.scene.camera = camera;
  }

  output(number) {
    return this.meta.low + number / topOf(this.grid) * (this.meta.high - this.meta.low);
  }

  // Canvas and pad lie exactly on the plotting area.
  place() {
    const { xaxis, yaxis } = this.plot._fullLayout ?? {};
    if (this.meta?.kind !== "map" || !xaxis?._length) return;
    const box = { left: xaxis._offset, top: yaxis._offset, width: xaxis._length, height: yaxis._length };
    for (const part of [this.canvas, this.pad]) {
      for (const [side, pixels] of Object.entries(box)) part.style[side] = `${pixels}px`;
    }
    this.density = window.devicePixelRatio || 1;
    const [width, height] = [box.width, box.height].map((pixels) => Math.round(pixels * this.density));
    if (this.canvas.width === width && this.canvas.height === height) return;
    this.canvas.width = width;
    this.canvas.height = height;
    this.paintMap();
  }

  // ---- what the learner does -------------------------------------------------------------------

  watch() {
    for (const button of this.panel.querySelectorAll("[data-mode]")) {
      button.addEventListener("click", () => this.setMode(button.dataset.mode));
    }
    this.panel.querySelector(".output-slice").addEventListener("click", () => this.film.tell("slice", Date.now()));
    this.frame.addEventListener("pointermove", (event) => {
      this.pointer = this.inputsAt(event);
      this.showTip();
    });
    this.frame.addEventListener("pointerleave", () => {
      this.pointer = null;
      this.showTip();
    });
    // New values would throw a cube back while it is being turned.
    this.frame.addEventListener("pointerdown", () => { this.isTurned = this.meta?.kind === "cube"; }, true);
    for (const type of ["pointerup", "pointercancel"]) {
      window.addEventListener(type, () => { this.isTurned = false; }, true);
    }
    this.pad.addEventListener("click", (event) => this.stroke(event, event.shiftKey));
    for (const chip of this.chips) {
      chip.addEventListener("click", () => {
        this.kind = chip.dataset.class;
        this.showClasses();
      });
    }
    this.pad.addEventListener("contextmenu", (event) => {
      event.preventDefault();
      this.stroke(event, true);
    });
    new ResizeObserver(() => {
      if (this.plot.offsetWidth && this.plot._fullLayout) window.Plotly.Plots.resize(this.plot).then(() => this.place());
    }).observe(this.frame);
  }

  watchPlot() {
    if (this.isWatched) return;
    this.isWatched = true;
    watchFingers(this.plot);
    const hover = (isOnRow) => () => {
      this.isOnRow = isOnRow;
      this.showTip();
    };
    this.plot.on("plotly_hover", hover(true));
    this.plot.on("plotly_unhover", hover(false));
    this.plot.on("plotly_afterplot", () => this.place());
  }

  setMode(mode) {
    this.mode = this.panel.dataset.mode = mode;
    this.isOnRow = false;
    for (const button of this.panel.querySelectorAll("[data-mode]")) {
      button.setAttribute("aria-pressed", button.dataset.mode === mode);
    }
  }

  // The class to draw, with the mark that its rows have on the map.
  showClasses() {
    for (const chip of this.chips) {
      const isHigh = chip.dataset.class === "high", value = this.meta.classes[Number(isHigh)];
      chip.textContent = `${isHigh ? "●" : "◆"} ${value < 0 ? `−${-value}` : value}`;
      chip.setAttribute("aria-pressed", chip.dataset.class === this.kind);
    }
  }

  // The place under the pointer as shares of the map, and as inputs; null beside the map.
  inputsAt({ clientX, clientY }) {
    if (this.meta?.kind !== "map") return null;
    const box = this.canvas.getBoundingClientRect();
    const shares = [(clientX - box.left) / box.width, (box.bottom - clientY) / box.height];
    if (shares.some((share) => !(share >= 0 && share <= 1))) return null;
    const inputs = shares.map((share, axis) => {
      const [low, high] = this.meta.ranges[axis];
      return low + share * (high - low);
    });
    return { shares, inputs };
  }

  // What the map itself says at the pointer; where a row is, Plotly tells about that one.
  showTip() {
    const isTold = Boolean(this.pointer && this.grid && !this.isOnRow);
    this.tip.hidden = !isTold;
    if (!isTold) return;
    const { shares: [x, y], inputs } = this.pointer, last = this.meta.n_points - 1;
    const output = this.output(sample(this.grid, last + 1, x * last, y * last));
    const lines = inputs.map((value, axis) => `${shortName(this.meta.names[axis])} ${inStyle(value, 2)}`);
    lines.push(`Output ${inStyle(output, 4)}`);
    const [low, high] = this.meta.classes, [own, other] = this.kind === "high" ? [high, low] : [low, high];
    if (this.mode === "draw") lines.push(`Click: ${own}, right click: ${other}`);
    this.tip.textContent = lines.join("\n");
    const left = this.canvas.offsetLeft + x * this.canvas.offsetWidth;
    const top = this.canvas.offsetTop + (1 - y) * this.canvas.offsetHeight;
    const isRight = x > 0.5, isHigh = y > 0.5;
    this.tip.style.left = `${left + (isRight ? -TOUCH_UP - this.tip.offsetWidth : TOUCH_UP)}px`;
    this.tip.style.top = `${top + (isHigh ? TOUCH_UP : -TOUCH_UP - this.tip.offsetHeight)}px`;
  }

  // Every click has a number, and is sent again with the next ones until the server has it: clicks
  // that come quickly overtake each other on their way.
  stroke(event, isOther) {
    const at = this.inputsAt(event);
    if (!at) return;
    this.serial += 1;
    const box = this.canvas.getBoundingClientRect();
    const reach = this.meta.ranges.map(([low, high], axis) =>
      REACH * (high - low) / (axis === 0 ? box.width : box.height));
    const isHigh = (this.kind === "high") !== isOther;
    const kind = this.mode === "erase" ? "erase" : isHigh ? "high" : "low";
    this.strokes.push({ serial: this.serial, kind, inputs: this.meta.inputs, at: at.inputs, reach, shares: at.shares });
    this.showStrokes();
    this.film.tell("draw", { strokes: this.strokes.map(({ shares, ...stroke }) => stroke) });
  }

  forget(serial) {
    this.serial = Math.max(this.serial, serial ?? 0);
    this.strokes = this.strokes.filter((stroke) => stroke.serial > serial);
    this.showStrokes();
  }

  showStrokes() {
    this.pad.replaceChildren(...this.strokes.map(({ kind, shares: [x, y] }) => {
      const mark = document.createElement("span");
      mark.className = kind;
      mark.style.left = `${100 * x}%`;
      mark.style.top = `${100 * (1 - y)}%`;
      return mark;
    }));
  }
}

function shortName(name) {
  return name.length > 16 ? `${name.slice(0, 15)}…` : name;
}

function hasWebGL() {
  const probe = document.createElement("canvas");
  return Boolean(probe.getContext("webgl2") ?? probe.getContext("webgl"));
}
