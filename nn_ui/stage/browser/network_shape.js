// The buttons over the diagram that change the network's shape.

import { part } from "./component.js";

/** @import { Film } from "./film.js" */
/** @import { ToPixels } from "./network.js" */
/** @import { NetworkMeta } from "./types/message.d.ts" */

const MOST_REPEATS = 3; // of a shape that the server may also have refused

export class ShapeButtons {
  /** @type {number[]} */
  hidden = []; // the neurons of each hidden layer
  /** @type {number[] | null} */
  asked = null;
  repeats = 0;

  /**
   * @param {Film} film
   * @param {HTMLElement} panel
   */
  constructor(film, panel) {
    this.film = film;
    this.panel = panel;
    this.columns = part(panel, ".network-columns");
    this.layers = part(panel, ".network-layers");
  }

  /**
   * Of two quick clicks Streamlit may pass on only one: what was asked for last is asked for again.
   * @param {NetworkMeta} meta
   */
  show(meta) {
    const { asked } = this;
    const isMissed = asked && String(asked) !== String(meta.hidden);
    if (asked && isMissed && this.repeats-- > 0) this.film.tell("shape", asked);
    else {
      this.asked = null;
      this.hidden = [...meta.hidden];
    }
    const held = this.held;
    this.columns.replaceChildren(
      ...this.hidden.map((_, layer) => this.neurons(layer, meta.most_neurons)),
    );
    this.layers.replaceChildren(this.ends(meta));
    if (held !== undefined) this.focus(held);
  }

  /** @returns {HTMLButtonElement[]} */
  get buttons() {
    return [...this.columns.querySelectorAll("button"), ...this.layers.querySelectorAll("button")];
  }

  /** What the button does that has the focus. */
  get held() {
    const focused = this.buttons.find((button) => button === document.activeElement);
    return focused && meaningOf(focused);
  }

  /**
   * The focus stays where it was, though the buttons are new, or goes beside one that is no more.
   * @param {string} held
   */
  focus(held) {
    const same = this.buttons.find((button) => meaningOf(button) === held);
    const around = same?.parentElement ?? this.layers;
    const next = same?.disabled === false ? same : around.querySelector("button:enabled");
    /** @type {HTMLElement | null} */ (next)?.focus({ preventScroll: true });
  }

  /** @param {ToPixels} x */
  place(x) {
    for (const [column, group] of [...this.columns.children].entries()) {
      /** @type {HTMLElement} */ (group).style.left = `${x(column + 1)}px`;
    }
    this.leaveOutWords();
  }

  /** Where groups of buttons would lie on each other, they go without their numbers and words. */
  leaveOutWords() {
    const { classList } = this.panel;
    classList.remove("narrow");
    const opener = part(this.panel, ".walk-open");
    const groups = [opener, ...this.columns.children, ...this.layers.children];
    const boxes = groups.map((group) => group.getBoundingClientRect());
    const isNarrow = boxes.slice(1).some(({ left }, before) => left < boxes[before].right);
    classList.toggle("narrow", isNarrow);
  }

  /**
   * @param {number} layer
   * @param {number} most
   */
  neurons(layer, most) {
    const size = this.hidden[layer];
    const where = `hidden layer ${layer + 1}`;
    const add = (/** @type {number} */ count) => () => {
      this.hidden[layer] += count;
    };
    return group(
      this.button("−", `Remove a neuron from ${where}`, size > 1 && add(-1)),
      String(size),
      this.button("+", `Add a neuron to ${where}`, size < most && add(1)),
    );
  }

  /** @param {NetworkMeta} meta */
  ends({ most_layers, new_layer }) {
    const count = this.hidden.length;
    const add = () => this.hidden.push(new_layer);
    const title = `Add a hidden layer of ${new_layer} neurons`;
    if (!count) return this.button("+ hidden layer", title, add);
    return group(
      this.button("−", "Remove a hidden layer", () => this.hidden.pop()),
      "layers",
      this.button("+", "Add a hidden layer", count < most_layers && add),
    );
  }

  /**
   * @param {string} text
   * @param {string} title
   * @param {(() => void) | false} change
   */
  button(text, title, change) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = text;
    button.title = title;
    button.setAttribute("aria-label", title);
    button.disabled = !change;
    button.addEventListener("click", () => {
      if (change) change();
      this.asked = [...this.hidden];
      this.repeats = MOST_REPEATS;
      this.film.tell("shape", this.asked);
    });
    return button;
  }
}

/**
 * Without how many neurons a new layer has.
 * @param {HTMLElement} button
 */
function meaningOf(button) {
  return button.title.replace(/ of \d+ neurons$/, "");
}

/**
 * @param {HTMLElement} remove
 * @param {string} label
 * @param {HTMLElement} add
 */
function group(remove, label, add) {
  const group = document.createElement("div");
  const middle = document.createElement("span");
  middle.textContent = label;
  group.append(remove, middle, add);
  return group;
}
