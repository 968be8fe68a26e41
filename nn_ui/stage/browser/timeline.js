// Streamlit's timeline: where its thumb stands and what it says. Dragging is scrub.js, and its keys
// are among all others in keys.js.
//
// Where the film is even on a log scale, so is the timeline: else its first hundred iterations, in
// which most is learned, would be a few pixels.

import { grouped } from "./numbers.js";

/** @import { Film } from "./film.js" */
/** @typedef {{ goal: number, isLogTimeline: boolean }} Scale */

const TIMELINE = ".st-key-timeline";
const BUTTONS = ".st-key-train, .st-key-step, .st-key-skip_to_end, .st-key-reset";
const STOPPING = ".st-key-train, .st-key-step";
const FILLED = "var(--st-primary-color)";
const EMPTY = "color-mix(in srgb, var(--st-text-color) 25%, transparent)";
const MARK = "isGrouped"; // of an element whose numbers are watched

/** @returns {HTMLInputElement | null} */
export function slider() {
  return document.querySelector(`${TIMELINE} input[type=range]`);
}

/**
 * The track under a pointer; of the timeline at all where nothing is given.
 * @param {EventTarget | null} target
 */
export function trackUnder(target) {
  const track = thumb()?.parentElement ?? null;
  return !target || (target instanceof Node && track?.contains(target)) ? track : null;
}

/** @returns {HTMLElement | null} */
function thumb() {
  return document.querySelector(`${TIMELINE} div:has(> [data-testid=stSliderThumbValue])`);
}

/**
 * Where an iteration stands on the timeline, as a share of its length.
 * @param {number} iteration
 * @param {Scale} scale
 */
export function shareOf(iteration, { goal, isLogTimeline }) {
  return isLogTimeline ? Math.log1p(iteration) / Math.log1p(goal) : iteration / goal;
}

/**
 * @param {number} share
 * @param {Scale} scale
 */
export function iterationAt(share, { goal, isLogTimeline }) {
  const inside = Math.max(0, Math.min(1, share));
  return Math.round(isLogTimeline ? Math.expm1(inside * Math.log1p(goal)) : inside * goal);
}

/**
 * The timeline is where the server is, some frames ahead of the film. While one plays, its number is
 * the film's; React finds its own nodes there when it next writes into them.
 * @param {number} iteration
 * @param {Scale} scale
 */
export function showOnTimeline(iteration, scale) {
  const field = slider();
  const label = document.querySelector(`${TIMELINE} [data-testid=stSliderThumbValue] p`);
  const number = label?.firstChild;
  if (!field || !(number instanceof Text)) return;
  const written = grouped(String(iteration));
  if (field.valueAsNumber !== iteration) field.value = String(iteration);
  placeThumb(iteration, scale);
  if (number.data === written) return;
  field.setAttribute("aria-valuetext", written);
  number.data = written;
}

/**
 * @param {number} iteration
 * @param {Scale} scale
 */
function placeThumb(iteration, scale) {
  const place = thumb();
  const rail = /** @type {HTMLElement | null} */ (place?.parentElement?.firstElementChild ?? null);
  const left = `${(100 * shareOf(iteration, scale)).toFixed(2)}%`;
  if (!place || !rail || place.dataset.left === place.style.left + left) return;
  place.style.left = left;
  place.dataset.left = place.style.left + left;
  rail.style.background = `linear-gradient(to right, ${FILLED} ${left}, ${EMPTY} ${left})`;
}

/**
 * Streamlit writes the timeline's number without commas. Only the text is changed, not the element:
 * React, which knows of neither, goes on with it. It also puts the thumb where a linear one stands.
 * @param {Film} film
 */
export function groupTimeline(film) {
  const timeline = document.querySelector(TIMELINE);
  if (!(timeline instanceof HTMLElement) || MARK in timeline.dataset) return;
  timeline.dataset[MARK] = "";
  const group = () => {
    const walker = document.createTreeWalker(timeline, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const text = /** @type {Text} */ (walker.currentNode);
      if (/^\d{4,}$/.test(text.data)) text.data = grouped(text.data);
    }
    const field = slider();
    const { place } = film.wish;
    if (place !== null) showOnTimeline(place, film);
    else if (field) placeThumb(field.valueAsNumber, film);
  };
  const observer = new MutationObserver(group);
  const what = { childList: true, characterData: true, attributeFilter: ["style"], subtree: true };
  observer.observe(timeline, what);
  film.signal.addEventListener("abort", () => {
    observer.disconnect();
    delete timeline.dataset[MARK];
  });
  group();
}

/**
 * Who presses a button sees the film stop at once; Pause and Step go by what they saw then, which is
 * a little behind the server's cursor.
 * @param {Film} film
 * @param {AbortSignal} signal
 */
export function watchButtons(film, signal) {
  const hear = (/** @type {Event} */ { target }) => {
    if (!(target instanceof Element && target.closest(BUTTONS))) return;
    film.hold();
    if (target.closest(STOPPING)) film.seen.tell();
    film.wish.forget();
  };
  document.addEventListener("click", hear, { capture: true, signal });
}
