// A learner's seat in a class, kept by the tab, so that a reload does not make another learner of
// them. It is not in the address: who is sent a link is somebody else. Nor is it where a copy of the
// tab would find it: it is written down only when the tab goes, or is out of sight, in which a
// browser may drop it.

const SEAT = "neuron-seat";

export class Seat {
  kept = ""; // the code of the class and the token

  /** @param {AbortSignal} signal */
  constructor(signal) {
    window.addEventListener("pagehide", () => this.write(this.kept), { signal });
    document.addEventListener("visibilitychange", () => this.follow(), { signal });
  }

  /**
   * Keep the seat, or none where `token` is empty.
   * @param {string} code
   * @param {string} token
   */
  keep(code, token) {
    this.kept = token ? `${code} ${token}` : "";
    this.follow();
  }

  follow() {
    this.write(document.hidden ? this.kept : "");
  }

  /** @param {string} text */
  write(text) {
    try {
      if (text) sessionStorage.setItem(SEAT, text);
      else sessionStorage.removeItem(SEAT);
    } catch {
      // A browser may be told to keep nothing: the learner joins again.
    }
  }

  /**
   * The token of the seat in this class; it is given once, since the server may not know it any more.
   * @param {string} code
   */
  take(code) {
    try {
      const [kept, token] = sessionStorage.getItem(SEAT)?.split(" ") ?? [];
      if (kept !== code) return null;
      this.write("");
      return token;
    } catch {
      return null;
    }
  }
}
