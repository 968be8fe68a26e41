// The charts of the stage: drawn when their figures are new, and cut at the film's iteration.

import { part } from "./component.js";
import { CurveReader } from "./curve_reader.js";
import { fitHeading } from "./headings.js";
import { watchPlot } from "./plotly.js";
import { TimeChart } from "./time_chart.js";

/** @import { Film } from "./film.js" */
/** @import { Frame, Message, TimeView, ViewName } from "./types/message.d.ts" */
/** @import { Figure, Plot } from "./types/plotly.d.ts" */

/** @type {TimeView[]} */
const TIME_VIEWS = ["loss", "weights", "prediction"];

/** @type {["landscape", "hidden"]} */
const DRAWN_ANEW = ["landscape", "hidden"];

export class Views {
  /** @type {Set<ViewName>} */
  watched = new Set();
  /** @type {(() => void)[]} */
  waiting = []; // changes of ranges: one a frame, since each takes as long as a frame lasts

  /** @param {Film} film */
  constructor(film) {
    this.film = film;
    this.charts = new Map(TIME_VIEWS.map((name) => [name, new TimeChart(this.view(name))]));
  }

  /** @param {Message} message */
  show(message) {
    if (message.figures) this.draw(message, message.figures);
    else if (message.seconds === null) this.rest(message);
    else this.changeRanges(message);
    this.film.network.walk.show(message.walk);
  }

  /**
   * @param {Message} message
   * @param {Record<string, string>} figures
   */
  draw({ revision, ranges, frames, reached }, figures) {
    const drawnAnew = DRAWN_ANEW.find((name) => figures[name]) ?? null;
    this.film.output.isShown = Boolean(figures.output);
    this.film.figure.show(drawnAnew);
    this.view("prediction").hidden = !figures.prediction;
    this.waiting = [];
    for (const chart of this.charts.values()) chart.figure = undefined;
    for (const [key, text] of Object.entries(figures)) {
      const name = /** @type {ViewName} */ (key);
      /** @type {Figure} */
      const figure = JSON.parse(text);
      figure.layout.uirevision = revision;
      if (name === drawnAnew) continue; // it comes with the frames
      if (name === "output") {
        this.film.output.draw(figure);
        continue;
      }
      if (name === "network") this.film.network.draw(figure);
      else {
        const chart = this.chart(/** @type {TimeView} */ (name));
        if (name === "prediction") fitHeading(figure.layout, figure.data, chart.plot);
        chart.draw(figure, this.film.curves, frames[0], reached);
        chart.range = ranges[/** @type {TimeView} */ (name)];
      }
      this.watchView(/** @type {TimeView | "network"} */ (name));
    }
    this.film.stage.classList.remove("stage-waiting");
  }

  /**
   * The figures stay as they are, and show another moment at rest.
   * @param {Message} message
   */
  rest({ frames, reached, ranges, exponents }) {
    this.waiting = [];
    for (const [name, chart] of this.charts) {
      chart.rest(this.film.curves, frames[0], reached, ranges[name], exponents[name]);
    }
    this.film.network.rest();
  }

  /** @param {Message} message */
  changeRanges({ ranges, exponents }) {
    this.waiting = TIME_VIEWS.map((name) => () => {
      this.chart(name).changeRange(ranges[name], exponents[name]);
    });
  }

  /**
   * @param {Frame} frame
   */
  cut(frame) {
    this.waiting.shift()?.();
    for (const chart of this.charts.values()) {
      if (chart.figure) chart.cut(this.film.curves, frame);
    }
  }

  /**
   * A click on a curve goes to that iteration, a click on a weight chooses it.
   * @param {TimeView | "network"} name
   */
  watchView(name) {
    if (this.watched.has(name)) return;
    this.watched.add(name);
    const place = this.view(name);
    place.on("plotly_click", ({ points }) => {
      const chosen = points[0]?.customdata;
      if (!Number.isInteger(chosen)) return;
      if (name === "network") this.film.network.click(chosen);
      else this.film.goTo(chosen);
    });
    // The diagram's numbers are the weights, as they went and as they are.
    if (name === "network") place.table = () => this.view("weights").table?.();
    if (name === "network") this.watchNetwork(place);
    else this.watchChart(this.chart(name), name);
    watchPlot(place, this.film.signal);
  }

  /** @param {Plot} plot */
  watchNetwork(plot) {
    const { network } = this.film;
    network.watchKeys();
    plot.on("plotly_relayout", () => network.place());
    plot.on("plotly_afterplot", () => {
      network.diagram.isStale = true;
    });
  }

  /**
   * @param {TimeChart} chart
   * @param {TimeView} name
   */
  watchChart(chart, name) {
    const { plot, reveal } = chart;
    new CurveReader(this.film, plot, name);
    plot.on("plotly_relayout", (change) => {
      const keys = Object.keys(change);
      if (keys.some((key) => key.endsWith("axis.range[0]"))) chart.isZoomed = true;
      if (keys.some((key) => key.endsWith("axis.autorange"))) chart.isZoomed = false;
    });
    plot.on("plotly_doubleclick", () => {
      chart.isZoomed = false;
    });
    plot.on("plotly_afterplot", () => {
      reveal.isStale = true;
      const { curves, isMoving, shown } = this.film;
      if (isMoving && shown && chart.figure) chart.cut(curves, shown);
    });
  }

  /** @param {TimeView} name */
  chart(name) {
    return /** @type {TimeChart} */ (this.charts.get(name));
  }

  /**
   * @param {ViewName} name
   * @returns {Plot}
   */
  view(name) {
    return /** @type {Plot} */ (part(this.film.stage, `[data-view="${name}"]`));
  }
}
