// One of Plotly's charts by itself, with the menu that the stage's charts have: Streamlit's own chart
// saves no SVG.

import { lifeOf, part } from "./component.js";
import { CONFIG } from "./menu.js";
import { drawFigure, plotlyComes } from "./plotly.js";

/** @import { Chart } from "./types/message.d.ts" */
/** @import { Plot } from "./types/plotly.d.ts" */
/** @import { Component } from "./types/streamlit.d.ts" */

/** @param {Component<Chart>} component */
export default function ({ data: { name, title, figure }, parentElement: root }) {
  const place = /** @type {Plot} */ (part(root, ".chart"));
  place.dataset.view = name;
  place.setAttribute("aria-label", title);
  const { signal, cleanup } = lifeOf(root);
  draw(place, figure, signal);
  return cleanup;
}

/**
 * @param {Plot} place
 * @param {string} figure
 * @param {AbortSignal} signal
 */
async function draw(place, figure, signal) {
  if (await plotlyComes()) drawFigure(place, JSON.parse(figure), CONFIG, signal);
}
