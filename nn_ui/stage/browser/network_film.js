// While the film plays, the lines, circles and numbers of the diagram are changed where they are: to
// have Plotly draw the whole diagram anew takes ten times as long. It does so for each frame while the
// pointer is over the diagram, since its hover labels tell what it has drawn, and when the film rests.

/** @import { Patch } from "./types/message.d.ts" */
/** @import { Axis, Figure, Plot, Shape } from "./types/plotly.d.ts" */

// The lines that Plotly has drawn, without the mark of the chosen one.
const LINES = ".cartesianlayer .shapelayer path";

/**
 * Whether a patch could be shown so; false where Plotly's drawing is not as expected.
 * @param {Plot} plot
 * @param {Figure} figure
 * @param {Patch} patch
 */
export function changeInPlace(plot, { data, layout }, patch) {
  if (!data[1].x.length) return true; // a table alone has no diagram
  const lines = plot.querySelectorAll(LINES);
  const [numbers, neurons] = plot.querySelectorAll(".scatterlayer > .trace");
  // A patch has all lines, in their order: another number of them is another network's.
  if (!plot._fullLayout || !neurons) return false;
  if (lines.length !== Object.keys(patch.shapes).length) return false;
  const circles = neurons.querySelectorAll("path.point");
  const colours = data[1].marker?.color ?? [];
  if (circles.length !== colours.length) return false;
  const shownNumbers = data[0].mode === "text" ? data[0].text : [];
  if (!changeTexts(numbers, shownNumbers) || !changeTexts(neurons, data[1].text)) return false;
  const { xaxis, yaxis } = plot._fullLayout;
  circles.forEach((circle, place) => {
    /** @type {SVGElement} */ (circle).style.fill = colours[place];
  });
  lines.forEach((path, place) => {
    changeLine(/** @type {SVGElement} */ (path), layout.shapes[place], xaxis, yaxis);
  });
  return true;
}

/**
 * Plotly leaves out empty texts.
 * @param {Element} trace
 * @param {string[]} texts
 */
function changeTexts(trace, texts) {
  const places = trace.querySelectorAll(".textpoint text");
  const shown = texts.filter((text) => text !== "");
  if (places.length !== shown.length) return false;
  places.forEach((place, number) => {
    if (place.textContent === shown[number]) return;
    place.textContent = shown[number];
    place.setAttribute("data-unformatted", shown[number]);
  });
  return true;
}

/**
 * @param {SVGElement} path
 * @param {Shape} shape
 * @param {Axis} xaxis
 * @param {Axis} yaxis
 */
function changeLine(path, { line, path: way }, xaxis, yaxis) {
  path.style.stroke = line.color;
  path.style.strokeWidth = `${line.width}px`;
  path.style.strokeDasharray = line.dash === "solid" ? "" : line.dash;
  path.setAttribute("d", inPixels(way, xaxis, yaxis));
}

/**
 * A way such as "M0,5L1,-5" on the axes, in pixels of the drawing.
 * @param {string} way
 * @param {Axis} xaxis
 * @param {Axis} yaxis
 */
export function inPixels(way, xaxis, yaxis) {
  return way.replace(/([ML])(-?\d+),(-?\d+)/g, (_, letter, x, y) => {
    const across = xaxis._offset + xaxis.d2p(Number(x));
    return `${letter}${across},${yaxis._offset + yaxis.d2p(Number(y))}`;
  });
}
