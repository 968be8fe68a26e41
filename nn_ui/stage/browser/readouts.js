// The moment in numbers, above the charts.

import { part } from "./component.js";
import { grouped } from "./numbers.js";

/** @import { Frame } from "./types/message.d.ts" */

const SHOWN = "-shown"; // a readout as people see it, beside the number in full that programs read
const MOST_LETTERS = 11; // a longer readout is written in smaller letters

/**
 * @param {HTMLElement} stage
 * @param {Frame} frame
 * @param {number} goal
 */
export function showReadouts(stage, { iteration, readouts }, goal) {
  for (const [name, text] of Object.entries(readouts)) {
    const isForPeople = name.endsWith(SHOWN);
    const place = part(stage, `.readout-${isForPeople ? name.slice(0, -SHOWN.length) : name}`);
    if (isForPeople) place.dataset.shown = text;
    else if (place.textContent !== text) place.textContent = text;
    place.classList.toggle("several", text.includes(", "));
    const isSeen = isForPeople || !(name + SHOWN in readouts);
    if (isSeen) place.classList.toggle("long", text.length > MOST_LETTERS);
  }
  part(stage, ".readout-goal").textContent = `of ${grouped(String(goal))}`;
  const share = Math.min(1, iteration / goal);
  part(stage, ".readout-bar-filled").style.width = `${100 * share}%`;
}
