// The weights of a first layer of many inputs: a table beside the diagram, in whose cells only numbers
// and colours change while the film plays. A cell's place in the table is its weight's place in the
// flat row. Names in it are a user's own text: textContent and title only.

import { part } from "./component.js";
import { contextOf } from "./painting.js";

/** @import { NetworkPanel } from "./network.js" */
/** @import { TableMeta, TablePatch } from "./types/message.d.ts" */

const BETWEEN = "|"; // the numbers of a patch
const FIRST_SHADE = "a".charCodeAt(0);
const MOST_LETTERS = 6; // of a number in letters of the usual size
const DENSITY = 4; // dots a pixel in a saved picture
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
    this.frame.addEventListener("pointerover", ({ target }) => {
      const at = this.placeOf(target);
      if (at >= 0) this.cells[at].title = this.told(at);
    });
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
    return { x: (box.left + box.right) / 2 - panel.left, y: box.bottom - panel.top };
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
  cell.textContent = text;
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

/**
 * The table with all its rows, also those that are scrolled away, as a PNG.
 * @param {HTMLTableElement} table
 */
function picture(table) {
  const canvas = document.createElement("canvas");
  canvas.width = DENSITY * table.scrollWidth;
  canvas.height = DENSITY * table.scrollHeight;
  const context = contextOf(canvas);
  context.scale(DENSITY, DENSITY);
  context.textBaseline = "middle";
  let top = 0;
  for (const { cells, offsetHeight } of table.rows) {
    let left = 0;
    for (const cell of cells) {
      const { offsetWidth: width } = cell;
      drawCell(context, cell, { left, top, width, height: offsetHeight });
      left += width;
    }
    top += offsetHeight;
  }
  return canvas.toDataURL();
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {HTMLTableCellElement} cell
 * @param {{ left: number, top: number, width: number, height: number }} box
 */
function drawCell(context, cell, { left, top, width, height }) {
  const { backgroundColor, color, fontSize, fontWeight } = getComputedStyle(cell);
  context.fillStyle = backgroundColor;
  context.fillRect(left, top, width, height);
  context.fillStyle = color;
  context.font = `${fontWeight} ${fontSize} Arial, Helvetica, sans-serif`;
  const isName = cell.cellIndex === 0;
  context.textAlign = isName ? "left" : "right";
  const at = isName ? left + 2 : left + width - 2;
  context.fillText(cell.textContent ?? "", at, top + height / 2, width - 4);
}
