// The painted map of the output: on the screen, and as an image of a saved picture.

const SAVED_DENSITY = 3; // dots a pixel: fine enough for paper

// Paint the panel's map over the whole canvas, with the line between the classes.
function paintOutput(canvas, { grid, meta, ramp, level, small }, density) {
  const width = meta.n_points;
  const fine = meta.two_colours ? enlarged(grid, width, 4) : { grid, width };
  paintGrid(small, fine.grid, fine.width, ramp);
  stretch(small, canvas);
  strokeContour(canvas, grid, width, level * topOf(grid), meta.line, 1.75 * density);
}

// What Plotly lacks of the panel's picture. The map fills the plotting area, which Plotly calls paper.
function outputImages(panel) {
  panel.keepCamera(panel.plot.layout);
  if (panel.meta.kind !== "map" || !panel.grid) return [];
  const canvas = document.createElement("canvas");
  const { xaxis, yaxis } = panel.plot._fullLayout;
  [canvas.width, canvas.height] = [xaxis, yaxis].map((axis) => Math.round(axis._length * SAVED_DENSITY));
  paintOutput(canvas, panel, SAVED_DENSITY);
  return [{ source: canvas.toDataURL(), xref: "paper", yref: "paper", x: 0, y: 1, sizex: 1, sizey: 1,
    sizing: "stretch", layer: "below" }];
}
