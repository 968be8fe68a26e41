// What the map itself says at the pointer; where a row is, Plotly tells about that one.

import { classAt } from "./classes.js";
import { part } from "./component.js";
import { outputOf, sample } from "./grids.js";
import { inStyle } from "./numbers.js";
import { rewrite } from "./texts.js";

/** @import { OutputPanel } from "./output.js" */
/** @import { OutputMeta } from "./types/message.d.ts" */

const BESIDE = 14; // pixels between the pointer and what it tells

export class MapTip {
  /** @type {{ shares: number[], inputs: number[] } | null} */
  pointer = null;
  isOnRow = false;

  /** @param {OutputPanel} output */
  constructor(output) {
    this.output = output;
    this.tip = part(output.panel, ".output-tip");
    output.frame.addEventListener("pointermove", (event) => this.point(output.inputsAt(event)));
    output.frame.addEventListener("pointerleave", () => this.point(null));
  }

  /** @param {{ shares: number[], inputs: number[] } | null} pointer */
  point(pointer) {
    this.pointer = pointer;
    this.show();
  }

  /** Say what has come to be under the pointer. */
  repeat() {
    if (this.pointer) this.show();
  }

  /** @param {boolean} isOnRow */
  yieldTo(isOnRow) {
    this.isOnRow = isOnRow;
    this.show();
  }

  show() {
    const lines = this.isOnRow ? null : this.lines();
    this.tip.hidden = !lines;
    if (!lines || !this.pointer) return;
    rewrite(this.tip, lines.join("\n"));
    this.place(this.pointer.shares);
  }

  lines() {
    const { meta, grid, strokes } = this.output;
    if (!this.pointer || !grid || !meta) return null;
    const { shares, inputs } = this.pointer;
    const last = meta.n_points - 1;
    const [x, y] = shares.map((share) => share * last);
    const style = meta.number_style;
    const answer = meta.areas.length
      ? `Largest: ${meta.class_names[classAt(grid, meta.n_points, meta.margin_bits, x, y)]}`
      : told(outputOf(sample(grid, meta.n_points, x, y), grid, meta), meta);
    return [
      ...inputs.map((value, axis) => `${meta.names[axis]} ${inStyle(value, 2, style)}`),
      answer,
      ...strokes.advice(meta),
    ];
  }

  /** @param {number[]} shares */
  place([x, y]) {
    const { offsetLeft, offsetTop, offsetWidth, offsetHeight } = this.output.canvas;
    const left = offsetLeft + x * offsetWidth;
    const top = offsetTop + (1 - y) * offsetHeight;
    const across = x > 0.5 ? -BESIDE - this.tip.offsetWidth : BESIDE;
    const down = y > 0.5 ? BESIDE : -BESIDE - this.tip.offsetHeight;
    this.tip.style.left = `${left + across}px`;
    this.tip.style.top = `${top + down}px`;
  }
}

/**
 * An output with its unit, or the word that it says.
 * @param {number} output
 * @param {OutputMeta} meta
 */
function told(output, { number_style, unit, are_words, classes: [low, high], threshold }) {
  const word = output >= threshold ? high : low;
  return `Output ${inStyle(output, 4, number_style)} ${are_words ? `(${word})` : unit}`.trimEnd();
}
