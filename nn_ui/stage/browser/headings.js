// The heading of the fourth picture: the switch that is its name, and its legend.

import { sizeOf } from "./component.js";

/** @import { Layout, Trace } from "./types/plotly.d.ts" */

const LETTER = 6.6; // pixels of a legend's letter,
const ENTRY = 40; // and what an entry has beside its name
const LINE = 28;
const LEAST = 240; // the switch may not be whole when the first chart is drawn

/**
 * Where the switch and the legend have no room in one line, the legend has a line of its own under
 * the heading.
 * @param {Layout} layout
 * @param {Trace[]} data
 * @param {HTMLElement} place
 */
export function fitHeading({ legend, margin }, data, place) {
  const { clientWidth, clientHeight } = place;
  if (!clientWidth || legend?.orientation !== "h" || !margin) return;
  if (clientWidth >= widthOfSwitch(place) + widthOfLegend(data)) return;
  legend.y = 1 - LINE / clientHeight;
  margin.t += LINE - 8;
}

/**
 * About how wide a legend is.
 * @param {Pick<Trace, "name" | "showlegend">[]} data
 */
export function widthOfLegend(data) {
  const shown = data.filter(({ name, showlegend }) => name && showlegend !== false);
  const names = new Set(shown.map(({ name }) => name ?? ""));
  return [...names].reduce((width, name) => width + ENTRY + LETTER * name.length, 0);
}

/** @param {HTMLElement} place */
function widthOfSwitch(place) {
  const found = document.querySelector(".st-key-output_switches");
  return Math.max(found?.getBoundingClientRect().width ?? 0, LEAST) / sizeOf(place);
}
