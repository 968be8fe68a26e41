// The learner's hand on the timeline: while it holds the thumb, all views follow it. They show frames
// that have been played, and ask the server for the one under the thumb; each is a snapshot.

import { iterationAt, shareOf, slider, trackUnder } from "./timeline.js";

/** @import { Film } from "./film.js" */
/** @import { Glance } from "./types/glance.d.ts" */
/** @import { Frame } from "./types/message.d.ts" */

const BETWEEN_QUESTIONS = 100; // milliseconds
const MOST_KEPT = 300; // frames
const NEAR = 0.01; // of the timeline: a frame so near is shown until the one that was asked for comes

export class Scrub {
  isOn = false;
  iteration = 0;
  /** @type {Map<number, Frame>} */
  kept = new Map();
  askedAt = Number.NEGATIVE_INFINITY;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  waiting = undefined;

  /**
   * @param {Film} film
   * @param {AbortSignal} signal
   */
  constructor(film, signal) {
    this.film = film;
    const how = { capture: true, signal };
    const hear = (/** @type {PointerEvent} */ event) => this.hear(event);
    for (const type of /** @type {const} */ (["pointerdown", "pointermove", "pointerup"])) {
      document.addEventListener(type, hear, how);
    }
    document.addEventListener("pointercancel", hear, how);
    // Streamlit's slider, which is a linear one, would follow the same hand.
    for (const type of ["mousedown", "touchstart"]) {
      const keep = (/** @type {Event} */ event) => {
        if (!trackUnder(event.target)) return;
        event.stopImmediatePropagation();
        if (type === "mousedown") event.preventDefault(); // it would select text
      };
      document.addEventListener(type, keep, how);
    }
  }

  /** @param {PointerEvent} event */
  hear(event) {
    const isDown = event.type === "pointerdown";
    const track = isDown ? trackUnder(event.target) : this.isOn ? trackUnder(null) : null;
    if (!track || (isDown && event.button !== 0)) return;
    event.stopImmediatePropagation();
    if (isDown) this.begin();
    const { left, width } = track.getBoundingClientRect();
    if (event.type !== "pointercancel") {
      this.moveTo(iterationAt((event.clientX - left) / width, this.film));
    }
    if (event.type === "pointerup" || event.type === "pointercancel") this.end();
  }

  begin() {
    this.isOn = true;
    slider()?.focus({ preventScroll: true });
    this.film.holdTimeline();
  }

  /** @param {number} iteration */
  moveTo(iteration) {
    this.iteration = iteration;
    this.film.wish.keep();
    const near = this.nearest(iteration);
    if (near) this.film.paint(near);
    if (near?.iteration !== iteration) this.ask();
  }

  /** Ask for the frame under the thumb, at most ten times a second. */
  ask() {
    clearTimeout(this.waiting);
    const wait = this.askedAt + BETWEEN_QUESTIONS - performance.now();
    const ask = () => {
      this.askedAt = performance.now();
      if (this.isOn) this.film.tell("glance", this.iteration);
    };
    if (wait <= 0) ask();
    else this.waiting = setTimeout(ask, wait);
  }

  end() {
    clearTimeout(this.waiting);
    this.isOn = false;
    this.film.goTo(this.iteration);
  }

  /**
   * What the server was asked for; where it comes too late it is not shown.
   * @param {Glance} glance
   */
  take({ scene, glance }) {
    if (scene !== this.film.scene) return;
    this.keep(glance);
    if (this.isOn) this.film.paint(glance);
  }

  /**
   * Keep a frame that has been painted and holds all views; the oldest make room.
   * @param {Frame} frame
   */
  keep(frame) {
    if (!frame.network || (this.film.output.isShown && !frame.picture)) return;
    this.kept.delete(frame.iteration);
    this.kept.set(frame.iteration, frame);
    const [oldest] = this.kept.keys();
    if (this.kept.size > MOST_KEPT) this.kept.delete(oldest);
  }

  /** @param {number} iteration */
  nearest(iteration) {
    const share = (/** @type {number} */ one) => shareOf(one, this.film);
    let [found, least] = [/** @type {Frame | null} */ (null), NEAR];
    for (const frame of this.kept.values()) {
      const away = Math.abs(share(frame.iteration) - share(iteration));
      if (away < least) [found, least] = [frame, away];
    }
    return found;
  }
}
