// One curve as a canvas draws it: its pixels on Plotly's axes, and its pen.

/** @import { Axis, FullTrace } from "./types/plotly.d.ts" */
/** @typedef {{ colour: string, width: number, dashes: number[], opacity: number }} Pen */

export const PLACE_OF_ZERO = 0.5; // on a logarithmic axis
// Lengths of a dash and what follows it, in widths of a line that is at least so many pixels wide.
const DASHES = new Map([
  ["solid", []],
  ["dash", [3, 3]],
  ["dot", [1, 1]],
  ["dashdot", [3, 1, 1, 1]],
  ["longdash", [5, 5]],
  ["longdashdot", [5, 2, 1, 2]],
]);
const LEAST_DASHED = 3;

/**
 * What Plotly draws a trace's line with.
 * @param {Pick<FullTrace, "line" | "opacity">} trace
 * @returns {Pen}
 */
export function penOf({ line: { color, width, dash }, opacity }) {
  const unit = Math.max(LEAST_DASHED, width);
  const lengths = DASHES.get(dash)?.map((length) => length * unit);
  const dashes = lengths ?? dash.split(",").map(Number.parseFloat); // others are lengths themselves
  return { colour: color, width, dashes, opacity };
}

/**
 * The pixel of an iteration on an axis.
 * @param {Axis} axis
 * @param {number} iteration
 */
export function placeOf(axis, iteration) {
  return axis.d2p(axis.type === "log" ? Math.max(iteration, PLACE_OF_ZERO) : iteration);
}

/**
 * The pixel of a value on an axis; a value for which it has no place, such as 0 on a logarithmic
 * one, is a gap in the curve.
 * @param {Axis} axis
 * @param {number} value
 */
export function heightOf(axis, value) {
  return axis.d2p(value) ?? Number.NaN;
}

/**
 * Complete the lengths from a curve's beginning, or its last gap, to each of its points.
 * @param {number[]} along
 * @param {number[]} x
 * @param {number[]} y
 */
export function measure(along, x, y) {
  for (let at = along.length; at < y.length; at += 1) {
    const step = Math.hypot(x[at] - x[at - 1], y[at] - y[at - 1]);
    along.push(Number.isFinite(step) ? along[at - 1] + step : 0);
  }
}

/**
 * Stroke a way through points; what is `before` them of the curve, in pixels, tells where in a dash
 * it begins.
 * @param {CanvasRenderingContext2D} context
 * @param {number[]} x
 * @param {number[]} y
 * @param {number} before
 * @param {Pen} pen
 */
export function strokeWay(context, x, y, before, { colour, width, dashes, opacity }) {
  context.strokeStyle = colour;
  context.lineWidth = width;
  context.globalAlpha = opacity;
  context.setLineDash(dashes);
  context.lineDashOffset = before;
  context.beginPath();
  y.forEach((height, at) => {
    if (Number.isFinite(height) && Number.isFinite(y[at - 1])) context.lineTo(x[at], height);
    else if (Number.isFinite(height)) context.moveTo(x[at], height);
  });
  context.stroke();
}
