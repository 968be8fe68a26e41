// The keyboard on the whole page: what a key does that no field, list or chart needs itself.
//
// Streamlit's own `shortcut=` does not serve: it refuses R, writes each key onto its button, and the
// steps to and fro have to count from what is on the screen, however quickly they follow.

import { part } from "./component.js";
import { slider } from "./timeline.js";

/** @import { Film } from "./film.js" */

/** Places that need most keys themselves: typing, choosing, scrolling. */
const OWN_KEYS =
  "input, textarea, select, [contenteditable=true], [role=combobox], [role=listbox], [role=menu]," +
  " [role=grid], [role=slider], [role=tab], [role=radio], [role=toolbar]," +
  " [data-testid=stDataFrame], [data-testid=stPopoverBody], .network-table, .answers";
const DIALOGS = "[role=dialog]:not([data-testid=stPopoverBody]), [role=alertdialog], dialog[open]";
const PRESSABLE = "button, a, summary, [role=button]";
/** What keys stand for, by `event.key`; a letter in both of its cases. */
const ACTS = new Map([
  [" ", "train"],
  ["ArrowRight", "on"],
  ["ArrowLeft", "back"],
  ["Home", "start"],
  ["End", "skip_to_end"],
  ["r", "reset"],
  ["p", "present"],
  ["Escape", "leave"],
  ["?", "list"],
]);
const REPEATED = ["on", "back"];

/**
 * What a key asks for where the focus is; undefined for nothing of ours.
 * @param {{ key: string, ctrlKey: boolean, altKey: boolean, metaKey: boolean, repeat: boolean }} event
 * @param {{ closest(places: string): unknown } | null} target
 */
export function actOf({ key, ctrlKey, altKey, metaKey, repeat }, target) {
  const act = ACTS.get(key.length === 1 ? key.toLowerCase() : key);
  if (!act || ctrlKey || altKey || metaKey || target?.closest(OWN_KEYS)) return undefined;
  if (key === " " && target?.closest(PRESSABLE)) return undefined;
  // In a chart these keys move along the curve.
  if (["on", "back", "start", "skip_to_end"].includes(act) && target?.closest(".reader")) {
    return undefined;
  }
  return repeat && !REPEATED.includes(act) ? "" : act;
}

/**
 * Where a key on the timeline leads; undefined for a key that is none of a slider's.
 * @param {string} key
 * @param {number} from
 * @param {number} goal
 */
export function placeOfKey(key, from, goal) {
  const tenth = Math.max(1, Math.round(goal / 10));
  const by = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 };
  const moves = { ...by, PageUp: tenth, PageDown: -tenth, Home: -goal, End: goal };
  const move = /** @type {Record<string, number>} */ (moves)[key];
  return move === undefined ? undefined : Math.max(0, Math.min(from + move, goal));
}

export class Keys {
  /**
   * @param {Film} film
   * @param {AbortSignal} signal
   */
  constructor(film, signal) {
    this.film = film;
    this.list = /** @type {HTMLDialogElement} */ (part(film.stage, ".keys-list"));
    part(film.stage, ".keys-button").addEventListener("click", () => this.tell());
    part(this.list, ".keys-close").addEventListener("click", () => this.list.close());
    // Before Streamlit, whose own R runs the page again.
    const how = { capture: true, signal };
    window.addEventListener("keydown", (event) => this.hear(event), how);
    window.addEventListener("pointerdown", () => this.forget(), how);
  }

  /** @param {KeyboardEvent} event */
  hear(event) {
    if (event.defaultPrevented || document.querySelector(DIALOGS)) return;
    const place = event.target === slider() ? this.placeOnTimeline(event) : undefined;
    if (place !== undefined) {
      event.preventDefault();
      event.stopImmediatePropagation();
      return this.film.goTo(place);
    }
    const act = actOf(event, event.target instanceof Element ? event.target : null);
    if (act === undefined || (act === "leave" && !isPresented())) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    this.act(act);
  }

  /** @param {string} act */
  act(act) {
    if (act === "on") this.step(1);
    else if (act === "back") this.step(-1);
    else if (act === "start") this.film.goTo(0);
    else if (act === "list") this.tell();
    else if (act) {
      this.forget();
      buttonOf(act === "leave" ? "present" : act)?.click();
    }
  }

  /** A page without a button has no key for it. */
  tell() {
    for (const line of this.list.querySelectorAll("[data-button]")) {
      const { button = "" } = /** @type {HTMLElement} */ (line).dataset;
      /** @type {HTMLElement} */ (line).hidden = !buttonOf(button);
    }
    this.list.showModal();
  }

  /**
   * Streamlit's own timeline learns of its place only from the server, so it cannot count steps.
   * @param {KeyboardEvent} event
   */
  placeOnTimeline({ key, ctrlKey, altKey, metaKey }) {
    const { wish, shown, goal } = this.film;
    const from = wish.place ?? shown?.iteration;
    if (from === undefined || ctrlKey || altKey || metaKey) return undefined;
    return placeOfKey(key, from, goal);
  }

  /** @param {number} by */
  step(by) {
    const { wish, shown, goal } = this.film;
    if (shown) this.film.goTo(Math.max(0, Math.min((wish.place ?? shown.iteration) + by, goal)));
  }

  forget() {
    this.film.wish.forget();
  }
}

/** Only then are there charts to choose from. */
function isPresented() {
  return Boolean(document.querySelector(".st-key-present_charts"));
}

/**
 * @param {string} key
 * @returns {HTMLElement | null}
 */
function buttonOf(key) {
  return document.querySelector(`.st-key-${key} button`);
}
