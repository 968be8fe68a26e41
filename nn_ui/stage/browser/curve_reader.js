// The curves of a chart, read with the arrow keys: along a curve, and from one to the next.

import { upperBound } from "./arrays.js";
import { tracesOf } from "./curve_film.js";
import { PLACE_OF_ZERO } from "./curve_line.js";
import { keptCurves } from "./kept_curves.js";
import { grouped, shortNumber } from "./numbers.js";
import { Reader } from "./reader.js";

/** @import { Film } from "./film.js" */
/** @import { KeptCurve } from "./kept_curves.js" */
/** @import { TimeView } from "./types/message.d.ts" */
/** @import { Plot } from "./types/plotly.d.ts" */

/** @typedef {{ key: string, name: string }} OwnCurve of the run on the screen */

const STEP = 6; // pixels that one key goes at least
const HOW =
  "arrow keys move along a curve and to another one, Enter goes to that iteration, T opens a table";

/**
 * The next of the points that is at least `least` pixels away; the last one where none is.
 * @param {number[]} pixels of the points, in their order
 * @param {number} from
 * @param {number} least with its sign: below 0 to the left
 */
export function nextPoint(pixels, from, least) {
  const by = Math.sign(least);
  let to = from;
  while (to + by >= 0 && to + by < pixels.length) {
    to += by;
    if (Math.abs(pixels[to] - pixels[from]) >= Math.abs(least)) break;
  }
  return to;
}

export class CurveReader {
  /** @type {number | null} */
  at = null; // the iteration; null before the first key
  number = 0; // of the curve

  /**
   * @param {Film} film
   * @param {Plot} plot
   * @param {TimeView} name
   */
  constructor(film, plot, name) {
    this.film = film;
    this.plot = plot;
    this.name = name;
    this.reader = new Reader(plot, `Curves of ${name}: ${HOW}`, this);
    plot.on("plotly_afterplot", () => this.reader.show());
    plot.table = () => film.table.open(this);
  }

  /**
   * The curves that are not hidden: those of the run on the screen, with table rows last, and those
   * of kept runs.
   * @returns {(OwnCurve | KeptCurve)[]}
   */
  get curves() {
    const { views, curves } = this.film;
    const { figure } = views.chart(this.name);
    const shown = (figure ? tracesOf(figure, "bright") : []).filter(
      ({ key, index }) => key in curves.series && this.plot.data[index]?.visible !== "legendonly",
    );
    const isRow = (/** @type {{ key: string }} */ { key }) => Number(key.startsWith("row"));
    const own = shown.sort((one, other) => isRow(one) - isRow(other));
    return [...own.map(({ key, index }) => ({ key, name: this.nameOf(index) })), ...this.kept];
  }

  get kept() {
    const all = (this.plot._fullData ?? []).filter(
      ({ meta }, index) => meta?.part === "kept" && this.plot.data[index]?.visible !== "legendonly",
    );
    return all.flatMap(keptCurves);
  }

  /** The iterations that are drawn, and the one on the screen: while the film plays up to that. */
  get times() {
    const { curves, clock, shown } = this.film;
    const now = shown?.iteration ?? 0;
    const last = clock === null ? this.plotted : now;
    const times = curves.times.slice(0, Math.max(1, upperBound(curves.times, last)));
    const place = upperBound(times, now);
    return times[place - 1] === now
      ? times
      : [...times.slice(0, place), now, ...times.slice(place)];
  }

  /**
   * The value of a curve at an iteration. A kept run is known at its own points: the last one before.
   * @param {OwnCurve | KeptCurve} curve
   * @param {number} time
   * @returns {[value: number, at: number]}
   */
  pointAt(curve, time) {
    const { curves, shown } = this.film;
    if (!("key" in curve)) {
      const place = upperBound(curve.times, time) - 1;
      return [curve.values[place], curve.times[place]];
    }
    if (shown?.iteration === time) return [shown.values[curves.keys.indexOf(curve.key)], time];
    return [curves.series[curve.key][upperBound(curves.times, time) - 1], time];
  }

  /**
   * @param {OwnCurve | KeptCurve} curve
   * @param {number} time
   */
  written(curve, time) {
    const [value, at] = this.pointAt(curve, time);
    if (!Number.isFinite(value)) return "no number";
    const said = shortNumber(value).replace("-", "−");
    return at === time ? said : `${said} (at ${grouped(String(at))})`;
  }

  /** @param {number} index of a trace */
  nameOf(index) {
    return this.plot.data[index].meta?.name ?? "";
  }

  /** The last iteration to which Plotly has drawn a curve. */
  get plotted() {
    // Kept runs may have gone further.
    const own = (this.plot._fullData ?? []).filter(({ meta }) => meta?.part !== "kept");
    const all = own.map(({ customdata }) => [...(customdata ?? [])].at(-1));
    return Math.max(0, ...all.map((last) => last ?? 0));
  }

  /** @param {KeyboardEvent} event */
  hear({ key, shiftKey }) {
    const { times, curves } = this;
    const from = this.placeIn(times);
    const step = STEP * (shiftKey ? 10 : 1);
    const pixels = () => times.map((time) => this.across(time));
    if (key === "ArrowRight") this.at = times[nextPoint(pixels(), from, step)];
    else if (key === "ArrowLeft") this.at = times[nextPoint(pixels(), from, -step)];
    else if (key === "Home") this.at = times[0];
    else if (key === "End") this.at = times[times.length - 1];
    else if (key === "ArrowDown") this.number = (this.number + 1) % curves.length;
    else if (key === "ArrowUp") this.number = (this.number + curves.length - 1) % curves.length;
    else if (key === "Enter") this.film.goTo(times[from]);
    else if (key === "t" || key === "T") this.film.table.open(this);
    else return false;
    return true;
  }

  spot() {
    const { times, curves } = this;
    const curve = curves[Math.min(this.number, curves.length - 1)];
    const { yaxis } = this.plot._fullLayout ?? {};
    if (!curve || !yaxis) return null;
    const time = times[this.placeIn(times)];
    const [value] = this.pointAt(curve, time);
    const said = this.written(curve, time);
    const svg = this.plot.querySelector(".main-svg")?.getBoundingClientRect();
    const box = this.plot.getBoundingClientRect();
    const y = (svg?.top ?? 0) - box.top + yaxis._offset + yaxis.d2p(value);
    const x = (svg?.left ?? 0) - box.left + this.across(time);
    const text = `Iteration ${grouped(String(time))}, ${curve.name}: ${said}`;
    return { x, y: Number.isFinite(y) ? y : 0, text };
  }

  /** @param {number[]} times */
  placeIn(times) {
    const at = this.at ?? this.film.shown?.iteration ?? 0;
    return Math.max(0, upperBound(times, at) - 1);
  }

  /** @param {number} time */
  across(time) {
    const { xaxis } = this.plot._fullLayout ?? {};
    if (!xaxis) return 0;
    return xaxis._offset + xaxis.d2p(xaxis.type === "log" ? Math.max(time, PLACE_OF_ZERO) : time);
  }
}
