// The address of the page says what is on it. Another experiment is another entry of the browser's
// history, another moment of the same experiment is not.

const KEPT_KEYS = ["embed", "embed_options"]; // Streamlit's own, which no message knows of

class Address {
  constructor(film) {
    this.film = film;
    this.asked = 0; // the step through the history that the server has been told of
    const follow = (event) => {
      if (!film.root.isConnected) return window.removeEventListener("popstate", follow, true);
      // Streamlit would run the page without the values of its fields.
      event.stopImmediatePropagation();
      this.asked = Date.now();
      const { experiment } = window.history.state ?? {};
      film.tell("history", { search: location.search, experiment, step: this.asked });
    };
    window.addEventListener("popstate", follow, true);
  }

  show({ query, experiment, step }) {
    if (this.asked && step !== this.asked) return; // from before the learner went back
    const here = window.history.state?.experiment;
    const isAnother = !this.asked && here !== undefined && here !== experiment;
    this.asked = 0;
    const url = location.pathname + withKept(query) + location.hash;
    if (isAnother) window.history.pushState({ experiment }, "", url);
    else if (url !== location.pathname + location.search + location.hash || here !== experiment) {
      window.history.replaceState({ experiment }, "", url);
    }
    window.dispatchEvent(new Event("neuron-address"));
  }
}

function withKept(query) {
  const old = new URLSearchParams(location.search);
  const kept = new URLSearchParams(KEPT_KEYS.flatMap((key) => old.getAll(key).map((value) => [key, value])));
  const both = [query, kept.toString()].filter(Boolean).join("&");
  return both && `?${both}`;
}
