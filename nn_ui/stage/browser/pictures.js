// Paints grids of numbers as pictures: the network's output over two inputs, a neuron's thumbnail.
//
// A grid is a Uint8Array or Uint16Array, row after row from the bottom to the top; 0 stands for the
// lowest colour, the largest number of its kind for the highest. Plotly's own heatmap takes longer
// than an animation frame lasts; this takes about a millisecond.

// The grid in a base64 text of `bytesEach` bytes a number.
function gridOf(base64, bytesEach) {
  return new (bytesEach === 1 ? Uint8Array : Uint16Array)(bytes(base64));
}

function topOf(grid) {
  return grid.BYTES_PER_ELEMENT === 1 ? 255 : 65535;
}

// 256 colours as pixels, from "#rrggbb" through a middle to "#rrggbb". With a `level` (a share of
// the whole, 0 to 1) there are only two: the first colour below it, the last from there on.
function colourRamp([low, middle, high], level = null) {
  const [a, b, c] = [low, middle, high].map(channels);
  return Uint32Array.from({ length: 256 }, (_, index) => {
    const share = index / 255;
    if (level !== null) return pixel(share < level ? a : c);
    return pixel(share < 0.5 ? between(a, b, 2 * share) : between(b, c, 2 * share - 1));
  });
}

function channels(colour) {
  return [1, 3, 5].map((start) => parseInt(colour.slice(start, start + 2), 16));
}

function between(from, to, share) {
  return from.map((channel, index) => Math.round(channel + (to[index] - channel) * share));
}

function pixel([red, green, blue]) {
  return (255 << 24 | blue << 16 | green << 8 | red) >>> 0;
}

// Paint a grid of `width` columns into a canvas, one pixel a number; CSS or drawImage enlarges it.
function paintGrid(canvas, grid, width, ramp) {
  const height = grid.length / width, shift = 8 * (grid.BYTES_PER_ELEMENT - 1);
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
  const context = canvas.getContext("2d");
  const image = context.createImageData(width, height);
  const pixels = new Uint32Array(image.data.buffer);
  for (let row = 0; row < height; row += 1) {
    const from = (height - 1 - row) * width; // a canvas begins at the top
    for (let column = 0; column < width; column += 1) {
      pixels[row * width + column] = ramp[grid[from + column] >> shift];
    }
  }
  context.putImageData(image, 0, 0);
}

// The same grid with `factor` times as many steps each way, bilinearly: two colours need it, since
// an enlarged picture of two colours would have stairs along their border.
function enlarged(grid, width, factor) {
  const height = grid.length / width;
  const columns = (width - 1) * factor + 1, rows = (height - 1) * factor + 1;
  const found = new grid.constructor(columns * rows);
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      found[row * columns + column] = sample(grid, width, column / factor, row / factor);
    }
  }
  return { grid: found, width: columns };
}

// The grid's value at a place between its points, counted in points from the lower left corner.
function sample(grid, width, x, y) {
  const height = grid.length / width;
  const left = Math.min(width - 2, Math.floor(x)), below = Math.min(height - 2, Math.floor(y));
  const right = x - left, up = y - below, at = below * width + left;
  return (grid[at] * (1 - right) + grid[at + 1] * right) * (1 - up)
    + (grid[at + width] * (1 - right) + grid[at + width + 1] * right) * up;
}

// Lay a picture of one pixel a point over the whole canvas: the outer points' centres are its edges.
function stretch(picture, canvas) {
  const context = canvas.getContext("2d");
  context.imageSmoothingEnabled = true;
  context.drawImage(picture, 0.5, 0.5, picture.width - 1, picture.height - 1,
    0, 0, canvas.width, canvas.height);
}

// Stroke the line on which the grid has the value `level`: marching squares, that is, in each square
// of four points a line between those sides on which the values pass the level.
function strokeContour(canvas, grid, width, level, colour, thickness) {
  const height = grid.length / width, context = canvas.getContext("2d");
  const scaleX = canvas.width / (width - 1), scaleY = canvas.height / (height - 1);
  context.beginPath();
  for (let row = 0; row < height - 1; row += 1) {
    for (let column = 0; column < width - 1; column += 1) {
      const at = row * width + column;
      const a = grid[at] - level, b = grid[at + 1] - level;
      const d = grid[at + width] - level, c = grid[at + width + 1] - level;
      const isHigh = a >= 0;
      if (isHigh === b >= 0 && isHigh === c >= 0 && isHigh === d >= 0) continue;
      const ends = crossings(a, b, c, d);
      for (let end = 0; end + 1 < ends.length; end += 2) {
        const [x0, y0] = ends[end], [x1, y1] = ends[end + 1];
        context.moveTo((column + x0) * scaleX, canvas.height - (row + y0) * scaleY);
        context.lineTo((column + x1) * scaleX, canvas.height - (row + y1) * scaleY);
      }
    }
  }
  context.strokeStyle = colour;
  context.lineWidth = thickness;
  context.lineCap = "round";
  context.stroke();
}

// Where a level of 0 passes the sides of a unit square with a, b below and d, c above; pairs of
// neighbouring points belong together. In a saddle either pairing is a fair reading of four numbers.
function crossings(a, b, c, d) {
  const found = [];
  if (a >= 0 !== b >= 0) found.push([a / (a - b), 0]);
  if (b >= 0 !== c >= 0) found.push([1, b / (b - c)]);
  if (d >= 0 !== c >= 0) found.push([d / (d - c), 1]);
  if (a >= 0 !== d >= 0) found.push([0, a / (a - d)]);
  return found;
}
