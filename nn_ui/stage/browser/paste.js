// A block that is pasted into one of the tables goes to the server as it is. The editor itself would
// drop the columns that it has no room for without a word, take a row of names for numbers, and a
// line break at the end for a row.

/** @import { Editor, Pasted } from "./types/pasting.d.ts" */

/** @type {Editor[]} */
const EDITORS = ["table", "new_example"];

/**
 * @param {(block: Pasted) => void} paste
 * @param {AbortSignal} signal
 */
export function listenForPaste(paste, signal) {
  /** @type {Editor | null} */
  let last = null;
  const remember = (/** @type {FocusEvent} */ { target }) => {
    if (!isTyped(target)) last = editorOf(target);
  };
  const take = (/** @type {ClipboardEvent} */ event) => {
    const table = isTyped(event.target) ? last : editorOf(document.activeElement);
    const text = event.clipboardData?.getData("text/plain") ?? "";
    const place = table && isBlock(text) && selected(table);
    if (!place) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    paste({ table, text, ...place, number: performance.now() });
  };
  document.addEventListener("focusin", remember, { signal });
  window.addEventListener("paste", take, { capture: true, signal });
}

/**
 * The field in which a cell is typed floats above the page.
 * @param {EventTarget | null} target
 */
function isTyped(target) {
  return target instanceof Element && target.closest("#portal") !== null;
}

/**
 * @param {EventTarget | null} target
 * @returns {Editor | null}
 */
function editorOf(target) {
  if (!(target instanceof Element)) return null;
  return EDITORS.find((name) => target.closest(`.st-key-${name}`)) ?? null;
}

/**
 * One number, or one text, is the editor's own.
 * @param {string} text
 */
export function isBlock(text) {
  return /[\t\n\r]/.test(text.replace(/[\r\n]+$/, ""));
}

/**
 * The upper left corner of what is selected, without the column of checkboxes.
 * @param {Editor} editor
 */
function selected(editor) {
  const marked = `.st-key-${editor} [data-testid^="glide-cell-"][aria-selected="true"]`;
  const cells = [...document.querySelectorAll(marked)]
    .map((cell) => /** @type {HTMLElement} */ (cell).dataset.testid ?? "")
    .map((name) => name.split("-").slice(2).map(Number))
    .map(([column, row]) => ({ row, column: column - Number(editor === "table") }))
    .filter(({ column }) => column >= 0);
  if (!cells.length) return null;
  return {
    row: Math.min(...cells.map(({ row }) => row)),
    column: Math.min(...cells.map(({ column }) => column)),
  };
}
