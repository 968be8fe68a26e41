// The address of the page says what is on it. Another experiment is another entry of the browser's
// history, another moment of the same experiment is not.

const KEPT_KEYS = ["embed", "embed_options"]; // Streamlit's own, which no message knows of
const BETWEEN_WRITES = 400; // milliseconds: browsers refuse more than 100 new addresses in 30 seconds

class Address {
  constructor(film) {
    this.film = film;
    this.asked = 0; // the step through the history that the server has been told of
    const follow = (event) => {
      if (!film.root.isConnected) return window.removeEventListener("popstate", follow, true);
      // Streamlit would run the page without the values of its fields.
      event.stopImmediatePropagation();
      this.ask();
    };
    window.addEventListener("popstate", follow, true);
    const timer = setInterval(() => (film.root.isConnected ? this.write() : clearInterval(timer)), BETWEEN_WRITES);
  }

  ask(isResumed = false) {
    this.asked = Date.now();
    const search = keptSearch(window.history.state?.experiment) ?? location.search;
    this.film.tell("history", { search, step: this.asked, resumed: isResumed });
  }

  // False while the server does not know yet what this tab was showing: then it is not to be drawn.
  show({ query, experiment, step, session, comes_back }) {
    const here = window.history.state?.experiment, before = window.neuronSession;
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
    if (isAnother) window.history.pushState({ experiment }, "", this.url());
    else if (this.isAtRest || here !== experiment) this.write();
    window.dispatchEvent(new Event("neuron-address"));
    return true;
  }

  // The film is ahead of the last message, and goes on for a second when a server is no more.
  write() {
    if (this.asked || this.query === undefined) return;
    const { experiment } = this, url = this.url();
    if (url === location.pathname + location.search + location.hash && window.history.state?.experiment === experiment) return;
    window.history.replaceState({ experiment }, "", url);
    window.dispatchEvent(new Event("neuron-address"));
  }

  get isAtRest() {
    return this.film.latest.seconds === null;
  }

  url() {
    const { clock, shown } = this.film;
    const isPlaying = !this.isAtRest && clock !== null && shown?.iteration && this.query;
    const query = isPlaying ? withMoment(this.query, shown.iteration) : this.query;
    return location.pathname + withKept(query) + location.hash;
  }
}

// What the address has no room for, where this tab has it: see kept.js.
function keptSearch(experiment) {
  const said = new URLSearchParams(location.search);
  const whole = said.has("left_out") && keptWhole(experiment);
  return whole ? `?${withMoment(whole, said.get("t") ?? 0)}` : undefined;
}

// Not at the end: that is where links are cut off.
function withMoment(query, iteration) {
  return query.replace(/&t=\d+/, `&t=${iteration}`);
}

function withKept(query) {
  const old = new URLSearchParams(location.search);
  const kept = new URLSearchParams(KEPT_KEYS.flatMap((key) => old.getAll(key).map((value) => [key, value])));
  const both = [query, kept.toString()].filter(Boolean).join("&");
  return both && `?${both}`;
}
