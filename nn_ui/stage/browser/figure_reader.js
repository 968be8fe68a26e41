// A picture drawn anew, read with the arrow keys: on contours they move and Enter sets the two
// weights, a picture in three dimensions they turn.

import { turnBy } from "./camera.js";
import { shortNumber } from "./numbers.js";
import { Reader } from "./reader.js";

/** @import { FigurePanel } from "./figure_panel.js" */

const NAME = "Fourth picture: arrow keys move in it, or turn it; Enter sets the two weights there";
/** @type {Record<string, [number, number]>} */
const WAYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };

export class FigureReader {
  /** @type {[number, number] | null} */
  at = null; // points across and up; null before the first key

  /** @param {FigurePanel} figure */
  constructor(figure) {
    this.figure = figure;
    this.reader = new Reader(figure.panel, NAME, this);
  }

  /** The points of the contours and their values, which Plotly has unpacked, row after row. */
  get ground() {
    const { x, y, z, customdata } = this.figure.plot._fullData?.[0] ?? {};
    const values = customdata ?? z;
    const { kind, value } = this.figure.meta ?? {};
    if (kind !== "flat" || !value || !x || !y || !values) return null;
    return { x, y, rows: /** @type {ArrayLike<number>[]} */ (/** @type {unknown} */ (values)) };
  }

  /** @param {KeyboardEvent} event */
  hear({ key, shiftKey }) {
    const way = WAYS[key];
    const { ground } = this;
    if (way && this.figure.meta?.kind === "three") turnBy(this.figure.plot, way);
    else if (way && ground) this.move(way, shiftKey ? 5 : 1, [ground.x.length, ground.y.length]);
    else if (key === "Enter" && ground && this.figure.canBeSet) {
      const [x, y] = this.place(ground);
      this.figure.set([ground.x[x], ground.y[y]]);
    } else return false;
    return true;
  }

  /**
   * @param {[number, number]} way
   * @param {number} step
   * @param {[number, number]} counts
   */
  move(way, step, counts) {
    const from = this.at ?? counts.map((count) => (count - 1) / 2);
    const [x, y] = way.map((by, axis) => {
      return Math.max(0, Math.min(counts[axis] - 1, Math.round(from[axis]) + step * by));
    });
    this.at = [x, y];
  }

  /**
   * Where one is: in the middle before the first key.
   * @param {{ x: ArrayLike<number>, y: ArrayLike<number> }} ground
   */
  place({ x, y }) {
    const [across, up] = this.at ?? [(x.length - 1) / 2, (y.length - 1) / 2];
    return [Math.min(Math.round(across), x.length - 1), Math.min(Math.round(up), y.length - 1)];
  }

  spot() {
    const { ground } = this;
    const { meta, plot } = this.figure;
    const { xaxis, yaxis } = plot._fullLayout ?? {};
    if (!ground || !meta || !xaxis || !yaxis) return null;
    const [x, y] = this.place(ground);
    const value = ground.rows[y][x];
    const told = Number.isFinite(value) ? shortNumber(value) : "too large for a number";
    const here = [shortNumber(ground.x[x]), shortNumber(ground.y[y])];
    const [across, up] = meta.names;
    return {
      x: plot.offsetLeft + xaxis._offset + xaxis.d2p(ground.x[x]),
      y: plot.offsetTop + yaxis._offset + yaxis.d2p(ground.y[y]),
      text: `${across} ${here[0]}, ${up} ${here[1]}: ${meta.value} ${told}`.replaceAll("-", "−"),
    };
  }
}
