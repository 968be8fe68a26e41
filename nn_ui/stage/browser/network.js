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
import { Walk } from "./walk.js";
import { WeightBox } from "./weight_box.js";

/** @import { Film } from "./film.js" */
/** @import { Reader } from "./reader.js" */
/** @import { Frame, NetworkMeta, Patch } from "./types/message.d.ts" */
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
    this.walk = new Walk(film, this);
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
    this.redraw();
    this.shape.show(meta);
    part(this.panel, ".network-drawn p").textContent = meta.drawn;
    this.table.show(meta.table, meta.chosen);
    this.place();
    this.weight.follow(meta);
  }

  /** Plotly shows the network as always. */
  redraw() {
    if (!this.figure) return;
    this.walk.drawn = "";
    window.Plotly.react(this.plot, this.figure.data, this.figure.layout, TABLED_CONFIG);
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
      if (!this.walk.beat) this.follow(frame.network, isPlaying);
    }
    const at = keys.indexOf(`weight${this.meta?.chosen}`);
    if (this.meta && at >= 0) this.meta.value = frame.values[at];
    this.table.paint(frame.network?.table);
    this.pictures.paint(frame.thumbnails);
    this.weight.paint(frame, keys);
  }

  /**
   * @param {Patch} patch that the figure has taken up
   * @param {boolean} isPlaying
   */
  follow(patch, isPlaying) {
    if (!this.figure) return;
    const isShown = isPlaying && this.diagram.show(this.figure, patch);
    if (!isShown || this.needsLabels()) this.redraw();
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
    const toPixels = this.toPixels();
    if (!toPixels || !this.meta) return;
    const [x, y] = toPixels;
    this.shape.place(x);
    this.pictures.place(this.meta.pictures, x, y);
    this.weight.place(x, y);
  }

  /**
   * Where the panel has a layer and a height of the diagram; undefined before it is drawn.
   * @returns {[x: ToPixels, y: ToPixels] | undefined}
   */
  toPixels() {
    const { xaxis, yaxis } = this.plot._fullLayout ?? {};
    if (!xaxis?.d2p || !yaxis) return undefined;
    const { offsetLeft, offsetTop } = this.plot;
    return [
      (layer) => offsetLeft + xaxis._offset + xaxis.d2p(layer),
      (height) => offsetTop + yaxis._offset + yaxis.d2p(height),
    ];
  }

  /** What Plotly shows. */
  get drawn() {
    return this.walk.figure ?? this.figure;
  }
}
