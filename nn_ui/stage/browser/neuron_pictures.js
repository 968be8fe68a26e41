// With two inputs each neuron shows its output over their plane: a small picture over its circle,
// and a larger one beside the pointer.

import { part, sizeOf } from "./component.js";
import { colourRamp, gridOf } from "./grids.js";
import { contextOf, paintGrid } from "./painting.js";

/** @import { Grid } from "./grids.js" */
/** @import { ToPixels } from "./network.js" */
/** @import { NeuronsMeta } from "./types/message.d.ts" */
/** @import { Axis, Plot } from "./types/plotly.d.ts" */

const LARGE_PICTURE = 112; // pixels
const BESIDE = 8;
const EDGE = 4;
const FRAME = 1.5;
const FRAMED_DENSITY = 4; // dots a pixel in a saved picture

export class NeuronPictures {
  /** @type {NeuronsMeta} */
  meta = { neurons: [], ramp: ["#000000", "#000000", "#000000"], width: 1 };
  /** @type {{ x: number, y: number, size: number }[]} */
  places = [];
  small = document.createElement("canvas"); // one below the other, as they come
  density = 1;
  /** @type {Grid[] | undefined} */
  grids = undefined;
  ramp = colourRamp(this.meta.ramp);
  shown = -1; // the neuron under the pointer
  isCovered = false;

  /** @param {HTMLElement} panel */
  constructor(panel) {
    this.panel = panel;
    this.layer = part(panel, ".network-pictures");
    this.canvas = document.createElement("canvas"); // all of them, where they belong
    this.large = document.createElement("canvas");
    this.large.className = "network-large";
    this.large.style.width = this.large.style.height = `${LARGE_PICTURE}px`;
    this.large.hidden = true;
    panel.addEventListener("pointermove", ({ clientX, clientY }) => {
      const box = this.layer.getBoundingClientRect();
      const size = sizeOf(this.layer);
      this.point((clientX - box.left) / size, (clientY - box.top) / size);
    });
    panel.addEventListener("pointerleave", () => this.point(-1, -1));
  }

  /**
   * Where the neurons are: `x` and `y` give the pixels of their columns and heights.
   * @param {NeuronsMeta} meta
   * @param {ToPixels} x
   * @param {ToPixels} y
   */
  place(meta, x, y) {
    this.meta = meta;
    this.places = meta.neurons.map(([layer, height, size]) => ({
      x: x(layer),
      y: y(height),
      size,
    }));
    this.ramp = colourRamp(meta.ramp);
    this.layer.replaceChildren(this.canvas, ...this.places.map(frameAt), this.large);
    this.density = window.devicePixelRatio || 1;
    this.canvas.width = this.panel.clientWidth * this.density;
    this.canvas.height = this.panel.clientHeight * this.density;
    this.clip();
    this.repaint();
  }

  /** Nothing is painted but within the round frames. */
  clip() {
    const context = contextOf(this.canvas);
    context.scale(this.density, this.density);
    const shape = new Path2D();
    for (const { x, y, size } of this.places) {
      shape.roundRect(x - size / 2, y - size / 2, size, size, size / 5);
    }
    context.clip(shape);
  }

  /**
   * `thumbnails` are the grids by layer and neuron; a frame without them leaves the last ones.
   * @param {string[][] | undefined} thumbnails
   */
  paint(thumbnails) {
    if (!thumbnails) return;
    this.grids = thumbnails.flat().map((grid) => gridOf(grid, 1));
    this.repaint();
  }

  /**
   * While the diagram shows numbers in its circles, the pictures are not over them.
   * @param {boolean} isCovered
   */
  cover(isCovered) {
    if (isCovered === this.isCovered) return;
    this.isCovered = isCovered;
    this.repaint();
  }

  repaint() {
    const { places } = this;
    const grids = this.grids?.length === places.length ? this.grids : null;
    this.layer.hidden = this.isCovered || !grids;
    if (!grids?.length) return;
    const { width } = this.meta;
    // The last picture stands at the top: a grid begins at the bottom.
    paintGrid(this.small, joined(grids), width, this.ramp);
    const context = contextOf(this.canvas);
    places.forEach(({ x, y, size }, index) => {
      const from = (grids.length - 1 - index) * width;
      const [left, top] = [x - size / 2, y - size / 2];
      context.drawImage(this.small, 0, from, width, width, left, top, size, size);
    });
    if (!this.large.hidden) paintGrid(this.large, grids[this.shown], width, this.ramp);
  }

  /**
   * The pictures as Plotly's images, for a saved picture of the diagram.
   * @param {Plot} plot
   */
  images(plot) {
    if (this.layer.hidden || !plot._fullLayout) return [];
    const { xaxis, yaxis } = plot._fullLayout;
    const line = getComputedStyle(this.large).borderColor;
    const place = { xref: "x", yref: "y", xanchor: "center", yanchor: "middle" };
    return this.meta.neurons.map(([x, y, size], index) => ({
      ...{ ...place, x, y, sizex: size / unit(xaxis), sizey: size / unit(yaxis) },
      source: framed(this.pictureOf(index), size, line),
      sizing: "stretch",
      layer: "above",
    }));
  }

  /** @param {number} index */
  pictureOf(index) {
    const canvas = document.createElement("canvas");
    const { grids = [], meta, ramp } = this;
    paintGrid(canvas, grids[index], meta.width, ramp);
    return canvas;
  }

  /**
   * The larger picture stands on the side where the diagram has no label for the neuron.
   * @param {number} x
   * @param {number} y
   */
  point(x, y) {
    const isOn = (/** @type {{ x: number, y: number, size: number }} */ place) =>
      Math.hypot(place.x - x, place.y - y) <= place.size / 2;
    const at = this.places.findIndex(isOn);
    const isNew = at !== this.shown;
    this.shown = at;
    this.large.hidden = at < 0 || this.layer.hidden;
    if (this.large.hidden || !isNew) return;
    const place = this.places[at];
    const left = place.x - place.size / 2 - BESIDE - LARGE_PICTURE;
    const isRoom = left >= EDGE;
    this.large.style.left = `${isRoom ? left : place.x + place.size / 2 + BESIDE}px`;
    const top = place.y - (isRoom ? LARGE_PICTURE / 2 : -2 * BESIDE);
    const lowest = this.layer.clientHeight - LARGE_PICTURE - EDGE;
    this.large.style.top = `${Math.max(EDGE, Math.min(top, lowest))}px`;
    this.repaint();
  }
}

/** @param {{ x: number, y: number, size: number }} place */
function frameAt({ x, y, size }) {
  const frame = document.createElement("div");
  frame.className = "network-picture";
  frame.style.width = frame.style.height = `${size}px`;
  frame.style.left = `${x - size / 2}px`;
  frame.style.top = `${y - size / 2}px`;
  return frame;
}

/**
 * Pictures of one byte a point as one.
 * @param {Grid[]} grids
 */
function joined(grids) {
  const found = new Uint8Array(grids.length * grids[0].length);
  grids.forEach((grid, index) => {
    found.set(grid, index * grid.length);
  });
  return found;
}

/**
 * The pixels of a step of 1 on an axis.
 * @param {Axis} axis
 */
function unit(axis) {
  return Math.abs(axis.d2p(1) - axis.d2p(0));
}

/**
 * A picture `size` pixels wide with the round frame that it has on the screen.
 * @param {HTMLCanvasElement} picture
 * @param {number} size
 * @param {string} line
 */
function framed(picture, size, line) {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = FRAMED_DENSITY * size;
  const context = contextOf(canvas);
  context.scale(FRAMED_DENSITY, FRAMED_DENSITY);
  context.roundRect(FRAME / 2, FRAME / 2, size - FRAME, size - FRAME, size / 5);
  context.save();
  context.clip();
  context.drawImage(picture, 0, 0, size, size);
  context.restore();
  context.strokeStyle = line;
  context.lineWidth = FRAME;
  context.stroke();
  return canvas.toDataURL();
}
