// A table as a picture, for a chart that is saved.

import { contextOf } from "./painting.js";

const DENSITY = 4; // dots a pixel

/**
 * The table with all its rows, also those that are scrolled away, as a PNG.
 * @param {HTMLTableElement} table
 */
export function picture(table) {
  const canvas = document.createElement("canvas");
  canvas.width = DENSITY * table.scrollWidth;
  canvas.height = DENSITY * table.scrollHeight;
  const context = contextOf(canvas);
  context.scale(DENSITY, DENSITY);
  context.textBaseline = "middle";
  let top = 0;
  for (const { cells, offsetHeight } of table.rows) {
    let left = 0;
    for (const cell of cells) {
      const { offsetWidth: width } = cell;
      drawCell(context, cell, { left, top, width, height: offsetHeight });
      left += width;
    }
    top += offsetHeight;
  }
  return canvas.toDataURL();
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {HTMLTableCellElement} cell
 * @param {{ left: number, top: number, width: number, height: number }} box
 */
function drawCell(context, cell, { left, top, width, height }) {
  const { backgroundColor, color, fontSize, fontWeight } = getComputedStyle(cell);
  context.fillStyle = backgroundColor;
  context.fillRect(left, top, width, height);
  context.fillStyle = color;
  context.font = `${fontWeight} ${fontSize} Arial, Helvetica, sans-serif`;
  const isName = cell.cellIndex === 0;
  context.textAlign = isName ? "left" : "right";
  const at = isName ? left + 2 : left + width - 2;
  context.fillText(cell.textContent ?? "", at, top + height / 2, width - 4);
}
