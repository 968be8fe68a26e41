// The output over the inputs, read with the arrow keys; on a map rows are drawn and erased there.

import { turnBy } from "./camera.js";
import { outputOf } from "./grids.js";
import { inStyle } from "./numbers.js";
import { Reader } from "./reader.js";

/** @import { OutputPanel } from "./output.js" */

const NAME =
  "Output over the inputs: arrow keys move; in Draw, Enter adds a row, Delete removes one";
const STEP = 1 / 50; // of the width
/** @type {Record<string, [number, number]>} */
const WAYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };

export class MapReader {
  shares = [0.5, 0.5]; // of the way across and up

  /** @param {OutputPanel} output */
  constructor(output) {
    this.output = output;
    this.reader = new Reader(output.frame, NAME, this);
    this.reader.stop.addEventListener("blur", () => output.tip.point(null));
  }

  /** @param {KeyboardEvent} event */
  hear({ key, shiftKey }) {
    const { strokes, meta } = this.output;
    const way = WAYS[key];
    if (way && meta?.kind === "cube") turnBy(this.output.plot, way);
    else if (way) this.move(way, STEP * (shiftKey ? 5 : 1));
    else if (meta?.kind !== "map") return false;
    else if (key === "Enter" && strokes.mode !== "look") strokes.draw(this.pointer, shiftKey);
    else if (key === "Delete" && strokes.mode !== "look")
      strokes.draw(this.pointer, false, "erase");
    else return false;
    return true;
  }

  /**
   * @param {[number, number]} way
   * @param {number} step
   */
  move(way, step) {
    this.shares = this.shares.map((share, axis) => {
      return Math.max(0, Math.min(1, share + step * way[axis]));
    });
  }

  spot() {
    const { meta, grid } = this.output;
    if (!meta || !grid) return null;
    if (meta.kind === "map") return this.spotOnMap();
    return meta.kind === "curve" ? this.spotOnCurve() : null;
  }

  spotOnMap() {
    const { canvas, tip } = this.output;
    const found = this.output.inputsAt(this.pointer);
    if (!found) return null;
    tip.point(found);
    const { offsetLeft, offsetTop, offsetWidth, offsetHeight } = canvas;
    const [x, y] = this.shares;
    const text = (tip.lines() ?? []).join(", ");
    return { x: offsetLeft + x * offsetWidth, y: offsetTop + (1 - y) * offsetHeight, text };
  }

  spotOnCurve() {
    const { meta, grid, plot } = this.output;
    const { xaxis, yaxis } = plot._fullLayout ?? {};
    if (!meta || !grid || !xaxis || !yaxis) return null;
    const at = Math.round(this.shares[0] * (meta.n_points - 1));
    const [low, high] = meta.ranges[0];
    const input = low + (at / (meta.n_points - 1)) * (high - low);
    const value = outputOf(grid[at], grid, meta);
    const told = [inStyle(input, 2, meta.number_style), inStyle(value, 4, meta.number_style)];
    return {
      x: xaxis._offset + xaxis.d2p(input),
      y: yaxis._offset + yaxis.d2p(value),
      text: `${meta.names[0]} ${told[0]}, Output ${told[1]} ${meta.unit}`.trimEnd(),
    };
  }

  /** Where a pointer would be. */
  get pointer() {
    const box = this.output.canvas.getBoundingClientRect();
    const [x, y] = this.shares;
    return { clientX: box.left + x * box.width, clientY: box.bottom - y * box.height };
  }
}
