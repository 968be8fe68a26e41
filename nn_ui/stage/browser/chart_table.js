// The values of a chart as a table, at iterations that tell how they went.

import { upperBound } from "./arrays.js";
import { part } from "./component.js";
import { grouped } from "./numbers.js";

/** @import { CurveReader } from "./curve_reader.js" */

const STEPS = [1, 2, 5];

export class ChartTable {
  /** @param {HTMLElement} stage */
  constructor(stage) {
    this.dialog = /** @type {HTMLDialogElement} */ (part(stage, ".chart-table"));
    part(this.dialog, ".chart-table-close").addEventListener("click", () => this.dialog.close());
  }

  /** @param {CurveReader} reader */
  open(reader) {
    const { times, curves, plot } = reader;
    const now = reader.film.shown?.iteration ?? 0;
    const table = document.createElement("table");
    table.createCaption().textContent = plot.getAttribute("aria-label");
    const head = table.createTHead().insertRow();
    const titles = ["Iteration", ...curves.map(({ name }) => name)];
    head.append(...titles.map((title) => heading("col", title)));
    const body = table.createTBody();
    for (const time of tellingTimes(times, now)) {
      const row = body.insertRow();
      if (time === now) row.setAttribute("aria-current", "true");
      row.append(heading("row", grouped(String(time))));
      for (const curve of curves) {
        row.insertCell().textContent = reader.written(curve, time);
      }
    }
    part(this.dialog, ".chart-table-place").replaceChildren(table);
    this.dialog.showModal();
  }
}

/**
 * The iterations 0, 1, 2, 5, 10, 20 and so on, as near as there is a point, the last one, and the one
 * on the screen.
 * @param {number[]} times in their order, from 0 on
 * @param {number} now
 */
export function tellingTimes(times, now) {
  const last = times[times.length - 1];
  const found = new Set([0, last, now]);
  for (let power = 1; power <= last; power *= 10) {
    for (const step of STEPS) {
      if (step * power < last) found.add(times[upperBound(times, step * power) - 1]);
    }
  }
  return [...found].sort((one, other) => one - other);
}

/**
 * @param {"col" | "row"} scope
 * @param {string} text
 */
function heading(scope, text) {
  const made = document.createElement("th");
  made.scope = scope;
  made.textContent = text;
  return made;
}
