// The curves as far as the server has sent them.

import { bytes, upperBound } from "./arrays.js";

/** @import { Points } from "./types/message.d.ts" */

export class Curves {
  constructor() {
    /** @type {number[]} */
    this.times = [];
    /** @type {string[]} */
    this.keys = [];
    /** @type {Record<string, number[]>} */
    this.series = {};
  }

  /**
   * Take up the points of a message; false where those before them were lost on their way.
   * @param {Points} points
   */
  add({ first, iterations, keys, kind, values }) {
    const times = new Int32Array(bytes(iterations));
    const rows = new (kind === "f8" ? Float64Array : Float32Array)(bytes(values));
    if (first > this.times.length) return false;
    this.keys = keys;
    this.times.splice(first, Number.POSITIVE_INFINITY, ...times);
    keys.forEach((key, row) => {
      this.series[key] ??= [];
      const part = rows.subarray(row * times.length, (row + 1) * times.length);
      this.series[key].splice(first, Number.POSITIVE_INFINITY, ...part);
    });
    return true;
  }

  /**
   * The points before an iteration, and the iteration itself.
   * @param {number} iteration
   */
  timesTo(iteration) {
    return [...this.times.slice(0, upperBound(this.times, iteration - 1)), iteration];
  }

  /**
   * The first `count` values of a curve, and then `last`.
   * @param {string} key
   * @param {number} count
   * @param {number} last
   */
  valuesTo(key, count, last) {
    return [...this.series[key].slice(0, count), last];
  }
}
