// The curves of kept runs as they are read: each run has one trace a chart, with gaps between them.

/** @import { FullTrace } from "./types/plotly.d.ts" */

/**
 * @typedef {object} KeptCurve a curve of a kept run, with its own iterations
 * @property {string} name
 * @property {number[]} times
 * @property {number[]} values
 */

/**
 * @param {FullTrace} trace of a kept run
 * @returns {KeptCurve[]}
 */
export function keptCurves({ meta, x, y, customdata }) {
  const times = [...(customdata ?? [])];
  const values = Array.from(y ?? [], Number);
  /** @type {KeptCurve[]} */
  const found = [];
  let start = 0;
  Array.from(x ?? []).forEach((place, at) => {
    if (Number.isFinite(place)) return;
    const name = `${meta?.name}: ${meta?.curves?.[found.length]}`;
    found.push({ name, times: times.slice(start, at), values: values.slice(start, at) });
    start = at + 1;
  });
  return found;
}
