// The painted map of the output: on the screen, and as an image of a saved picture.

import { boundary } from "./boundary.js";
import { keepCamera } from "./camera.js";
import { classBorders, classGrid } from "./classes.js";
import { enlarged, topOf } from "./grids.js";
import { paintGrid, stretch, strokeLines } from "./painting.js";

/** @import { OutputPanel } from "./output.js" */

const SAVED_DENSITY = 3; // dots a pixel: fine enough for paper
const LINE_WIDTH = 1.75; // pixels
const FINER = 4; // steps between two points, where colours end at a line

/**
 * Paint the panel's map over the whole canvas, with the line between the classes.
 * @param {HTMLCanvasElement} canvas
 * @param {OutputPanel} panel
 * @param {number} density
 */
export function paintOutput(canvas, { grid, meta, ramp, level, small }, density) {
  if (!grid || !meta || !ramp) return;
  const width = meta.n_points;
  const hasClasses = meta.areas.length > 0;
  const fine = hasClasses
    ? classGrid(grid, width, meta.margin_bits, FINER)
    : meta.two_colours
      ? enlarged(grid, width, FINER)
      : { grid, width };
  paintGrid(small, fine.grid, fine.width, ramp);
  stretch(small, canvas);
  const pen = { colour: meta.line, thickness: LINE_WIDTH * density };
  const ends = hasClasses
    ? classBorders(grid, width, meta.margin_bits)
    : boundary(grid, width, level * topOf(grid));
  strokeLines(canvas, grid, width, ends, pen);
}

/**
 * What Plotly lacks of the panel's picture. The map fills the plotting area, which Plotly calls
 * paper.
 * @param {OutputPanel} panel
 */
export function outputImages(panel) {
  keepCamera(panel.plot, panel.plot.layout);
  if (panel.meta?.kind !== "map" || !panel.grid || !panel.plot._fullLayout) return [];
  const { xaxis, yaxis } = panel.plot._fullLayout;
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(xaxis._length * SAVED_DENSITY);
  canvas.height = Math.round(yaxis._length * SAVED_DENSITY);
  paintOutput(canvas, panel, SAVED_DENSITY);
  const whole = { xref: "paper", yref: "paper", x: 0, y: 1, sizex: 1, sizey: 1 };
  return [{ source: canvas.toDataURL(), ...whole, sizing: "stretch", layer: "below" }];
}
