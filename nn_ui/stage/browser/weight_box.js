// The box in which a chosen weight is typed over.

import { part } from "./component.js";
import { grouped, shortNumber } from "./numbers.js";

/** @import { Film } from "./film.js" */
/** @import { NetworkPanel, ToPixels } from "./network.js" */
/** @import { Frame, NetworkMeta } from "./types/message.d.ts" */

const EDGE = 4; // pixels between the box and the panel's border
const BELOW = 14; // pixels between the weight's number and the box

export class WeightBox {
  /** @type {number | null | undefined} */
  opened = undefined; // the weight that the box is open for
  /** @type {number | undefined} */
  wanted = undefined; // the one that it is to be opened for when the server has chosen it
  isTyped = false;

  /**
   * @param {Film} film
   * @param {NetworkPanel} network
   */
  constructor(film, network) {
    this.film = film;
    this.network = network;
    this.box = part(network.panel, ".network-weight");
    this.field = /** @type {HTMLInputElement} */ (part(this.box, "input"));
    this.watch();
  }

  /** @param {NetworkMeta} meta */
  follow({ chosen }) {
    if (this.opened !== chosen) this.close();
    if (this.wanted !== undefined && this.wanted === chosen) this.open();
    this.wanted = undefined;
  }

  /**
   * @param {Frame} frame
   * @param {string[]} keys
   */
  paint({ iteration, values }, keys) {
    if (this.box.hidden) return;
    const written = grouped(String(iteration));
    part(this.box, ".network-set").textContent = `Set at iteration ${written}`;
    const value = values[keys.indexOf(`weight${this.opened}`)];
    if (!this.isTyped && value !== undefined) this.field.value = shortNumber(value);
  }

  /**
   * @param {ToPixels} x
   * @param {ToPixels} y
   */
  place(x, y) {
    const { figure, meta, panel, table } = this.network;
    if (this.box.hidden || !figure || !meta) return;
    const { customdata, x: across, y: up } = figure.data[0];
    const at = [...customdata].indexOf(/** @type {number} */ (meta.chosen));
    const spot = table.middleOf(meta.chosen) ?? { x: x(across[at]), y: y(up[at]) + BELOW };
    const { offsetWidth: width, offsetHeight: height } = this.box;
    const left = Math.min(spot.x - width / 2, panel.clientWidth - width - EDGE);
    const top = Math.min(spot.y, panel.clientHeight - height - EDGE);
    this.box.style.left = `${Math.max(EDGE, left)}px`;
    this.box.style.top = `${Math.max(EDGE, top)}px`;
  }

  /**
   * A click chooses a weight and opens its box; a click on the same one again lets it go.
   * @param {number} parameter
   */
  choose(parameter) {
    const isChosen = parameter === this.network.meta?.chosen;
    if (isChosen && this.box.hidden) return this.open();
    this.close();
    this.wanted = isChosen ? undefined : parameter;
    this.film.tell("choose", parameter);
  }

  open() {
    const { meta } = this.network;
    if (meta?.name === undefined || meta.value === undefined) return;
    this.box.hidden = false;
    this.opened = meta.chosen;
    this.isTyped = false;
    part(this.box, ".network-name").textContent = meta.name;
    this.field.value = shortNumber(meta.value);
    this.network.place();
    this.field.focus({ preventScroll: true });
    this.field.select();
  }

  /** Who has typed in it goes on where the weight stands. */
  close() {
    const hasFocus = this.box.contains(document.activeElement);
    this.box.hidden = true;
    if (!hasFocus) return;
    const cell = this.network.table.cells[this.opened ?? -1];
    if (cell) cell.focus({ preventScroll: true });
    else this.network.reader?.focus();
  }

  watch() {
    this.field.addEventListener("input", () => {
      this.isTyped = true;
    });
    this.box.addEventListener("keydown", (event) => {
      event.stopPropagation(); // Streamlit has shortcuts of its own
      if (event.key === "Escape") this.close();
    });
    part(this.box, ".network-cancel").addEventListener("click", () => this.close());
    this.box.addEventListener("submit", (event) => {
      event.preventDefault();
      const parameter = this.network.meta?.chosen;
      if (this.isTyped && parameter !== null && parameter !== undefined) {
        this.film.tell("set_parameter", { parameter, value: this.field.value });
      }
      this.close();
    });
  }
}
