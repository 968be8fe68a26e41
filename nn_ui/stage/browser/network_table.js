// The weights of a first layer of many inputs: a table beside the diagram, in whose cells only numbers
// and colours change while the film plays. A cell's place in the table is its weight's place in the
// flat row. Names in it are a user's own text: textContent and title only.

import { part, sizeOf } from "./component.js";
import { picture } from "./table_picture.js";
import { rewrite } from "./texts.js";

/** @import { NetworkPanel } from "./network.js" */
/** @import { TableMeta, TablePatch } from "./types/message.d.ts" */

const BETWEEN = "|"; // the numbers of a patch
const FIRST_SHADE = "a".charCodeAt(0);
const MOST_LETTERS = 6; // of a number in letters of the usual size
const TOP = 30; // pixels of the title above a saved table
const SIDES = 8; // pixels of both margins beside it

/**
 * The numbers of a patch, and for each the place of its colour.
 * @param {TablePatch} patch
 */
export function cellsOf({ weights, shades }) {
  const numbers = weights.split(BETWEEN);
  return numbers.map((number, at) => ({ number, shade: shades.charCodeAt(at) - FIRST_SHADE }));
}

/**
 * Where an arrow key leads among cells in rows of `width`; from outside, -1, to the first one.
 * Undefined for another key.
 * @param {number} at
 * @param {string} key
 * @param {number} width
 * @param {number} count
 */
export function cellBeside(at, key, width, count) {
  const by = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -width, ArrowDown: width }[key];
  if (by === undefined || !count) return undefined;
  if (at < 0) return 0;
  const isUpright = key === "ArrowUp" || key === "ArrowDown";
  const isThere = isUpright || Math.floor(at / width) === Math.floor((at + by) / width);
  return isThere && at + by >= 0 && at + by < count ? at + by : at;
}

export class WeightTable {
  /** @type {TableMeta | undefined} */
  meta = undefined;
  drawn = ""; // what the table was built for
  /** @type {HTMLTableCellElement[]} */
  cells = [];
  /** @type {HTMLTableCellElement[]} */
  outputs = [];
  /** @type {number[]} */
  painted = []; // the shade of each cell

  /** @param {NetworkPanel} network */
  constructor(network) {
    this.network = network;
    this.frame = part(network.panel, ".network-table");
    this.frame.addEventListener("click", ({ target }) => {
      const at = this.placeOf(target);
      if (at >= 0) network.weight.choose(at);
    });
    this.frame.addEventListener("keydown", (event) => this.hear(event));
    this.frame.addEventListener("pointerover", ({ target }) => {
      const at = this.placeOf(target);
      if (at >= 0) this.cells[at].title = this.told(at);
    });
  }

  /**
   * The table is one Tab stop; arrow keys go from cell to cell, Enter types a weight over.
   * @param {KeyboardEvent} event
   */
  hear(event) {
    const at = this.placeOf(event.target);
    const next = cellBeside(at, event.key, this.meta?.columns.length ?? 0, this.cells.length);
    if (event.key === "Enter" && at >= 0) this.network.weight.choose(at);
    else if (next !== undefined) this.cells[next].focus();
    else return;
    event.preventDefault();
  }

  /**
   * @param {TableMeta | undefined} meta
   * @param {number | null} chosen
   */
  show(meta, chosen) {
    this.meta = meta;
    this.frame.hidden = !meta;
    const drawn = JSON.stringify(meta ?? null);
    if (drawn !== this.drawn) this.build(meta);
    this.drawn = drawn;
    this.cells.forEach((cell, at) => {
      cell.classList.toggle("chosen", at === chosen);
    });
  }

  /** @param {TablePatch | undefined} patch */
  paint(patch) {
    if (!patch || !this.meta) return;
    const { shades } = this.meta;
    for (const [at, { number, shade }] of cellsOf(patch).entries()) {
      const cell = this.cells[at];
      write(cell, number);
      if (this.painted[at] === shade) continue;
      this.painted[at] = shade;
      cell.style.backgroundColor = shades[shade];
    }
    patch.outputs.forEach((output, at) => {
      write(this.outputs[at], output);
    });
  }

  /** @param {TableMeta | undefined} meta */
  build(meta) {
    this.cells = [];
    this.outputs = [];
    this.painted = [];
    if (!meta) return this.frame.replaceChildren();
    this.frame.style.width = `calc(${100 * meta.share}% - ${SIDES}px)`;
    const table = document.createElement("table");
    const [head, body, foot] = ["thead", "tbody", "tfoot"].map((name) => {
      return /** @type {HTMLTableSectionElement} */ (table.appendChild(element(name)));
    });
    head.append(
      row(
        heading("Input", "", "col"),
        heading("Value", "What enters the network of the new example", "col"),
        ...meta.headings.map((text, at) => heading(text, meta.columns[at], "col")),
      ),
    );
    meta.rows.forEach((name, at) => {
      const cells = meta.columns.map(() => cell("weight"));
      for (const weight of cells) weight.tabIndex = -1;
      this.cells.push(...cells);
      body.append(row(heading(name, name, "row"), cell("value", meta.inputs[at] ?? "1"), ...cells));
    });
    this.outputs = meta.columns.map(() => cell("value"));
    const answer = heading(
      "Output",
      "What each of these neurons answers for the new example",
      "row",
    );
    foot.append(row(answer, cell("value"), ...this.outputs));
    this.frame.replaceChildren(table);
  }

  /**
   * The weight whose cell this is; -1 for anything else.
   * @param {EventTarget | null} target
   */
  placeOf(target) {
    return this.cells.indexOf(/** @type {HTMLTableCellElement} */ (target));
  }

  /** @param {number} at */
  told(at) {
    const { rows = [], columns = [] } = this.meta ?? {};
    const [name, end] = [rows[Math.floor(at / columns.length)], columns[at % columns.length]];
    return `${name} → ${end}: ${this.cells[at].textContent}`;
  }

  /**
   * Where the box of a weight of the table belongs, in pixels of the panel; null for another weight.
   * @param {number | null} parameter
   */
  middleOf(parameter) {
    const cell = this.cells[parameter ?? -1];
    if (!cell) return null;
    const box = cell.getBoundingClientRect();
    const panel = this.network.panel.getBoundingClientRect();
    const size = sizeOf(this.network.panel);
    const x = (box.left + box.right) / 2 - panel.left;
    return { x: x / size, y: (box.bottom - panel.top) / size };
  }

  /** The size that a saved picture needs so that the whole table is in it. */
  get room() {
    const table = this.frame.firstElementChild;
    if (!this.meta || !(table instanceof HTMLElement)) return { width: 0, height: 0 };
    const width = Math.ceil(table.scrollWidth / this.meta.share) + SIDES;
    return { width, height: table.scrollHeight + TOP + SIDES };
  }

  /** The whole table as one of Plotly's images, for a saved picture of `size`. */
  images({ width = 0, height = 0 }) {
    const table = this.frame.firstElementChild;
    if (!this.meta || !(table instanceof HTMLTableElement)) return [];
    const [sizex, sizey] = [
      table.scrollWidth / (width - SIDES),
      table.scrollHeight / (height - TOP - SIDES / 2),
    ];
    const place = { xref: "paper", yref: "paper", x: 0, y: 1, xanchor: "left", yanchor: "top" };
    return [{ ...place, sizex, sizey, sizing: "stretch", layer: "above", source: picture(table) }];
  }
}

/**
 * @param {HTMLElement} cell
 * @param {string} text
 */
function write(cell, text) {
  if (cell.textContent === text) return;
  rewrite(cell, text);
  cell.classList.toggle("long", text.length > MOST_LETTERS);
}

/** @param {string} name */
function element(name) {
  return document.createElement(name);
}

/** @param {HTMLElement[]} cells */
function row(...cells) {
  const row = element("tr");
  row.append(...cells);
  return row;
}

/**
 * @param {string} text
 * @param {string} title
 * @param {"col" | "row"} scope
 */
function heading(text, title, scope) {
  const heading = /** @type {HTMLTableCellElement} */ (element("th"));
  heading.textContent = text;
  heading.title = title;
  heading.scope = scope;
  return heading;
}

/**
 * @param {string} kind
 * @param {string} text
 */
function cell(kind, text = "") {
  const cell = /** @type {HTMLTableCellElement} */ (element("td"));
  cell.className = kind;
  cell.textContent = text;
  return cell;
}
