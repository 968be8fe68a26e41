// Streamlit's timeline, and the learner's hand on it and on the buttons while the film plays and just
// after it.

import { grouped } from "./numbers.js";

/** @import { Film } from "./film.js" */

const TIMELINE = ".st-key-timeline";
const BUTTONS = ".st-key-train, .st-key-step, .st-key-skip_to_end, .st-key-reset";
const MARK = "isGrouped"; // of an element whose numbers are watched

/** @returns {HTMLInputElement | null} */
function slider() {
  return document.querySelector(`${TIMELINE} input[type=range]`);
}

/**
 * The timeline is where the server is, some frames ahead of the film. While one plays, its number is
 * the film's; React finds its own nodes there when it next writes into them.
 * @param {number} iteration
 */
export function showOnTimeline(iteration) {
  const field = slider();
  const label = document.querySelector(`${TIMELINE} [data-testid=stSliderThumbValue] p`);
  const number = label?.firstChild;
  if (!field || !(number instanceof Text)) return;
  const written = grouped(String(iteration));
  if (field.valueAsNumber !== iteration) field.value = String(iteration);
  if (number.data === written) return;
  field.setAttribute("aria-valuetext", written);
  number.data = written;
}

/**
 * Streamlit writes the timeline's number without commas. Only the text is changed, not the element:
 * React, which knows of neither, goes on with it.
 * @param {AbortSignal} signal
 */
export function groupTimeline(signal) {
  const timeline = document.querySelector(TIMELINE);
  if (!(timeline instanceof HTMLElement) || MARK in timeline.dataset) return;
  timeline.dataset[MARK] = "";
  const group = () => {
    const walker = document.createTreeWalker(timeline, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const text = /** @type {Text} */ (walker.currentNode);
      if (/^\d{4,}$/.test(text.data)) text.data = grouped(text.data);
    }
  };
  const observer = new MutationObserver(group);
  observer.observe(timeline, { childList: true, characterData: true, subtree: true });
  signal.addEventListener("abort", () => {
    observer.disconnect();
    delete timeline.dataset[MARK];
  });
  group();
}

/**
 * Who takes hold of the timeline while the film plays wants it to stop. The timeline's own value may
 * be one of the film's that comes late, so while one plays, and just after, who lets go tells where
 * to go. Who presses a button sees the film stop at once, and moves on to the server's cursor when
 * its answer is here.
 * @param {Film} film
 * @param {AbortSignal} signal
 */
export function watchHands(film, signal) {
  let isGrabbed = false;
  /** @type {(types: string[], places: string | null, act: () => void) => void} */
  const when = (types, places, act) => {
    const hear = (/** @type {Event} */ { target }) => {
      if (!places || (target instanceof Element && target.closest(places))) act();
    };
    for (const type of types) document.addEventListener(type, hear, { capture: true, signal });
  };
  when(["click"], BUTTONS, () => film.hold());
  when(["pointerdown", "keydown"], TIMELINE, () => {
    film.hold();
    if (isGrabbed || !film.hasJustPlayed) return;
    isGrabbed = true;
    film.hasHandOnTimeline = true;
    film.tell("grab", Date.now());
  });
  when(["pointerup", "pointercancel", "keyup"], null, () => {
    if (!isGrabbed) return;
    isGrabbed = false;
    const field = slider();
    if (field) setTimeout(() => film.tell("goto", Number(field.value)), 0);
  });
}
