// Who has asked their system for less motion sees a few still pictures a second instead of a film.

const BETWEEN_STILLS = 400; // milliseconds
const LESS = "(prefers-reduced-motion: reduce)";

/** Whether they have. */
export function wantsLess() {
  return window.matchMedia(LESS).matches;
}

export class Motion {
  stillAt = Number.NEGATIVE_INFINITY;

  /**
   * Whether a picture may be shown at `now`, in milliseconds, which then counts as shown.
   * @param {number} now
   * @param {boolean} isLess
   */
  isDue(now, isLess = wantsLess()) {
    if (isLess && now - this.stillAt < BETWEEN_STILLS) return false;
    this.stillAt = now;
    return true;
  }
}
