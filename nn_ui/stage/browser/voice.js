// The moment in words, for whoever does not see it: the charts' labels, and a live region that is
// read out. It is read at once where the film rests; while one plays it would never end.

import { part } from "./component.js";
import { sayReadouts } from "./readouts.js";

/** @import { Said } from "./types/voice.d.ts" */

export const BETWEEN_WORDS = 5000; // milliseconds

export class Voice {
  /**
   * @param {HTMLElement} stage
   * @param {() => number} clock in milliseconds
   */
  constructor(stage, clock = () => performance.now()) {
    this.stage = stage;
    this.clock = clock;
    this.saidAt = Number.NEGATIVE_INFINITY;
  }

  /**
   * @param {Said | undefined} said
   * @param {string | null} line what is said of a moment at rest beside it; null while a film plays
   */
  hear(said, line) {
    if (!said) return;
    sayReadouts(this.stage);
    const { moment, ...labels } = said;
    for (const [name, text] of Object.entries(labels)) {
      part(this.stage, `[data-view="${name}"]`).setAttribute("aria-label", text);
    }
    const isPlaying = line === null;
    const now = this.clock();
    if (isPlaying && now - this.saidAt < BETWEEN_WORDS) return;
    const place = part(this.stage, ".stage-news");
    const words = isPlaying ? moment : `${moment} ${line}`;
    if (place.textContent === words) return;
    place.textContent = words;
    this.saidAt = now;
  }
}
