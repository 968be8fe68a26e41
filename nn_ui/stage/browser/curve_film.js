// While the film plays, the bright curves are cut where they are: Plotly's own way takes a whole
// animation frame of the browser for a dozen curves, since it computes all of its traces anew. It is
// used while the pointer is over the chart, whose hover labels and zoom need it, and at rest.

import { STILL } from "./plotly.js";

/** @import { Figure, Plot } from "./types/plotly.d.ts" */
/** @typedef {{ index: number, key: string }} Bright a bright curve's place among the traces */

/**
 * @param {Figure} figure
 * @returns {Bright[]}
 */
export function brightTraces({ data }) {
  return data
    .map((trace, index) => ({ index, key: trace.meta?.series ?? "", part: trace.meta?.part }))
    .filter(({ part }) => part === "bright");
}

/**
 * Draw the traces at these places among the figure's through the points x and, for each trace, y.
 * @param {Plot} plot
 * @param {number[]} traces
 * @param {number[]} x
 * @param {number[][]} ys
 * @param {number[]} customdata
 * @param {boolean} isFilm
 */
export function cutCurves(plot, traces, x, ys, customdata, isFilm) {
  if (isFilm && !plot.matches(":hover") && cutInPlace(plot, traces, x, ys)) return;
  const data = ys.map((y) => ({ x, y, customdata }));
  // A picture that is overtaken by the next one before it is drawn is reported as an error.
  window.Plotly.animate(plot, { data, traces }, STILL).catch(() => {});
}

/**
 * False where Plotly's drawing is not as expected, as with a curve that the learner has hidden.
 * @param {Plot} plot
 * @param {number[]} traces
 * @param {number[]} x
 * @param {number[][]} ys
 */
function cutInPlace(plot, traces, x, ys) {
  if (!plot._fullLayout) return false;
  const { xaxis, yaxis } = plot._fullLayout;
  const drawn = plot.querySelectorAll(".scatterlayer > .trace");
  if (drawn.length !== plot.data.length) return false;
  const lines = traces.map((trace) => drawn[trace].querySelector(".js-line"));
  const across = x.map((value) => tenths(xaxis.d2p(value)));
  const ways = ys.map((y) => wayThrough(across, y, yaxis.d2p));
  // A logarithmic axis has no place for 0, and a curve of one point has no line.
  if (lines.includes(null) || ways.some((way) => /[a-z]/.test(way))) return false;
  lines.forEach((line, number) => {
    line?.setAttribute("d", ways[number]);
  });
  return true;
}

/**
 * @param {number[]} across
 * @param {number[]} y
 * @param {(value: number) => number} toPixels
 */
function wayThrough(across, y, toPixels) {
  return `M${y.map((value, place) => `${across[place]},${tenths(toPixels(value))}`).join("L")}`;
}

/** @param {number} pixels */
function tenths(pixels) {
  return Math.round(10 * pixels) / 10;
}
