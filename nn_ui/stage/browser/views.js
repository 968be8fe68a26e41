// The charts of the stage: drawn when their figures are new, and cut at the film's iteration.

import { part } from "./component.js";
import { brightTraces, cutCurves } from "./curve_film.js";
import { CONFIG } from "./menu.js";
import { watchPlot } from "./plotly.js";

/** @import { Bright } from "./curve_film.js" */
/** @import { Film } from "./film.js" */
/** @import { Frame, Message, ViewName } from "./types/message.d.ts" */
/** @import { Figure, Plot } from "./types/plotly.d.ts" */

/** @type {["loss", "weights", "prediction"]} */
const TIME_VIEWS = ["loss", "weights", "prediction"];

export class Views {
  /** @type {Partial<Record<ViewName, Figure>>} */
  figures = {};
  /** @type {Partial<Message["ranges"]>} */
  ranges = {};
  /** @type {Partial<Record<ViewName, Bright[]>>} */
  parts = {};
  /** @type {Set<ViewName>} */
  watched = new Set();
  /** @type {Set<ViewName>} */
  zoomed = new Set();

  /** @param {Film} film */
  constructor(film) {
    this.film = film;
  }

  /**
   * @param {Message} message
   * @param {Record<string, string>} figures
   */
  draw({ revision, ranges }, figures) {
    this.figures = {};
    this.film.output.isShown = Boolean(figures.output);
    for (const [key, text] of Object.entries(figures)) {
      const name = /** @type {ViewName} */ (key);
      /** @type {Figure} */
      const figure = JSON.parse(text);
      this.figures[name] = figure;
      figure.layout.uirevision = revision;
      if (name === "output") this.film.output.draw(figure);
      else this.drawView(name, figure);
    }
    this.ranges = ranges;
    for (const name of TIME_VIEWS) {
      const figure = this.figures[name];
      this.parts[name] = figure && brightTraces(figure);
    }
    this.film.stage.classList.remove("stage-waiting");
  }

  /**
   * @param {ViewName} name
   * @param {Figure} figure
   */
  drawView(name, figure) {
    const place = this.view(name);
    window.Plotly.react(place, figure.data, figure.layout, CONFIG);
    if (name === "network") this.film.network.draw(figure);
    if (!this.watched.has(name)) this.watchView(place, name);
  }

  /**
   * @param {Message["ranges"]} ranges
   * @param {Message["exponents"]} exponents
   */
  changeRanges(ranges, exponents) {
    for (const name of TIME_VIEWS) {
      const range = ranges[name];
      if (!this.figures[name] || String(range) === String(this.ranges[name])) continue;
      // A learner who has zoomed in stays where he is.
      if (this.zoomed.has(name)) continue;
      const change = { "yaxis.range": range, "yaxis.minexponent": exponents[name] };
      const isDrawn = window.Plotly.relayout(this.view(name), change);
      // It has drawn the curves as it knew them last, which may be long ago.
      const { film } = this;
      if (film.clock !== null) isDrawn.then(() => film.shown && this.cut(name, film.shown));
    }
    this.ranges = ranges;
  }

  /**
   * The bright curves end at the frame's own iteration, with the frame's own values; those of the
   * table's rows, in the background, follow in every second frame.
   * @param {ViewName} name
   * @param {Frame} frame
   */
  cut(name, { iteration, values }) {
    const all = this.parts[name] ?? [];
    const parts = all.filter(({ key }) => this.film.rowsAreDue || !key.startsWith("row"));
    const { curves } = this.film;
    const times = curves.timesTo(iteration);
    const isLog = this.figures[name]?.layout.xaxis?.type === "log";
    const x = isLog ? times.map((time) => Math.max(time, 0.5)) : times;
    const ys = parts.map(({ key }) =>
      curves.valuesTo(key, times.length - 1, values[curves.keys.indexOf(key)]),
    );
    const traces = parts.map(({ index }) => index);
    cutCurves(this.view(name), traces, x, ys, times, this.film.clock !== null);
  }

  /**
   * A click on a curve goes to that iteration, a click on a weight chooses it.
   * @param {Plot} place
   * @param {ViewName} name
   */
  watchView(place, name) {
    this.watched.add(name);
    place.on("plotly_relayout", (change) => {
      if (name === "network") this.film.network.place();
      const keys = Object.keys(change);
      if (keys.some((key) => key.endsWith("axis.range[0]"))) this.zoomed.add(name);
      if (keys.some((key) => key.endsWith("axis.autorange"))) this.zoomed.delete(name);
    });
    place.on("plotly_doubleclick", () => this.zoomed.delete(name));
    place.on("plotly_click", ({ points }) => {
      const chosen = points[0]?.customdata;
      if (!Number.isInteger(chosen)) return;
      if (name === "network") this.film.network.weight.choose(chosen);
      else this.film.tell("goto", chosen);
    });
    watchPlot(place, this.film.signal);
  }

  /**
   * @param {ViewName} name
   * @returns {Plot}
   */
  view(name) {
    return /** @type {Plot} */ (part(this.film.stage, `[data-view="${name}"]`));
  }
}
