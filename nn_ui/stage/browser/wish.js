// Where the learner wants to go, as long as the server may not have answered.

import { showOnTimeline } from "./timeline.js";

/** @import { Film } from "./film.js" */

export class Wish {
  /** @type {number | null} */
  asked = null;
  askedAt = 0;
  isKept = false;

  /** @param {Film} film */
  constructor(film) {
    this.film = film;
  }

  /**
   * The iteration under the learner's hand, or the last one that they asked for, from which steps
   * count as long as a busy server may take; null for none.
   */
  get place() {
    const { scrub, timing } = this.film;
    if (scrub.isOn) return scrub.iteration;
    return performance.now() - this.askedAt < 1000 * timing.late ? this.asked : null;
  }

  /** @param {number} iteration */
  ask(iteration) {
    this.asked = iteration;
    this.askedAt = performance.now();
    this.keep();
  }

  /** @param {number | null} iteration for which the server has been asked; it may lead less far */
  meet(iteration) {
    if (iteration === this.asked) this.forget();
  }

  forget() {
    this.asked = null;
  }

  /** Show it on the timeline, into which React writes the server's older place meanwhile. */
  keep() {
    const { place, film } = this;
    if (place !== null) showOnTimeline(place, film);
    if (place === null || this.isKept || film.signal.aborted) return;
    this.isKept = true;
    requestAnimationFrame(() => {
      this.isKept = false;
      this.keep();
    });
  }
}
