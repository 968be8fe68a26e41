// A chip for each kept run: how it differs, and at every frame what it predicts and its loss.

import { part } from "./component.js";
import { rewrite } from "./texts.js";

/** @import { Film } from "./film.js" */
/** @import { Kept, KeptRun, KeptValues } from "./types/kept.d.ts" */

export class KeptRuns {
  /** @type {HTMLElement[]} */
  chips = [];
  shown = "";

  /** @param {Film} film */
  constructor(film) {
    this.film = film;
    this.place = part(film.stage, ".kept-runs");
  }

  /** @param {Kept | null} kept */
  show(kept) {
    const runs = kept?.runs ?? [];
    const shown = JSON.stringify(runs);
    if (shown !== this.shown) {
      this.chips = runs.map((run) => this.chip(run));
      part(this.place, ".kept-chips").replaceChildren(...this.chips);
      this.place.hidden = runs.length === 0;
      this.shown = shown;
    }
    const compared = part(this.place, ".kept-compared");
    compared.textContent = kept?.compared ?? "";
    compared.title = compared.textContent;
  }

  /** @param {KeptValues[] | undefined} values one of each chip */
  paint(values) {
    values?.slice(0, this.chips.length).forEach(([prediction, loss, inFull], place) => {
      const chip = this.chips[place];
      rewrite(part(chip, ".kept-prediction"), prediction);
      const ofLoss = part(chip, ".kept-loss");
      rewrite(ofLoss, loss);
      ofLoss.dataset.inFull = inFull; // for programs
    });
  }

  /** @param {KeptRun} run */
  chip({ number, said }) {
    const exchange = button("kept-exchange", `Exchange with the present run: ${said}`);
    exchange.append(
      text("kept-said", said),
      text("kept-word", "predicts"),
      text("kept-prediction"),
      text("kept-word", "loss"),
      text("kept-loss"),
    );
    exchange.addEventListener("click", () => this.film.tell("exchange", number));
    const letGo = button("kept-let-go", `Let this kept run go: ${said}`);
    letGo.setAttribute("aria-label", letGo.title);
    letGo.textContent = "×";
    letGo.addEventListener("click", () => this.film.tell("let_go", number));
    const chip = document.createElement("div");
    chip.className = "kept-run";
    chip.append(exchange, letGo);
    return chip;
  }
}

/**
 * @param {string} name
 * @param {string} title
 */
function button(name, title) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = name;
  made.title = title;
  return made;
}

/**
 * @param {string} name
 * @param {string} [words]
 */
function text(name, words = "") {
  const made = document.createElement("span");
  made.className = name;
  made.textContent = words;
  return made;
}
