// While the film plays, the bright curves are uncovered. All of them are drawn on a canvas that
// nobody sees, where points come or the axes change; with each frame as much of it as has been
// learned is copied onto one over Plotly's axes, and each curve gets a last bit, up to the frame's
// own iteration and value. Paths of SVG, uncovered by a rectangle, take the browser several times as
// long: it lays them out, and draws all that is near them. At rest the curves are Plotly's own.

import { upperBound } from "./arrays.js";
import { sizeOf } from "./component.js";
import { heightOf, measure, penOf, placeOf, strokeWay } from "./curve_line.js";
import { contextOf } from "./painting.js";

/** @import { Pen } from "./curve_line.js" */
/** @import { Curves } from "./curves.js" */
/** @import { Frame } from "./types/message.d.ts" */
/** @import { Axis, Figure, Plot } from "./types/plotly.d.ts" */
/** @typedef {{ index: number, key: string }} Part a curve's place among the traces, and its name */
/** @typedef {Part & { at: number, pen: Pen, theirs: SVGElement, y: number[], along: number[] }} Line
 * `at`: among a frame's values; `theirs`: Plotly's drawing; `y`, `along`: the pixels of its points, and
 * from its beginning to them */

const SHARPEST_CORNER = 2; // as Plotly's lines
const JOIN = 2; // points that a way has of what is drawn, so that its first corner is as it should be

/**
 * The traces of one part of the curves, "bright" or "faint".
 * @param {Figure} figure
 * @param {string} wanted
 * @returns {Part[]}
 */
export function tracesOf({ data }, wanted) {
  return data.flatMap(({ meta }, index) =>
    meta?.part === wanted ? [{ index, key: meta.series ?? "" }] : [],
  );
}

export class Reveal {
  /** @type {Line[]} */
  lines = [];
  /** @type {number[]} */
  x = []; // the pixels of the points of all lines
  drawn = ""; // the axes that they are drawn for
  home = ""; // where Plotly's drawing stands while nobody zooms
  density = 1; // dots of the canvas a pixel
  isStale = true; // Plotly has drawn something anew
  whole = document.createElement("canvas");
  canvas = document.createElement("canvas");
  frame = document.createElement("div");

  /** @param {Plot} plot */
  constructor(plot) {
    this.plot = plot;
    this.frame.className = "reveal";
    this.frame.ariaHidden = "true";
    this.frame.append(this.canvas);
  }

  /**
   * Uncover the curves of these traces up to a frame; false where Plotly has drawn nothing yet.
   * @param {Part[]} parts
   * @param {Curves} curves
   * @param {Frame} frame
   */
  show(parts, curves, frame) {
    const { xaxis, yaxis } = this.plot._fullLayout ?? {};
    if (!xaxis?.d2p || !yaxis?.d2p) return false;
    if (this.isStale) this.begin(parts, curves, xaxis, yaxis);
    if (this.isStretched(xaxis, yaxis)) return true;
    this.write(curves, xaxis, yaxis);
    const context = contextOf(this.canvas);
    const { width, height } = this.canvas;
    const end = upperBound(curves.times, frame.iteration);
    const edge = Math.min(width, this.edgeAfter(end));
    context.clearRect(0, 0, width, height);
    if (edge > 0) context.drawImage(this.whole, 0, 0, edge, height, 0, 0, edge, height);
    const begin = Math.max(0, end - JOIN);
    const x = [...this.x.slice(begin, end), placeOf(xaxis, frame.iteration)];
    this.stroke(context, edge, begin, x, ({ y, at }) => [
      ...y.slice(begin, end),
      heightOf(yaxis, frame.values[at]),
    ]);
    return true;
  }

  /** Leave the curves to Plotly. */
  end() {
    this.frame.remove();
    for (const { theirs } of this.lines) theirs.style.removeProperty("display");
    this.lines = [];
    this.isStale = true;
  }

  /**
   * Take the place of Plotly's lines; a curve that the learner has hidden has none.
   * @param {Part[]} parts
   * @param {Curves} curves
   * @param {Axis} xaxis
   * @param {Axis} yaxis
   */
  begin(parts, curves, xaxis, yaxis) {
    this.end();
    const traces = this.plot._fullData ?? [];
    this.lines = parts.flatMap((part) => {
      const trace = traces[part.index];
      const theirs = this.plot.querySelector(`.scatterlayer > .trace${trace.uid} > .lines`);
      if (!(theirs instanceof SVGElement)) return [];
      theirs.style.display = "none";
      const at = curves.keys.indexOf(part.key);
      return [{ ...part, at, theirs, pen: penOf(trace), y: [], along: [] }];
    });
    this.layOver(xaxis, yaxis);
    this.home = this.stand;
    this.drawn = "";
    this.isStale = false;
  }

  /**
   * Lay the canvas between Plotly's axes and what it shows over them, such as the legend.
   * @param {Axis} xaxis
   * @param {Axis} yaxis
   */
  layOver(xaxis, yaxis) {
    const [width, height] = [xaxis._length, yaxis._length];
    this.plot.querySelector(".main-svg")?.after(this.frame);
    this.frame.style.inset = `${yaxis._offset}px auto auto ${xaxis._offset}px`;
    this.frame.style.width = `${width}px`;
    this.frame.style.height = `${height}px`;
    this.density = (window.devicePixelRatio || 1) * sizeOf(this.plot);
    for (const canvas of [this.whole, this.canvas]) {
      canvas.width = Math.round(width * this.density);
      canvas.height = Math.round(height * this.density);
      contextOf(canvas).miterLimit = SHARPEST_CORNER;
    }
  }

  /** Where Plotly's drawing of the curves stands. */
  get stand() {
    return this.plot.querySelector(".plot")?.getAttribute("transform") ?? "";
  }

  /**
   * Whether Plotly has moved or stretched its drawing, as it does while the learner zooms; then ours
   * goes with it as it is.
   * @param {Axis} xaxis
   * @param {Axis} yaxis
   */
  isStretched(xaxis, yaxis) {
    const group = this.stand === this.home ? null : this.plot.querySelector(".plot");
    const matrix = group instanceof SVGGraphicsElement ? group.getCTM() : null;
    const place = matrix && [matrix.e - xaxis._offset, matrix.f - yaxis._offset];
    this.canvas.style.transform =
      matrix && place ? `matrix(${matrix.a}, 0, 0, ${matrix.d}, ${place})` : "";
    return Boolean(matrix);
  }

  /**
   * Draw what has come of the curves, and all of them where the axes have changed.
   * @param {Curves} curves
   * @param {Axis} xaxis
   * @param {Axis} yaxis
   */
  write({ times, series }, xaxis, yaxis) {
    const context = contextOf(this.whole);
    const axes = String([xaxis, yaxis].map(({ type, range, _length }) => [type, range, _length]));
    if (axes !== this.drawn || this.x.length > times.length) {
      this.x = [];
      for (const line of this.lines) Object.assign(line, { y: [], along: [] });
      context.clearRect(0, 0, this.whole.width, this.whole.height);
    }
    this.drawn = axes;
    const before = this.x.length;
    if (before === times.length) return;
    this.x.push(...times.slice(before).map((time) => placeOf(xaxis, time)));
    for (const { key, y, along } of this.lines) {
      y.push(...series[key].slice(before).map((value) => heightOf(yaxis, value)));
      measure(along, this.x, y);
    }
    const begin = Math.max(0, before - JOIN);
    this.stroke(context, this.edgeAfter(before), begin, this.x.slice(begin), ({ y }) =>
      y.slice(begin),
    );
  }

  /**
   * The left edge of the column of dots that the last of so many points is in.
   * @param {number} count
   */
  edgeAfter(count) {
    return count ? Math.max(0, Math.floor(this.x[count - 1] * this.density)) : 0;
  }

  /**
   * Stroke each line's way through `x` and its own heights, which begins with the line's point number
   * `begin`. Left of the edge nothing is drawn: that is there, and two lines through which others
   * shine are not as one.
   * @param {CanvasRenderingContext2D} context
   * @param {number} edge
   * @param {number} begin
   * @param {number[]} x
   * @param {(line: Line) => number[]} heights
   */
  stroke(context, edge, begin, x, heights) {
    const { width, height } = context.canvas;
    context.save();
    context.beginPath();
    context.rect(edge, 0, width, height);
    context.clip();
    context.scale(this.density, this.density);
    for (const line of this.lines) {
      strokeWay(context, x, heights(line), line.along[begin] ?? 0, line.pen);
    }
    context.restore();
  }
}
