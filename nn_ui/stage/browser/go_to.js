// The field under the iteration's readout: typing an iteration goes there exactly.

import { part } from "./component.js";
import { grouped } from "./numbers.js";

/** @import { Film } from "./film.js" */

/**
 * The iteration that was typed, with or without commas; null where it is none up to the goal.
 * @param {string} text
 * @param {number} goal
 */
export function iterationIn(text, goal) {
  const digits = text
    .trim()
    .replace(/^(\d{1,3})(,\d{3})+$/, (number) => number.replaceAll(",", ""));
  return /^\d{1,15}$/.test(digits) && Number(digits) <= goal ? Number(digits) : null;
}

/** @param {Film} film */
export function watchGoTo(film) {
  const form = part(film.stage, ".go-to");
  const field = /** @type {HTMLInputElement} */ (part(form, "input"));
  field.addEventListener("keydown", (event) => event.stopPropagation()); // Streamlit's shortcuts
  field.addEventListener("input", () => field.setCustomValidity(""));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const iteration = iterationIn(field.value, film.goal);
    const last = grouped(String(film.goal));
    field.setCustomValidity(iteration === null ? `Type a whole number from 0 to ${last}.` : "");
    field.reportValidity();
    if (iteration === null) return;
    field.value = "";
    film.goTo(iteration);
  });
}
