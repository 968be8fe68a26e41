// While the film plays, the bright curves are cut where they are: Plotly's own way takes a whole
// animation frame of the browser for a dozen curves, since it computes all of its traces anew. It is
// used while the pointer is over the chart, whose hover labels and zoom need it, and at rest.

// Draw the traces at these places among the figure's through the points x and, for each trace, y;
// false where Plotly's drawing is not as expected, as with a curve that the learner has hidden.
function cutInPlace(plot, traces, x, ys) {
  const { xaxis, yaxis } = plot._fullLayout;
  const drawn = plot.querySelectorAll(".scatterlayer > .trace");
  if (drawn.length !== plot.data.length) return false;
  const lines = traces.map((trace) => drawn[trace].querySelector(".js-line"));
  const across = x.map((value) => tenths(xaxis.d2p(value)));
  const ways = ys.map((y) => `M${y.map((value, place) => `${across[place]},${tenths(yaxis.d2p(value))}`).join("L")}`);
  // A logarithmic axis has no place for 0, and a curve of one point has no line.
  if (lines.includes(null) || ways.some((way) => /[a-z]/.test(way))) return false;
  lines.forEach((line, number) => line.setAttribute("d", ways[number]));
  return true;
}

function tenths(pixels) {
  return Math.round(10 * pixels) / 10;
}
