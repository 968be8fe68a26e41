// A weight is chosen anywhere on its line, not just at its number: what lies under the pointer is
// found here, since lines of a large network share Plotly's paths.

import { isInside, watchClicks } from "./clicks.js";

/** @import { NetworkPanel } from "./network.js" */
/** @import { Figure } from "./types/plotly.d.ts" */
/** @typedef {{ x: number, y: number }} Point */

const REACH = 6; // pixels on both sides of a line
const BIAS = "square";

/**
 * The ends of every line, in the order in which the first trace has their weights: from each neuron
 * of a layer to each of the next that is no bias.
 * @param {Figure} figure
 * @returns {[from: number, to: number][]} places among the neurons
 */
export function endsOf({ data: [, { x, marker }] }) {
  const layers = [...new Set(x)].sort((one, other) => one - other);
  const inLayer = (/** @type {number} */ layer) => [...x.keys()].filter((at) => x[at] === layer);
  return layers.slice(1).flatMap((layer, before) => {
    const ends = inLayer(layer).filter((at) => marker?.symbol?.[at] !== BIAS);
    return inLayer(layers[before]).flatMap((from) =>
      ends.map((to) => /** @type {[number, number]} */ ([from, to])),
    );
  });
}

/**
 * How far a point is from the line between two others.
 * @param {Point} point
 * @param {Point} from
 * @param {Point} to
 */
export function distance(point, from, to) {
  const [along, up] = [to.x - from.x, to.y - from.y];
  const length = along ** 2 + up ** 2;
  const share = ((point.x - from.x) * along + (point.y - from.y) * up) / (length || 1);
  const at = Math.max(0, Math.min(1, share));
  return Math.hypot(from.x + at * along - point.x, from.y + at * up - point.y);
}

export class LineHits {
  pressed = -1; // the line of the last press, by its place in the first trace

  /** @param {NetworkPanel} network */
  constructor(network) {
    this.network = network;
    const { plot, signal } = network;
    // Before Plotly, which knows the numbers only and would take the words away.
    plot.addEventListener("mousemove", (event) => this.point(event), true);
    watchClicks(
      (event) => this.press(event),
      () => this.choose(),
      signal,
    );
  }

  /** Whether the last press was on a line, so that its click is not Plotly's to answer. */
  get isPressed() {
    return this.pressed >= 0;
  }

  /**
   * The line is kept: Plotly puts a cover over the page now, and the pointer leaves the plot.
   * @param {PointerEvent} event
   */
  press(event) {
    this.pressed = this.lineAt(event);
    return this.isPressed;
  }

  choose() {
    const parameters = [...(this.network.drawn?.data[0].customdata ?? [])];
    this.network.weight.choose(parameters[this.pressed]);
  }

  /** @param {MouseEvent} event */
  point(event) {
    const line = this.lineAt(event);
    if (line < 0) return;
    event.stopPropagation();
    window.Plotly.Fx.hover(this.network.plot, [{ curveNumber: 0, pointNumber: line }]);
  }

  /**
   * The nearest line; -1 where none is near, and on a neuron, which has words of its own.
   * @param {MouseEvent} pointer
   */
  lineAt({ target, clientX, clientY }) {
    const { drawn: figure, plot } = this.network;
    const { xaxis, yaxis } = plot._fullLayout ?? {};
    if (!isInside(plot, target) || !figure || !xaxis?.d2p || !yaxis) return -1;
    const box = plot.getBoundingClientRect();
    const point = { x: clientX - box.left - xaxis._offset, y: clientY - box.top - yaxis._offset };
    const { x, y, marker } = figure.data[1];
    const spots = x.map((_, at) => ({ x: xaxis.d2p(x[at]), y: yaxis.d2p(y[at]) }));
    const sizes = marker?.size ?? [];
    if (spots.some((spot, at) => distance(point, spot, spot) <= sizes[at] / 2)) return -1;
    const away = endsOf(figure).map(([from, to]) => distance(point, spots[from], spots[to]));
    const nearest = Math.min(...away);
    return nearest <= REACH ? away.indexOf(nearest) : -1;
  }
}
