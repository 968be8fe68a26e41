// The panel with the output over the inputs: a curve, a map or a cube, and drawing rows on the map.
//
// Axes, rows and colour bar are a Plotly figure that changes only with the data. The map lies under
// it on a canvas of its own, and is painted with every frame of the film.

import { hasWebGL, keepCamera, watchTurning } from "./camera.js";
import { areaRamp } from "./classes.js";
import { part, sizeOf, watchSize } from "./component.js";
import { watchFingers } from "./fingers.js";
import { colourRamp, gridOf, outputOf } from "./grids.js";
import { fitHeading } from "./headings.js";
import { MapReader } from "./map_reader.js";
import { MapTip } from "./map_tip.js";
import { SAVING_CONFIG, watchMenu } from "./menu.js";
import { outputImages, paintOutput } from "./output_picture.js";
import { STILL } from "./plotly.js";
import { Strokes } from "./strokes.js";

/** @import { Film } from "./film.js" */
/** @import { Grid } from "./grids.js" */
/** @import { OutputMeta } from "./types/message.d.ts" */
/** @import { Figure, Plot } from "./types/plotly.d.ts" */

export class OutputPanel {
  /** @type {OutputMeta | undefined} */
  meta = undefined;
  /** @type {Grid | null} */
  grid = null;
  /** @type {Uint32Array | undefined} */
  ramp = undefined;
  level = 0; // where the colours part, as a share of the whole
  density = 1;
  isTurned = false;
  isWatched = false;
  /** @type {boolean | undefined} */
  canDrawCubes = undefined;

  /**
   * @param {Film} film
   * @param {AbortSignal} signal
   */
  constructor(film, signal) {
    this.film = film;
    this.panel = part(film.stage, ".output-panel");
    this.frame = part(this.panel, ".output-frame");
    this.plot = /** @type {Plot} */ (part(this.panel, ".output-plot"));
    this.canvas = /** @type {HTMLCanvasElement} */ (part(this.panel, ".output-map"));
    this.note = part(this.panel, ".output-note");
    this.small = document.createElement("canvas");
    this.plot.pictures = () => outputImages(this);
    this.strokes = new Strokes(this);
    this.tip = new MapTip(this);
    this.reader = new MapReader(this).reader;
    this.watch(signal);
  }

  /** Whether the output stands in the place of the prediction. */
  get isShown() {
    return !this.panel.hidden;
  }

  set isShown(isShown) {
    this.panel.hidden = !isShown;
  }

  /** @param {Figure} figure */
  draw({ data, layout }) {
    const meta = /** @type {OutputMeta} */ (layout.meta);
    this.meta = meta;
    this.panel.dataset.kind = meta.kind;
    this.strokes.showClasses(meta);
    this.grid = null;
    this.tip.yieldTo(false); // what was under the pointer has gone without a word
    this.level = (meta.threshold - meta.low) / (meta.high - meta.low);
    const hasClasses = meta.areas.length > 0;
    this.ramp = hasClasses
      ? areaRamp(meta.areas)
      : colourRamp(meta.ramp, meta.two_colours ? this.level : null);
    // A click would add a row of one output's high or low class.
    this.panel.classList.toggle("with-classes", hasClasses);
    if (hasClasses) this.strokes.setMode("look");
    this.canDrawCubes ??= hasWebGL();
    this.note.hidden = meta.kind !== "cube" || this.canDrawCubes;
    if (!this.note.hidden) return;
    keepCamera(this.plot, layout);
    fitHeading(layout, data, this.plot);
    window.Plotly.react(this.plot, data, layout, SAVING_CONFIG);
    this.watchPlot();
    this.place();
    this.strokes.stayOn(meta);
  }

  // ---- painting --------------------------------------------------------------------------------

  /** @param {string | undefined} picture */
  paint(picture) {
    if (!picture || !this.meta) return;
    this.grid = gridOf(picture, 2);
    if (this.meta.kind === "map") this.paintMap();
    else if (this.note.hidden) this.changeValues(this.grid, this.meta);
    this.reader.show();
    this.panel.dataset.pictures = String(Number(this.panel.dataset.pictures ?? 0) + 1);
  }

  paintMap() {
    if (!this.grid || !this.canvas.width) return;
    paintOutput(this.canvas, this, this.density);
    this.tip.repeat();
  }

  /**
   * A curve and a cube are Plotly's own: the curve is cheap, the cube comes only now and then.
   * @param {Grid} grid
   * @param {OutputMeta} meta
   */
  changeValues(grid, meta) {
    const values = Array.from(grid, (number) => outputOf(number, grid, meta));
    if (meta.kind === "curve") {
      const change = { data: [{ y: values }], traces: [0] };
      window.Plotly.animate(this.plot, change, STILL).catch(() => {});
    } else if (!this.isTurned) {
      keepCamera(this.plot, this.plot.layout);
      window.Plotly.restyle(this.plot, { value: [values] }, [0]);
    }
  }

  /** Canvas and pad lie exactly on the plotting area. */
  place() {
    const { xaxis, yaxis } = this.plot._fullLayout ?? {};
    if (this.meta?.kind !== "map" || !xaxis?._length || !yaxis) return;
    const { _offset: left, _length: width } = xaxis;
    const { _offset: top, _length: height } = yaxis;
    for (const [side, pixels] of Object.entries({ left, top, width, height })) {
      this.canvas.style.setProperty(side, `${pixels}px`);
      this.strokes.pad.style.setProperty(side, `${pixels}px`);
    }
    this.density = (window.devicePixelRatio || 1) * sizeOf(this.frame);
    const size = [width, height].map((pixels) => Math.round(pixels * this.density));
    if (this.canvas.width === size[0] && this.canvas.height === size[1]) return;
    [this.canvas.width, this.canvas.height] = size;
    this.paintMap();
  }

  // ---- what the learner does -------------------------------------------------------------------

  /** @param {AbortSignal} signal */
  watch(signal) {
    const slice = () => this.film.tell("slice", Date.now());
    part(this.panel, ".output-slice").addEventListener("click", slice);
    const turn = (/** @type {boolean} */ isHeld) => {
      this.isTurned = isHeld && this.meta?.kind === "cube";
    };
    watchTurning(this.frame, turn, signal);
    watchSize(this.frame, () => this.resize(), signal);
  }

  resize() {
    if (!this.plot.offsetWidth || !this.plot._fullLayout) return;
    window.Plotly.Plots.resize(this.plot).then(() => this.place());
  }

  watchPlot() {
    if (this.isWatched) return;
    this.isWatched = true;
    watchFingers(this.plot);
    watchMenu(this.plot);
    this.plot.on("plotly_hover", () => this.tip.yieldTo(true));
    this.plot.on("plotly_unhover", () => this.tip.yieldTo(false));
    this.plot.on("plotly_afterplot", () => this.place());
  }

  /**
   * The place of a pointer as shares of the map, and as inputs; null beside the map.
   * @param {{ clientX: number, clientY: number }} pointer
   */
  inputsAt({ clientX, clientY }) {
    if (this.meta?.kind !== "map") return null;
    const box = this.canvas.getBoundingClientRect();
    const shares = [(clientX - box.left) / box.width, (box.bottom - clientY) / box.height];
    if (shares.some((share) => !(share >= 0 && share <= 1))) return null;
    const inputs = this.meta.ranges.map(([low, high], axis) => low + shares[axis] * (high - low));
    return { shares, inputs };
  }
}
