// The line on which a grid has a level: marching squares, that is, in each square of four points a
// line between those sides on which the values pass the level. `nn_ui/figures/boundary.py` draws the
// same line where there is no browser; a test holds the two to the last bit.

/**
 * The lines, each as x0, y0, x1, y1, counted in points of the grid from its lower left corner; one
 * flat array, since there is one for each frame of the film.
 * @param {ArrayLike<number>} grid
 * @param {number} width
 * @param {number} level
 */
export function boundary(grid, width, level) {
  /** @type {number[]} */
  const found = [];
  for (let row = 0; row < grid.length / width - 1; row += 1) {
    for (let column = 0; column < width - 1; column += 1) {
      const at = row * width + column;
      const a = grid[at] - level;
      const b = grid[at + 1] - level;
      const d = grid[at + width] - level;
      const c = grid[at + width + 1] - level;
      const isHigh = a >= 0;
      if (isHigh === b >= 0 && isHigh === c >= 0 && isHigh === d >= 0) continue;
      for (const [x, y] of crossings(a, b, c, d)) found.push(column + x, row + y);
    }
  }
  return found;
}

/**
 * Where a level of 0 passes the sides of a unit square with a, b below and d, c above; pairs of
 * neighbouring points belong together. In a saddle either pairing is a fair reading of four numbers.
 * @param {number} a
 * @param {number} b
 * @param {number} c
 * @param {number} d
 */
function crossings(a, b, c, d) {
  /** @type {[number, number][]} */
  const found = [];
  if (a >= 0 !== b >= 0) found.push([a / (a - b), 0]);
  if (b >= 0 !== c >= 0) found.push([1, b / (b - c)]);
  if (d >= 0 !== c >= 0) found.push([d / (d - c), 1]);
  if (a >= 0 !== d >= 0) found.push([0, a / (a - d)]);
  return found;
}
