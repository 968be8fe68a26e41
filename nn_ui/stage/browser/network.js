// The network's view: the diagram, which is Plotly's, and what lies over and beside it. Names in it are a user's
// own text: textContent only.

import { merge } from "./arrays.js";
import { part } from "./component.js";
import { CONFIG } from "./menu.js";
import { changeInPlace } from "./network_film.js";
import { ShapeButtons } from "./network_shape.js";
import { WeightTable } from "./network_table.js";
import { NeuronPictures } from "./neuron_pictures.js";
import { WeightBox } from "./weight_box.js";

/** @import { Film } from "./film.js" */
/** @import { Frame, NetworkMeta } from "./types/message.d.ts" */
/** @import { Figure, Plot } from "./types/plotly.d.ts" */

/** @typedef {(value: number) => number} ToPixels */

export class NetworkPanel {
  /** @type {Figure | undefined} */
  figure = undefined;
  /** @type {NetworkMeta | undefined} */
  meta = undefined;

  /** @param {Film} film */
  constructor(film) {
    this.panel = part(film.stage, ".network-panel");
    this.plot = /** @type {Plot} */ (part(this.panel, ".network-plot"));
    this.shape = new ShapeButtons(film, this.panel);
    this.weight = new WeightBox(film, this);
    this.pictures = new NeuronPictures(this.panel);
    this.table = new WeightTable(this);
    this.plot.room = () => this.table.room;
    this.plot.pictures = (size) => [...this.pictures.images(this.plot), ...this.table.images(size)];
  }

  /** @param {Figure} figure */
  draw(figure) {
    const meta = /** @type {NetworkMeta} */ (figure.layout.meta);
    this.figure = figure;
    this.meta = meta;
    this.shape.show(meta);
    this.table.show(meta.table, meta.chosen);
    this.place();
    this.weight.follow(meta);
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
      const inPlace = isPlaying && !this.panel.matches(":hover");
      if (!inPlace || !changeInPlace(this.plot, this.figure, frame.network)) {
        window.Plotly.react(this.plot, data, layout, CONFIG);
      }
    }
    this.table.paint(frame.network?.table);
    this.pictures.paint(frame.thumbnails);
    this.weight.paint(frame, keys);
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
