// A chart over the iterations: drawn by Plotly when its figure is new and at rest, uncovered by the
// film while it plays.

import { upperBound } from "./arrays.js";
import { Reveal, tracesOf } from "./curve_film.js";
import { PLACE_OF_ZERO } from "./curve_line.js";
import { TABLED_CONFIG } from "./menu.js";
import { BETWEEN_LABELS, STILL } from "./plotly.js";

/** @import { Part } from "./curve_film.js" */
/** @import { Curves } from "./curves.js" */
/** @import { Frame, Range } from "./types/message.d.ts" */
/** @import { Figure, Plot } from "./types/plotly.d.ts" */

export class TimeChart {
  /** @type {Figure | undefined} */
  figure = undefined;
  /** @type {Part[]} */
  bright = [];
  /** @type {Range | undefined} */
  range = undefined;
  isZoomed = false;
  labelledAt = Number.NEGATIVE_INFINITY;

  /** @param {Plot} plot */
  constructor(plot) {
    this.plot = plot;
    this.reveal = new Reveal(plot);
  }

  /**
   * @param {Figure} figure
   * @param {Curves} curves
   * @param {Frame} frame
   * @param {number} reached
   */
  draw(figure, curves, frame, reached) {
    this.figure = figure;
    this.bright = tracesOf(figure, "bright");
    const { data, traces } = this.allPoints(figure, curves, frame, reached);
    traces.forEach((index, at) => {
      Object.assign(figure.data[index], data[at]);
    });
    this.reveal.end();
    window.Plotly.react(this.plot, figure.data, figure.layout, TABLED_CONFIG);
  }

  /**
   * Show a moment at rest in the figure that is there.
   * @param {Curves} curves
   * @param {Frame} frame
   * @param {number} reached
   * @param {Range} range
   * @param {number} exponent
   */
  rest(curves, frame, reached, range, exponent) {
    if (!this.figure) return;
    if (!this.isZoomed && String(range) !== String(this.range)) {
      this.range = range;
      const { layout } = this.figure;
      layout.yaxis = { ...layout.yaxis, range, minexponent: exponent };
      return this.draw(this.figure, curves, frame, reached);
    }
    this.reveal.end();
    this.giveToPlotly(this.allPoints(this.figure, curves, frame, reached));
  }

  /**
   * Show a frame of the film.
   * @param {Curves} curves
   * @param {Frame} frame
   */
  cut(curves, frame) {
    if (!this.reveal.show(this.bright, curves, frame) || !this.plot.matches(":hover")) return;
    const now = performance.now(); // hover labels tell what Plotly has drawn itself
    if (now - this.labelledAt < BETWEEN_LABELS) return;
    this.labelledAt = now;
    this.giveToPlotly(this.brightPoints(curves, frame));
  }

  /**
   * Plotly draws the curves without the axes.
   * @param {{ data: object[], traces: number[] }} points
   */
  giveToPlotly(points) {
    // A picture that is overtaken by the next one before it is drawn is reported as an error.
    window.Plotly.animate(this.plot, points, STILL).catch(() => {});
  }

  /**
   * A learner who has zoomed in stays where they are.
   * @param {Range} range
   * @param {number} exponent from which power of ten on labels are powers of ten
   */
  async changeRange(range, exponent) {
    if (!this.figure || this.isZoomed || String(range) === String(this.range)) return;
    this.range = range;
    await window.Plotly.relayout(this.plot, {
      "yaxis.range": range,
      "yaxis.minexponent": exponent,
    });
  }

  /**
   * What Plotly is to draw of all curves at rest: the faint ones go on to where the film has been.
   * @param {Figure} figure
   * @param {Curves} curves
   * @param {Frame} frame
   * @param {number} reached
   */
  allPoints(figure, curves, frame, reached) {
    const faint = tracesOf(figure, "faint");
    const times = curves.times.slice(0, upperBound(curves.times, reached));
    const rest = { x: this.placesOf(times), customdata: times };
    const { data, traces } = this.brightPoints(curves, frame);
    const more = faint.map(({ key }) => ({
      ...rest,
      y: curves.series[key].slice(0, times.length),
    }));
    return { data: [...more, ...data], traces: [...faint.map(({ index }) => index), ...traces] };
  }

  /**
   * What it is to draw of the bright curves: they end at the frame's own iteration, with the frame's
   * own values.
   * @param {Curves} curves
   * @param {Frame} frame
   */
  brightPoints(curves, { iteration, values }) {
    const times = curves.timesTo(iteration);
    const x = this.placesOf(times);
    const data = this.bright.map(({ key }) => {
      const last = values[curves.keys.indexOf(key)];
      return { x, y: curves.valuesTo(key, times.length - 1, last), customdata: times };
    });
    return { data, traces: this.bright.map(({ index }) => index) };
  }

  /** @param {number[]} times */
  placesOf(times) {
    const isLog = this.figure?.layout.xaxis?.type === "log";
    return isLog ? times.map((time) => Math.max(time, PLACE_OF_ZERO)) : times;
  }
}
