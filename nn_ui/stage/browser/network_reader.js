// The diagram, read with the arrow keys: from layer to layer, and up and down among its neurons and
// among the weights of a gap. Enter types a weight over.

import { Reader } from "./reader.js";

/** @import { NetworkPanel } from "./network.js" */
/** @import { Figure } from "./types/plotly.d.ts" */
/** @typedef {{ x: number, y: number, text: string, column: number, parameter: number | null }} Item */

const NAME =
  "Neurons and weights: arrow keys move from layer to layer, and up and down in one;" +
  " Enter on a weight types it over, T opens a table";

/**
 * All that can be read, columns from left to right and each from its top: neurons stand in even
 * columns, the weights of the gap behind them in odd ones.
 * @param {Figure} figure
 * @returns {Item[]}
 */
export function itemsOf({ data: [lines, neurons] }) {
  const parameters = [...(lines.customdata ?? [])];
  const weights = lines.x.map((x, place) => ({
    x,
    y: lines.y[place],
    text: `${lines.hovertext?.[place]}: ${lines.text[place]}`,
    column: 2 * Math.floor(x) + 1,
    parameter: parameters[place],
  }));
  const circles = neurons.x.map((x, place) => {
    const text = neurons.hovertext?.[place] ?? "";
    return { x, y: neurons.y[place], text, column: 2 * x, parameter: null };
  });
  return [...weights, ...circles].sort((one, other) => {
    return one.column - other.column || other.y - one.y || one.x - other.x;
  });
}

/**
 * Where a key leads among the items; undefined for a key that leads nowhere.
 * @param {Item[]} items
 * @param {number} at
 * @param {string} key
 */
export function itemBeside(items, at, key) {
  const { column, y } = items[at];
  const inColumn = (/** @type {number} */ place) => items[place]?.column === column;
  if (key === "ArrowUp") return inColumn(at - 1) ? at - 1 : at;
  if (key === "ArrowDown") return inColumn(at + 1) ? at + 1 : at;
  if (key === "Home") return 0;
  if (key === "End") return items.length - 1;
  if (key !== "ArrowLeft" && key !== "ArrowRight") return undefined;
  const isRight = key === "ArrowRight";
  const columns = items.map((item) => item.column);
  const others = columns.filter((one) => (isRight ? one > column : one < column));
  if (!others.length) return at;
  const next = isRight ? Math.min(...others) : Math.max(...others);
  const away = items.map((item) => (item.column === next ? Math.abs(item.y - y) : Infinity));
  return away.indexOf(Math.min(...away));
}

export class NetworkReader {
  /** @type {number | null} */
  at = null;

  /** @param {NetworkPanel} network */
  constructor(network) {
    this.network = network;
    this.reader = new Reader(network.plot, NAME, this);
    // Of a network that is all table there is no diagram.
    network.plot.on("plotly_afterplot", () => {
      this.reader.stop.hidden = !this.items.length;
      this.reader.show();
    });
  }

  get items() {
    return this.network.figure ? itemsOf(this.network.figure) : [];
  }

  /** @param {KeyboardEvent} event */
  hear({ key }) {
    const { items } = this;
    const at = this.placeIn(items);
    if (key === "t" || key === "T") {
      this.network.plot.table?.();
      return true;
    }
    if (!items[at]) return false;
    const { parameter } = items[at];
    if (key === "Enter") {
      if (parameter !== null) this.network.weight.choose(parameter);
      return true;
    }
    const next = itemBeside(items, at, key);
    this.at = next ?? at;
    return next !== undefined;
  }

  spot() {
    const { items } = this;
    const item = items[this.placeIn(items)];
    const { xaxis, yaxis } = this.network.plot._fullLayout ?? {};
    if (!item || !xaxis || !yaxis) return null;
    const [x, y] = [xaxis._offset + xaxis.d2p(item.x), yaxis._offset + yaxis.d2p(item.y)];
    return { x, y, text: withoutMarks(item.text) };
  }

  /**
   * At first the chosen weight, or else the first one.
   * @param {Item[]} items
   */
  placeIn(items) {
    const { chosen } = this.network.meta ?? {};
    const wanted = items.findIndex(({ parameter }) => parameter !== null && parameter === chosen);
    const weight = items.findIndex(({ parameter }) => parameter !== null);
    return Math.min(this.at ?? (wanted >= 0 ? wanted : Math.max(0, weight)), items.length - 1);
  }
}

/**
 * What Plotly would show of a text: it reads some HTML, and Python has escaped a user's own.
 * @param {string} text
 */
export function withoutMarks(text) {
  const escaped = { "&lt;": "<", "&gt;": ">", "&#123;": "{", "&amp;": "&" };
  const back = (/** @type {string} */ found) => escaped[/** @type {"&lt;"} */ (found)];
  return text.replaceAll("<br>", ", ").replace(/&(?:lt|gt|#123|amp);/g, back);
}
