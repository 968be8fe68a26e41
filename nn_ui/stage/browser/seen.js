// What was on the screen when the learner pressed Pause or Step. The server is a little ahead of the
// film, and goes back there: what was seen is what stays.

/** @import { Film } from "./film.js" */

export class Seen {
  /** @type {number | null} */
  iteration = null; // until the film is at rest
  at = 0;

  /** @param {Pick<Film, "clock" | "shown" | "timing" | "tell">} film */
  constructor(film) {
    this.film = film;
  }

  tell() {
    const { clock, shown } = this.film;
    if (clock === null || !shown) return;
    [this.iteration, this.at] = [shown.iteration, performance.now()];
    this.film.tell("seen", this.iteration);
  }

  forget() {
    this.iteration = null;
  }

  /**
   * Whether a message of a film that goes on may have been on its way when it was to stop: it does not
   * have what the server was told then. A server that has not heard for long will not hear any more.
   * @param {number | null} heard
   */
  isAheadOf(heard) {
    const isNew = performance.now() - this.at < 1000 * this.film.timing.late;
    return isNew && this.iteration !== null && this.iteration !== heard;
  }
}
