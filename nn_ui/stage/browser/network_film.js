// While the film plays, the lines, circles and numbers of the diagram are changed where they are: to
// have Plotly draw the whole diagram anew takes ten times as long. It does so for each frame while the
// pointer is over the diagram, since its hover labels tell what it has drawn, and when the film rests.

// The lines that Plotly has drawn, without the mark of the chosen one.
const LINES = ".cartesianlayer .shapelayer path";

// Whether a patch could be shown so; false where Plotly's drawing is not as expected.
function changeInPlace(plot, { data, layout }, patch) {
  const lines = plot.querySelectorAll(LINES), [numbers, neurons] = plot.querySelectorAll(".scatterlayer > .trace");
  // A patch has all lines, in their order: another number of them is another network's.
  if (!neurons || lines.length !== Object.keys(patch.shapes).length) return false;
  const circles = neurons.querySelectorAll("path.point"), colours = data[1].marker.color;
  if (circles.length !== colours.length) return false;
  const shownNumbers = data[0].mode === "text" ? data[0].text : [];
  if (!changeTexts(numbers, shownNumbers) || !changeTexts(neurons, data[1].text)) return false;
  circles.forEach((circle, place) => { circle.style.fill = colours[place]; });
  lines.forEach((path, place) => changeLine(path, layout.shapes[place], plot._fullLayout));
  return true;
}

// Plotly leaves out empty texts.
function changeTexts(trace, texts) {
  const places = trace.querySelectorAll(".textpoint text"), shown = texts.filter((text) => text !== "");
  if (places.length !== shown.length) return false;
  places.forEach((place, number) => {
    if (place.textContent === shown[number]) return;
    place.textContent = shown[number];
    place.setAttribute("data-unformatted", shown[number]);
  });
  return true;
}

function changeLine(path, { line, path: way }, { xaxis, yaxis }) {
  path.style.stroke = line.color;
  path.style.strokeWidth = `${line.width}px`;
  path.style.strokeDasharray = line.dash === "solid" ? "" : line.dash;
  const inPixels = way.replace(/([ML])(-?\d+),(-?\d+)/g, (_, letter, x, y) =>
    `${letter}${xaxis._offset + xaxis.d2p(Number(x))},${yaxis._offset + yaxis.d2p(Number(y))}`);
  path.setAttribute("d", inPixels);
}
