// What Streamlit gives to a component, and what the components keep on the page.

import type { AnswersList } from "../answers.js";
import type { Film } from "../film.js";
import type { Seat } from "../seat.js";
import type { Answers } from "./message.d.ts";
import type { Plotly } from "./plotly.d.ts";

/** The argument of a component's function, which is called with every message. */
export interface Component<Data, Told = object> {
  data: Data;
  parentElement: Root;
  setTriggerValue<Name extends keyof Told>(name: Name, value: Told[Name]): void;
}

/** Where a component stands on the page, with what it keeps from one message to the next. */
export interface Root extends HTMLElement {
  life?: AbortController;
  film?: Film;
  answers?: AnswersList;
  seat?: Seat;
}

declare global {
  interface Window {
    Plotly: Plotly;
    neuronFilm?: typeof Film;
    /** The name of the server's session that this page has shown last. */
    neuronSession?: string;
  }
  interface WindowEventMap {
    "neuron-answers": CustomEvent<Answers>;
    "neuron-address": Event;
    "neuron-film": Event;
  }
}
