// The moment in numbers, above the charts.

import { part } from "./component.js";
import { grouped } from "./numbers.js";
import { rewrite } from "./texts.js";

/** @import { Frame } from "./types/message.d.ts" */

const SHOWN = "-shown"; // a readout as people see it, beside the number in full that programs read
const MOST_LETTERS = 11; // a longer readout is written in smaller letters

export class Readouts {
  /** @type {Record<string, string>} */
  written = {};

  /** @param {HTMLElement} stage */
  constructor(stage) {
    this.stage = stage;
    this.goal = part(stage, ".readout-goal");
    this.bar = part(stage, ".readout-bar-filled");
  }

  /**
   * Only what is another text is written.
   * @param {Frame} frame
   * @param {number} goal
   */
  show({ iteration, readouts }, goal) {
    for (const [name, text] of Object.entries(readouts)) {
      if (this.written[name] !== text) this.write(name, text, name + SHOWN in readouts);
    }
    if (this.written.goal !== String(goal)) {
      this.written.goal = String(goal);
      rewrite(this.goal, `of ${grouped(String(goal))}`);
    }
    this.bar.style.width = `${100 * Math.min(1, iteration / goal)}%`;
  }

  /**
   * @param {string} name
   * @param {string} text
   * @param {boolean} isForPrograms
   */
  write(name, text, isForPrograms) {
    this.written[name] = text;
    const isForPeople = name.endsWith(SHOWN);
    const place = part(this.stage, `.readout-${isForPeople ? name.slice(0, -SHOWN.length) : name}`);
    if (isForPeople) place.dataset.shown = text;
    else rewrite(place, text);
    if (isForPrograms) return;
    place.classList.toggle("several", text.includes(", "));
    place.classList.toggle("long", text.length > MOST_LETTERS);
  }
}

/**
 * What is heard of a readout is one text, such as "Prediction for the new example: 0.877, target 1".
 * @param {HTMLElement} stage
 */
export function sayReadouts(stage) {
  for (const readout of stage.querySelectorAll(".readout")) {
    const [label, value, note] = ["label", "value", "note"].map((name) =>
      inOneText(part(readout, `.readout-${name}`)),
    );
    part(readout, ".readout-said").textContent =
      `${label}: ${[value, note].filter(Boolean).join(", ")}`;
  }
}

/**
 * What is seen in a place, as `stage.css` shows it.
 * @param {HTMLElement} place
 */
function inOneText(place) {
  /** @type {HTMLElement[]} */
  const spans = [...place.querySelectorAll("span")];
  const texts = (spans.length ? spans : [place]).map((one) => one.dataset.shown ?? one.textContent);
  return texts.filter(Boolean).join(", ");
}
