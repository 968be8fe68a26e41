// Grids of numbers: the network's output over two inputs, a neuron's thumbnail.
//
// A grid is a Uint8Array or Uint16Array, row after row from the bottom to the top; 0 stands for the
// lowest colour, the largest number of its kind for the highest.

import { bytes } from "./arrays.js";

/** @typedef {Uint8Array | Uint16Array} Grid */

/**
 * The grid in a base64 text of `bytesEach` bytes a number.
 * @param {string} base64
 * @param {1 | 2} bytesEach
 * @returns {Grid}
 */
export function gridOf(base64, bytesEach) {
  return new (bytesEach === 1 ? Uint8Array : Uint16Array)(bytes(base64));
}

/** @param {Grid} grid */
export function topOf(grid) {
  return grid.BYTES_PER_ELEMENT === 1 ? 255 : 65535;
}

/**
 * The output that a number of the grid stands for.
 * @param {number} number
 * @param {Grid} grid
 * @param {{ low: number, high: number }} ends
 */
export function outputOf(number, grid, { low, high }) {
  return low + (number / topOf(grid)) * (high - low);
}

/**
 * 256 colours as pixels, from "#rrggbb" through a middle to "#rrggbb". With a `level` (a share of
 * the whole, 0 to 1) there are only two: the first colour below it, the last from there on.
 * @param {[string, string, string]} colours
 * @param {number | null} level
 */
export function colourRamp([low, middle, high], level = null) {
  const [a, b, c] = [low, middle, high].map(channels);
  return Uint32Array.from({ length: 256 }, (_, index) => {
    const share = index / 255;
    if (level !== null) return pixel(share < level ? a : c);
    return pixel(share < 0.5 ? between(a, b, 2 * share) : between(b, c, 2 * share - 1));
  });
}

/**
 * A colour, "#rrggbb", as a pixel.
 * @param {string} colour
 */
export function pixelOf(colour) {
  return pixel(channels(colour));
}

/** @param {string} colour */
function channels(colour) {
  return [1, 3, 5].map((start) => Number.parseInt(colour.slice(start, start + 2), 16));
}

/**
 * @param {number[]} from
 * @param {number[]} to
 * @param {number} share
 */
function between(from, to, share) {
  return from.map((channel, index) => Math.round(channel + (to[index] - channel) * share));
}

/** @param {number[]} channels */
function pixel([red, green, blue]) {
  return ((255 << 24) | (blue << 16) | (green << 8) | red) >>> 0;
}

/**
 * The same grid with `factor` times as many steps each way, bilinearly: two colours need it, since
 * an enlarged picture of two colours would have stairs along their border.
 * @param {Grid} grid
 * @param {number} width
 * @param {number} factor
 */
export function enlarged(grid, width, factor) {
  const Kind = grid.BYTES_PER_ELEMENT === 1 ? Uint8Array : Uint16Array;
  return finer(grid.length, width, factor, Kind, (x, y) => sample(grid, width, x, y));
}

/**
 * A grid of the kind `Kind` with `factor` times as many steps each way as one of so many points, with
 * what `valueAt` gives at each place between these.
 * @param {number} length
 * @param {number} width
 * @param {number} factor
 * @param {Uint8ArrayConstructor | Uint16ArrayConstructor} Kind
 * @param {(x: number, y: number) => number} valueAt
 */
export function finer(length, width, factor, Kind, valueAt) {
  const columns = (width - 1) * factor + 1;
  const rows = (length / width - 1) * factor + 1;
  const found = new Kind(columns * rows);
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      found[row * columns + column] = valueAt(column / factor, row / factor);
    }
  }
  return { grid: found, width: columns };
}

/**
 * The grid's value at a place between its points, counted in points from the lower left corner.
 * @param {Grid} grid
 * @param {number} width
 * @param {number} x
 * @param {number} y
 */
export function sample(grid, width, x, y) {
  const left = Math.min(width - 2, Math.floor(x));
  const below = Math.min(grid.length / width - 2, Math.floor(y));
  const right = x - left;
  const at = below * width + left;
  const low = grid[at] * (1 - right) + grid[at + 1] * right;
  const high = grid[at + width] * (1 - right) + grid[at + width + 1] * right;
  return low * (1 - y + below) + high * (y - below);
}
