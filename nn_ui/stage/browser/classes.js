// The map of several classes: a grid whose numbers each have a class in the upper bits, and in the lower
// ones by how much its output is ahead of the next one. Between two points of different classes the
// border lies where both would be as far ahead.

import { boundary } from "./boundary.js";
import { finer, pixelOf } from "./grids.js";

/**
 * The class with the largest output at a place between the grid's points, counted in points from the
 * lower left corner: the one that is furthest ahead in the four points around it.
 * @param {ArrayLike<number>} grid
 * @param {number} width
 * @param {number} bits
 * @param {number} x
 * @param {number} y
 */
export function classAt(grid, width, bits, x, y) {
  const left = Math.min(width - 2, Math.floor(x));
  const below = Math.min(grid.length / width - 2, Math.floor(y));
  const [right, up] = [x - left, y - below];
  const at = below * width + left;
  const [a, b, c, d] = [grid[at], grid[at + 1], grid[at + width], grid[at + width + 1]];
  if (a >> bits === b >> bits && a >> bits === c >> bits && a >> bits === d >> bits) {
    return a >> bits; // nearly everywhere
  }
  const corners = [a, b, c, d];
  const shares = [(1 - right) * (1 - up), right * (1 - up), (1 - right) * up, right * up];
  const least = (1 << bits) - 1;
  const ahead = corners.map((corner) => {
    const own = corner >> bits;
    return corners.reduce(
      (sum, other, place) => sum + (other >> bits === own ? shares[place] * (other & least) : 0),
      0,
    );
  });
  return corners[ahead.indexOf(Math.max(...ahead))] >> bits;
}

/**
 * The classes of a grid with `factor` times as many steps each way, a byte each.
 * @param {ArrayLike<number>} grid
 * @param {number} width
 * @param {number} bits
 * @param {number} factor
 */
export function classGrid(grid, width, bits, factor) {
  const valueAt = (/** @type {number} */ x, /** @type {number} */ y) =>
    classAt(grid, width, bits, x, y);
  return finer(grid.length, width, factor, Uint8Array, valueAt);
}

/**
 * The borders of every class, as lines of `boundary`; one between two classes is there twice.
 * @param {ArrayLike<number>} grid
 * @param {number} width
 * @param {number} bits
 */
export function classBorders(grid, width, bits) {
  const least = (1 << bits) - 1;
  const numbers = Array.from(grid);
  const classes = [...new Set(numbers.map((number) => number >> bits))];
  if (classes.length < 2) return [];
  return classes.flatMap((one) => {
    const ahead = numbers.map((number) => (number >> bits === one ? 1 : -1) * (number & least));
    return boundary(ahead, width, 0);
  });
}

/**
 * A colour for each class, for `paintGrid`.
 * @param {string[]} areas
 */
export function areaRamp(areas) {
  return Uint32Array.from(areas, pixelOf);
}
