// One phase of an iteration in the diagram: the server's figure, and dots that run along its lines.

import { lifeOf, part } from "./component.js";
import { SAVING_CONFIG } from "./menu.js";
import { drawFigure, plotlyComes } from "./plotly.js";

/** @import { Walk, Way } from "./types/message.d.ts" */
/** @import { Plot } from "./types/plotly.d.ts" */
/** @import { Component } from "./types/streamlit.d.ts" */

const SECONDS_A_LAYER = 1.2;

/** @param {Component<Walk>} component */
export default function ({ data, parentElement: root }) {
  root.phase?.abort(); // dots that still run for an earlier phase stop
  root.phase = new AbortController();
  const { signal, cleanup } = lifeOf(root, (end) => {
    end.addEventListener("abort", () => root.phase?.abort());
  });
  show(/** @type {Plot} */ (part(root, ".walk")), data.figure, root.phase.signal, signal);
  return cleanup;
}

/**
 * @param {Plot} place
 * @param {string} text
 * @param {AbortSignal} phase
 * @param {AbortSignal} life
 */
async function show(place, text, phase, life) {
  if (!(await plotlyComes()) || phase.aborted) return;
  const figure = JSON.parse(text);
  await drawFigure(place, figure, SAVING_CONFIG, life);
  /** @type {Way[]} */
  const ways = figure.data.at(-1).meta.ways;
  const isStill = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  if (ways.length && !isStill) run(place, ways, figure.data.length - 1, phase);
}

/**
 * @param {Plot} place
 * @param {Way[]} ways
 * @param {number} trace
 * @param {AbortSignal} phase
 */
function run(place, ways, trace, phase) {
  const began = performance.now();
  const tick = () => {
    if (phase.aborted) return;
    const layers = (performance.now() - began) / 1000 / SECONDS_A_LAYER;
    const spots = ways.map((way) => spotOn(way, layers));
    const change = { x: [spots.map(([x]) => x)], y: [spots.map(([, y]) => y)] };
    window.Plotly.restyle(place, change, [trace]);
    if (ways.some(({ turn }) => layers < turn + 1)) requestAnimationFrame(tick);
    else window.Plotly.restyle(place, { visible: false }, [trace]);
  };
  requestAnimationFrame(tick);
}

/**
 * Where a dot is after so many layers: at the start of its way until its turn, and then at its end.
 * @param {Way} way
 * @param {number} layers
 */
export function spotOn({ ends: [[x0, y0], [x1, y1]], turn }, layers) {
  const share = Math.min(1, Math.max(0, layers - turn));
  return [x0 + share * (x1 - x0), y0 + share * (y1 - y0)];
}
