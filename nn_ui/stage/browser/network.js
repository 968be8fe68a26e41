// The network's view: the diagram, which is Plotly's, and what lies over and beside it. Names in it are a user's
// own text: textContent only.

import { merge } from "./arrays.js";
import { part } from "./component.js";
import { LineHits } from "./line_hits.js";
import { TABLED_CONFIG } from "./menu.js";
import { DiagramFilm } from "./network_film.js";
import { NetworkReader } from "./network_reader.js";
import { ShapeButtons } from "./network_shape.js";
import { WeightTable } from "./network_table.js";
import { NeuronPictures } from "./neuron_pictures.js";
import { BETWEEN_LABELS } from "./plotly.js";
import { WeightBox } from "./weight_box.js";

/** @import { Film } from "./film.js" */
/** @import { Reader } from "./reader.js" */
/** @import { Frame, NetworkMeta } from "./types/message.d.ts" */
/** @import { Figure, Plot } from "./types/plotly.d.ts" */

/** @typedef {(value: number) => number} ToPixels */

export class NetworkPanel {
  /** @type {Figure | undefined} */
  figure = undefined;
  /** @type {NetworkMeta | undefined} */
  meta = undefined;
  /** @type {Reader | undefined} */
  reader = undefined;
  labelledAt = Number.NEGATIVE_INFINITY;
  /** @type {LineHits | undefined} */
  lines = undefined;

  /** @param {Film} film */
  constructor(film) {
    this.signal = film.signal;
    this.panel = part(film.stage, ".network-panel");
    this.plot = /** @type {Plot} */ (part(this.panel, ".network-plot"));
    this.diagram = new DiagramFilm(this.plot);
    this.shape = new ShapeButtons(film, this.panel);
    this.weight = new WeightBox(film, this);
    this.pictures = new NeuronPictures(this.panel);
    this.table = new WeightTable(this);
    this.plot.room = () => this.table.room;
    this.plot.pictures = (size) => [...this.pictures.images(this.plot), ...this.table.images(size)];
  }

  watchKeys() {
    this.reader = new NetworkReader(this).reader;
    this.lines = new LineHits(this);
  }

  /**
   * Plotly has found the point of a weight; a line under the pointer has been chosen before.
   * @param {number} parameter
   */
  click(parameter) {
    if (!this.lines?.isPressed) this.weight.choose(parameter);
  }

  /** @param {Figure} figure */
  draw(figure) {
    const meta = /** @type {NetworkMeta} */ (figure.layout.meta);
    this.figure = figure;
    this.meta = meta;
    this.shape.show(meta);
    part(this.panel, ".network-drawn p").textContent = meta.drawn;
    this.table.show(meta.table, meta.chosen);
    this.place();
    this.weight.follow(meta);
  }

  /** What the learner asked for may have been refused: then no other figure comes. */
  rest() {
    if (!this.meta) return;
    if (this.shape.asked) this.shape.show(this.meta);
    this.place();
    this.weight.follow(this.meta);
  }

  /**
   * @param {Frame} frame
   * @param {string[]} keys
   * @param {boolean} isPlaying
   */
  paint(frame, keys, isPlaying) {
    if (frame.network && this.figure) {
      const { data, layout } = this.figure;
      merge(data, frame.network.data);
      merge(layout.shapes, frame.network.shapes);
      const isShown = isPlaying && this.diagram.show(this.figure, frame.network);
      if (!isShown || this.needsLabels()) {
        window.Plotly.react(this.plot, data, layout, TABLED_CONFIG);
      }
    }
    const at = keys.indexOf(`weight${this.meta?.chosen}`);
    if (this.meta && at >= 0) this.meta.value = frame.values[at];
    this.table.paint(frame.network?.table);
    this.pictures.paint(frame.thumbnails);
    this.weight.paint(frame, keys);
  }

  /** Hover labels tell what Plotly has drawn itself. */
  needsLabels() {
    const now = performance.now();
    if (now - this.labelledAt < BETWEEN_LABELS || !this.panel.matches(":hover")) return false;
    this.labelledAt = now;
    return true;
  }

  /** Everything that lies over the diagram stands where Plotly has put its columns and points. */
  place() {
    const { xaxis, yaxis } = this.plot._fullLayout ?? {};
    if (!xaxis?.d2p || !yaxis || !this.meta) return;
    const { offsetLeft, offsetTop } = this.plot;
    /** @type {ToPixels} */
    const x = (layer) => offsetLeft + xaxis._offset + xaxis.d2p(layer);
    /** @type {ToPixels} */
    const y = (height) => offsetTop + yaxis._offset + yaxis.d2p(height);
    this.shape.place(x);
    this.pictures.place(this.meta.pictures, x, y);
    this.weight.place(x, y);
  }
}
