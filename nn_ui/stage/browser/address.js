// The address of the page says what is on it. Another experiment is another entry of the browser's
// history, another moment of the same experiment is not.

import { keptWhole } from "./kept.js";
import { withKept, withMoment } from "./search.js";

/** @import { Film } from "./film.js" */
/** @import { Link } from "./types/message.d.ts" */

const BETWEEN_WRITES = 400; // milliseconds: browsers refuse more than 100 new addresses in 30 seconds

export class Address {
  /**
   * @param {Film} film
   * @param {AbortSignal} signal
   */
  constructor(film, signal) {
    this.film = film;
    this.asked = 0; // the step through the history that the server has been told of
    /** @type {string | undefined} */
    this.query = undefined;
    this.experiment = "";
    const follow = (/** @type {Event} */ event) => {
      // Streamlit would run the page without the values of its fields.
      event.stopImmediatePropagation();
      this.ask();
    };
    window.addEventListener("popstate", follow, { capture: true, signal });
    const timer = setInterval(() => this.write(), BETWEEN_WRITES);
    signal.addEventListener("abort", () => clearInterval(timer));
  }

  ask(isResumed = false) {
    this.asked = Date.now();
    const search = keptSearch(window.history.state?.experiment) ?? location.search;
    this.film.tell("history", { search, step: this.asked, resumed: isResumed });
  }

  /**
   * False while the server does not know yet what this tab was showing: then it is not to be drawn.
   * @param {Link} link
   */
  show({ query, experiment, step, session, comes_back }) {
    const here = window.history.state?.experiment;
    const before = window.neuronSession;
    window.neuronSession = session;
    if (before !== session) this.asked = 0;
    // A server that was started anew has only been told of the link that this page began with, and
    // one whose page was loaded anew of a link that had no room for all.
    const isTakenOver = comes_back || (before !== undefined && before !== session);
    const isCut = before !== session && here !== experiment && keptSearch(here);
    if ((isTakenOver || isCut) && !this.asked) this.ask(true);
    if (isTakenOver || isCut) return !isTakenOver;
    if (this.asked && step !== this.asked) return true; // from before the learner went back
    const isAnother = !this.asked && here !== undefined && here !== experiment;
    this.asked = 0;
    this.query = query;
    this.experiment = experiment;
    if (isAnother) window.history.pushState({ experiment }, "", this.url(query));
    else if (this.isAtRest || here !== experiment) this.write();
    window.dispatchEvent(new Event("neuron-address"));
    return true;
  }

  /** The film is ahead of the last message, and goes on for a second when a server is no more. */
  write() {
    const { experiment, query } = this;
    if (this.asked || query === undefined) return;
    const url = this.url(query);
    const isThere = url === location.pathname + location.search + location.hash;
    if (isThere && window.history.state?.experiment === experiment) return;
    window.history.replaceState({ experiment }, "", url);
    window.dispatchEvent(new Event("neuron-address"));
  }

  get isAtRest() {
    return this.film.latest?.seconds === null;
  }

  /** @param {string} query */
  url(query) {
    const { clock, shown } = this.film;
    const isPlaying = !this.isAtRest && clock !== null && shown?.iteration;
    const now = isPlaying ? withMoment(query, shown.iteration) : query;
    return location.pathname + withKept(now, location.search) + location.hash;
  }
}

/**
 * What the address has no room for, where this tab has it: see kept.js.
 * @param {string | undefined} experiment
 */
function keptSearch(experiment) {
  const said = new URLSearchParams(location.search);
  const whole = said.has("left_out") && keptWhole(experiment);
  return whole ? `?${withMoment(whole, said.get("t") ?? 0)}` : undefined;
}
