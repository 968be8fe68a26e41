// Drawing rows on the map: the buttons that say what a click does, and what was drawn.

import { part } from "./component.js";

/** @import { OutputPanel } from "./output.js" */
/** @import { OutputMeta } from "./types/message.d.ts" */
/** @import { Stroke } from "./types/stroke.d.ts" */
/** @typedef {Stroke & { shares: number[] }} Drawn a stroke with its place on the map */

const REACH = 12; // pixels around a click in which a row is erased

export class Strokes {
  /** @type {Drawn[]} */
  drawn = []; // what is not in the table yet
  serial = 0;
  mode = "look";
  kind = "high";

  /** @param {OutputPanel} output */
  constructor(output) {
    this.output = output;
    this.pad = part(output.panel, ".output-pad");
    this.modes = buttons(output.panel, "[data-mode]");
    this.chips = buttons(output.panel, "[data-class]");
    this.setMode("look");
    for (const button of this.modes) {
      button.addEventListener("click", () => this.setMode(button.dataset.mode ?? "look"));
    }
    for (const chip of this.chips) {
      chip.addEventListener("click", () => this.setKind(chip.dataset.class ?? "high"));
    }
    this.pad.addEventListener("click", (event) => this.draw(event, event.shiftKey));
    this.pad.addEventListener("contextmenu", (event) => {
      event.preventDefault();
      this.draw(event, true);
    });
  }

  /** @param {string} mode */
  setMode(mode) {
    this.mode = mode;
    this.output.panel.dataset.mode = mode;
    this.output.tip?.yieldTo(false);
    for (const button of this.modes) {
      button.setAttribute("aria-pressed", String(button.dataset.mode === mode));
    }
  }

  /** @param {string} kind */
  setKind(kind) {
    this.kind = kind;
    if (this.output.meta) this.showClasses(this.output.meta);
  }

  /**
   * The class to draw, with the mark that its rows have on the map.
   * @param {OutputMeta} meta
   */
  showClasses({ classes: [low, high] }) {
    for (const chip of this.chips) {
      const isHigh = chip.dataset.class === "high";
      chip.textContent = isHigh ? `● ${high}` : `◆ ${low}`;
      chip.setAttribute("aria-pressed", String(chip.dataset.class === this.kind));
    }
  }

  /**
   * What a click would do.
   * @param {OutputMeta} meta
   */
  advice({ classes: [low, high] }) {
    if (this.mode !== "draw") return [];
    const [own, other] = this.kind === "high" ? [high, low] : [low, high];
    return [`Click: ${own}, right click: ${other}`];
  }

  /**
   * Every click has a number, and is sent again with the next ones until the server has it: clicks
   * that come quickly overtake each other on their way.
   * @param {{ clientX: number, clientY: number }} event
   * @param {boolean} isOther
   * @param {string} [asked] other than a click would do
   */
  draw(event, isOther, asked) {
    const { canvas, film, meta } = this.output;
    const at = this.output.inputsAt(event);
    if (!at || !meta) return;
    this.serial += 1;
    const box = canvas.getBoundingClientRect();
    const sizes = [box.width, box.height];
    const reach = meta.ranges.map(([low, high], axis) => (REACH * (high - low)) / sizes[axis]);
    const kind = asked ?? (this.mode === "erase" ? "erase" : this.classOf(isOther));
    const { inputs } = meta;
    const stroke = { serial: this.serial, kind, inputs, at: at.inputs, reach };
    this.drawn.push({ ...stroke, shares: at.shares });
    this.show();
    film.tell("draw", { strokes: this.drawn.map(({ shares: _, ...sent }) => sent) });
  }

  /** @param {boolean} isOther */
  classOf(isOther) {
    return (this.kind === "high") !== isOther ? "high" : "low";
  }

  /**
   * The table has all strokes up to this one.
   * @param {number} serial
   */
  forget(serial) {
    this.serial = Math.max(this.serial, serial);
    this.drawn = this.drawn.filter((stroke) => stroke.serial > serial);
    this.show();
  }

  /**
   * Another map has no place for them.
   * @param {OutputMeta} meta
   */
  stayOn({ inputs }) {
    this.drawn = this.drawn.filter((stroke) => String(stroke.inputs) === String(inputs));
    this.show();
  }

  show() {
    this.pad.replaceChildren(...this.drawn.map(mark));
  }
}

/** @param {Drawn} stroke */
function mark({ kind, shares: [x, y] }) {
  const mark = document.createElement("span");
  mark.className = kind;
  mark.style.left = `${100 * x}%`;
  mark.style.top = `${100 * (1 - y)}%`;
  return mark;
}

/**
 * @param {Element} panel
 * @param {string} selector
 */
function buttons(panel, selector) {
  return [.../** @type {NodeListOf<HTMLElement>} */ (panel.querySelectorAll(selector))];
}
