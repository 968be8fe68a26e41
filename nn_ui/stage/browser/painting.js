// Paints grids into canvases. Plotly's own heatmap takes longer than an animation frame lasts; this
// takes about a millisecond.

/** @import { Grid } from "./grids.js" */

/** @param {HTMLCanvasElement} canvas */
export function contextOf(canvas) {
  return /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
}

/**
 * Paint a grid of `width` columns into a canvas, one pixel a number; CSS or drawImage enlarges it.
 * @param {HTMLCanvasElement} canvas
 * @param {Grid} grid
 * @param {number} width
 * @param {Uint32Array} ramp
 */
export function paintGrid(canvas, grid, width, ramp) {
  const height = grid.length / width;
  const shift = 8 * (grid.BYTES_PER_ELEMENT - 1);
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
  const context = contextOf(canvas);
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

/**
 * Lay a picture of one pixel a point over the whole canvas: the outer points' centres are its edges.
 * @param {HTMLCanvasElement} picture
 * @param {HTMLCanvasElement} canvas
 */
export function stretch(picture, canvas) {
  const context = contextOf(canvas);
  context.imageSmoothingEnabled = true;
  const [across, up] = [picture.width - 1, picture.height - 1];
  context.drawImage(picture, 0.5, 0.5, across, up, 0, 0, canvas.width, canvas.height);
}

/**
 * Stroke lines between points of a grid; `ends` are those that `boundary` finds.
 * @param {HTMLCanvasElement} canvas
 * @param {Grid} grid
 * @param {number} width
 * @param {number[]} ends
 * @param {{ colour: string, thickness: number }} pen
 */
export function strokeLines(canvas, grid, width, ends, { colour, thickness }) {
  const context = contextOf(canvas);
  const scaleX = canvas.width / (width - 1);
  const scaleY = canvas.height / (grid.length / width - 1);
  context.beginPath();
  for (let at = 0; at < ends.length; at += 4) {
    context.moveTo(ends[at] * scaleX, canvas.height - ends[at + 1] * scaleY);
    context.lineTo(ends[at + 2] * scaleX, canvas.height - ends[at + 3] * scaleY);
  }
  context.strokeStyle = colour;
  context.lineWidth = thickness;
  context.lineCap = "round";
  context.stroke();
}
