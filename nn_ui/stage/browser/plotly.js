// Plotly is Streamlit's own copy, which it loads with its own first chart.

import { watchSize } from "./component.js";
import { watchFingers } from "./fingers.js";
import { watchMenu } from "./menu.js";

/** @import { Figure, Plot } from "./types/plotly.d.ts" */

const PATIENCE = 15000; // milliseconds to wait for it
const BETWEEN_LOOKS = 30;

/** While the film plays and the pointer is over a chart, Plotly draws so often, in milliseconds. */
export const BETWEEN_LABELS = 500;

/** To change a drawing at once, without its axes. */
export const STILL = {
  mode: "immediate",
  transition: { duration: 0 },
  frame: { duration: 0, redraw: false },
};

/** False when it never comes; nothing tells when it does. */
export async function plotlyComes() {
  const end = performance.now() + PATIENCE;
  while (!window.Plotly && performance.now() < end) {
    await new Promise((wake) => setTimeout(wake, BETWEEN_LOOKS));
  }
  return Boolean(window.Plotly);
}

/**
 * Draw a figure for the first time or anew, in a place that follows its own size and two fingers.
 * @param {Plot} place
 * @param {Figure} figure
 * @param {object} config
 * @param {AbortSignal} signal
 */
export async function drawFigure(place, { data, layout }, config, signal) {
  const isNew = !place._fullLayout;
  await window.Plotly.react(place, data, layout, config);
  if (isNew && !signal.aborted) watchPlot(place, signal);
}

/**
 * @param {Plot} place
 * @param {AbortSignal} signal
 */
export function watchPlot(place, signal) {
  watchFingers(place);
  watchMenu(place);
  const resize = () => {
    if (place.offsetWidth) window.Plotly.Plots.resize(place);
  };
  watchSize(place, resize, signal);
}
