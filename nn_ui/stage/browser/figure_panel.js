// The fourth picture where it is a figure of its own at each of its moments: the landscape of the
// loss, the space of a hidden layer. A click on the landscape's contours sets two weights, and
// training goes on from there.

import { hasWebGL, keepCamera, watchTurning } from "./camera.js";
import { isInside, watchClicks } from "./clicks.js";
import { part } from "./component.js";
import { FigureReader } from "./figure_reader.js";
import { SAVING_CONFIG } from "./menu.js";
import { watchPlot } from "./plotly.js";

/** @import { Film } from "./film.js" */
/** @import { Anew, AnewMeta, DrawnAnew } from "./types/anew.d.ts" */
/** @import { Frame } from "./types/message.d.ts" */
/** @import { Figure, Layout, Plot } from "./types/plotly.d.ts" */

const BETWEEN = " · "; // what stands between the parts of a caption
const LETTER = 5.8; // pixels of its letters,
const LINE = 15; // of its lines,
const BESIDE = 60; // and of what stands beside the picture
const DIGITS = 4; // that a place of the picture has

export class FigurePanel {
  /** @type {AnewMeta | undefined} */
  meta = undefined;
  /** @type {Anew | undefined} */
  waiting = undefined; // what came while the picture was being turned
  isTurned = false;
  isWatched = false;
  /** @type {boolean | undefined} */
  canTurn = undefined;

  /**
   * @param {Film} film
   * @param {AbortSignal} signal
   */
  constructor(film, signal) {
    this.film = film;
    this.signal = signal;
    this.panel = part(film.stage, ".figure-panel");
    this.plot = /** @type {Plot} */ (part(this.panel, ".figure-plot"));
    this.note = part(this.panel, ".figure-note");
    this.now = part(this.panel, ".figure-now");
    this.reader = new FigureReader(this).reader;
    part(this.panel, ".figure-flat").addEventListener("click", () =>
      film.tell("slice", Date.now()),
    );
    watchTurning(this.plot, (isHeld) => this.turn(isHeld), signal);
  }

  get isShown() {
    return !this.panel.hidden;
  }

  /** @param {DrawnAnew | null} name of what is shown here; null where nothing is */
  show(name) {
    this.panel.hidden = name === null;
    if (name !== null) this.plot.dataset.view = name;
  }

  /**
   * @param {Frame} frame
   * @param {string[]} keys of its values
   */
  paint({ anew, values }, keys) {
    this.waiting = anew ?? this.waiting;
    if (anew && !this.isTurned) this.draw(anew);
    this.follow(values, keys);
  }

  /**
   * Between two pictures a mark goes where the two weights are.
   * @param {number[]} values
   * @param {string[]} keys
   */
  follow(values, keys) {
    const { xaxis, yaxis } = this.plot._fullLayout ?? {};
    const places = this.meta?.parameters?.map((one) => values[keys.indexOf(`weight${one}`)]) ?? [];
    const [x, y] = places;
    const isSeen = within(x, xaxis?.range) && within(y, yaxis?.range);
    this.now.hidden = !isSeen || !this.canBeSet || this.film.clock === null;
    if (this.now.hidden || !xaxis || !yaxis) return;
    this.now.style.left = `${this.plot.offsetLeft + xaxis._offset + xaxis.d2p(x)}px`;
    this.now.style.top = `${this.plot.offsetTop + yaxis._offset + yaxis.d2p(y)}px`;
  }

  /** @param {Anew} anew */
  draw({ figure, said }) {
    this.waiting = undefined;
    /** @type {Figure} */
    const { data, layout } = JSON.parse(figure);
    const meta = /** @type {AnewMeta} */ (layout.meta);
    this.meta = meta;
    this.panel.dataset.kind = meta.kind;
    this.panel.classList.toggle("can-be-set", this.canBeSet);
    this.plot.setAttribute("aria-label", said);
    this.canTurn ??= hasWebGL();
    this.note.hidden = meta.kind !== "three" || this.canTurn;
    if (!this.note.hidden) return;
    keepCamera(this.plot, layout);
    fitCaption(layout, this.plot.clientWidth - BESIDE);
    window.Plotly.react(this.plot, data, layout, SAVING_CONFIG);
    this.watchPlot();
    this.reader.show();
    this.panel.dataset.pictures = String(Number(this.panel.dataset.pictures ?? 0) + 1);
  }

  /** @param {boolean} isHeld */
  turn(isHeld) {
    this.isTurned = isHeld && this.meta?.kind === "three";
    if (!this.isTurned && this.waiting && this.isShown) this.draw(this.waiting);
  }

  watchPlot() {
    if (this.isWatched) return;
    this.isWatched = true;
    watchPlot(this.plot, this.signal);
    const { plot, signal } = this;
    watchClicks(
      ({ target }) => isInside(plot, target),
      (event) => this.setAt(event),
      signal,
    );
  }

  /** Whether a place of the picture is a value for each of two weights. */
  get canBeSet() {
    return this.meta?.kind === "flat" && this.meta.parameters !== null;
  }

  /**
   * A click counts where it is, not at the point of the path that is nearest.
   * @param {{ clientX: number, clientY: number }} pointer
   */
  setAt({ clientX, clientY }) {
    const { xaxis, yaxis } = this.plot._fullLayout ?? {};
    const box = this.plot.querySelector(".nsewdrag")?.getBoundingClientRect();
    if (!box || !xaxis || !yaxis) return;
    const shares = [(clientX - box.left) / box.width, (box.bottom - clientY) / box.height];
    const ranges = [xaxis.range, yaxis.range];
    this.set(
      shares.map((share, axis) => ranges[axis][0] + share * (ranges[axis][1] - ranges[axis][0])),
    );
  }

  /** @param {number[]} place */
  set(place) {
    const parameters = this.meta?.parameters;
    if (!this.canBeSet || !parameters) return;
    this.film.hold();
    const values = place.map((value) => Number(value.toPrecision(DIGITS)));
    this.film.tell("set_point", { parameters, values });
  }
}

/**
 * @param {number | undefined} value
 * @param {[number, number] | undefined} range
 */
function within(value, range) {
  return value !== undefined && range !== undefined && value >= range[0] && value <= range[1];
}

/**
 * Where a line of the caption has no room, each of its parts has a line of its own.
 * @param {Layout} layout
 * @param {number} width
 */
export function fitCaption({ annotations, margin }, width) {
  const caption = annotations?.find(({ name }) => name === "caption");
  if (!caption || !margin || width <= 0) return;
  const before = caption.text.split("<br>");
  const after = before.flatMap((line) => {
    return line.length * LETTER > width ? line.split(BETWEEN) : [line];
  });
  caption.text = after.join("<br>");
  margin.t += LINE * (after.length - before.length);
}
