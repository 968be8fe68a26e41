// While the film plays, the lines, circles and numbers of the diagram are changed where they are, and
// only what is another one: to have Plotly draw the whole diagram anew takes ten times as long.

import { rewrite } from "./texts.js";

/** @import { Patch } from "./types/message.d.ts" */
/** @import { Axis, Figure, Plot } from "./types/plotly.d.ts" */
/** @typedef {{ element: SVGElement, written: Record<string, string> }} Part of the drawing */

// The lines that Plotly has drawn, without the mark of the chosen one.
const LINES = ".cartesianlayer .shapelayer path";

export class DiagramFilm {
  isStale = true; // Plotly has drawn something anew
  /** @type {Part[]} */
  lines = [];
  /** @type {Part[]} */
  circles = [];
  /** @type {Part[][]} */
  texts = []; // of the lines, and of the neurons

  /** @param {Plot} plot */
  constructor(plot) {
    this.plot = plot;
  }

  /**
   * Whether the figure could be shown so; false where Plotly's drawing is not as expected.
   * @param {Figure} figure
   * @param {Patch} patch
   */
  show({ data, layout }, patch) {
    if (!data[1].x.length) return true; // a table alone has no diagram
    if (this.isStale && !this.begin()) return false;
    const colours = data[1].marker?.color ?? [];
    const texts = [data[0].mode === "text" ? data[0].text : [], data[1].text];
    // A patch has all lines, in their order: another number of them is another network's.
    if (this.lines.length !== Object.keys(patch.shapes).length) return false;
    if (this.circles.length !== colours.length) return false;
    if (texts.some((each, at) => each.length !== this.texts[at].length)) return false;
    texts.forEach((each, at) => {
      each.forEach((text, number) => {
        writeText(this.texts[at][number], text);
      });
    });
    this.circles.forEach((circle, at) => {
      style(circle, "fill", colours[at]);
    });
    this.lines.forEach((part, at) => {
      const { line, path } = layout.shapes[at];
      style(part, "stroke", line.color);
      style(part, "stroke-width", `${line.width}px`);
      style(part, "stroke-dasharray", line.dash === "solid" ? "" : line.dash);
      this.moveLine(part, path);
    });
    return true;
  }

  begin() {
    const [numbers, neurons] = this.plot.querySelectorAll(".scatterlayer > .trace");
    if (!this.plot._fullLayout || !neurons) return false;
    this.lines = partsOf(this.plot, LINES);
    this.circles = partsOf(neurons, "path.point");
    this.texts = [numbers, neurons].map((trace) => partsOf(trace, ".textpoint text"));
    this.isStale = false;
    return true;
  }

  /**
   * @param {Part} part
   * @param {string} way
   */
  moveLine({ element, written }, way) {
    const { xaxis, yaxis } = this.plot._fullLayout ?? {};
    if (written.way === way || !xaxis || !yaxis) return;
    written.way = way;
    element.setAttribute("d", inPixels(way, xaxis, yaxis));
  }
}

/**
 * @param {Element} place
 * @param {string} selector
 * @returns {Part[]}
 */
function partsOf(place, selector) {
  const found = /** @type {NodeListOf<SVGElement>} */ (place.querySelectorAll(selector));
  return Array.from(found, (element) => ({ element, written: {} }));
}

/**
 * @param {Part} part
 * @param {string} text
 */
function writeText({ element, written }, text) {
  if (written.text === text) return;
  written.text = text;
  rewrite(element, text);
  element.setAttribute("data-unformatted", text);
}

/**
 * @param {Part} part
 * @param {string} name
 * @param {string} value
 */
function style({ element, written }, name, value) {
  if (written[name] === value) return;
  written[name] = value;
  element.style.setProperty(name, value);
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
