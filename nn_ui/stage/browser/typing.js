// A number that is typed quickly over a cell of Streamlit's grid would lose its first digits: each
// key that comes before the grid's editor is there opens it anew, with that key alone. So the keys
// after the first one wait here, and are written into the editor when it has the focus. An editor that
// is closed in the same moment as the last digit comes would take nothing: what closes it waits, too.

const GRID = ".st-key-table canvas, .st-key-new_example canvas";
const ENDS = ["Enter", "Tab"]; // the keys that take a cell as it is written
// Not every key opens an editor: Space on a row's number ticks it. Who goes on types elsewhere.
const LEAVES = /^(Arrow|Page|Home|End|Escape)/;
const EDITOR = "#portal textarea, #portal input";
const KNOWN_AFTER = 60; // milliseconds from a digit until the grid knows of it
const PATIENCE = 15000; // milliseconds in which the editor comes; its code may have to be loaded

/**
 * Whether a key writes, as opposed to one that moves or commands.
 * @param {{ key: string, ctrlKey: boolean, altKey: boolean, metaKey: boolean }} event
 */
export function writes({ key, ctrlKey, altKey, metaKey }) {
  return key.length === 1 && !ctrlKey && !altKey && !metaKey;
}

/** @param {AbortSignal} signal */
export function keepTyped(signal) {
  /** @type {string[]} */
  let waiting = [];
  let openedAt = Number.NEGATIVE_INFINITY;
  let typedAt = Number.NEGATIVE_INFINITY;
  const stop = () => {
    openedAt = Number.NEGATIVE_INFINITY;
    waiting = [];
  };
  const write = () => {
    const isLate = performance.now() - openedAt > PATIENCE;
    const editor = document.activeElement;
    if (isLate) return stop();
    if (!editor?.matches(EDITOR)) return void requestAnimationFrame(write);
    for (const key of waiting) if (!ENDS.includes(key)) put(editor, key);
    typedAt = performance.now();
    const ending = waiting.find((key) => ENDS.includes(key));
    if (ending) end(editor, ending);
    stop();
  };
  /**
   * @param {Element} editor
   * @param {string} key
   */
  const end = (editor, key) => {
    // No longer than that: what is typed next is for the next cell.
    setTimeout(() => put(editor, key), typedAt + KNOWN_AFTER - performance.now());
  };
  const hear = (/** @type {KeyboardEvent} */ event) => {
    // The grid keeps its cells as elements inside of the canvas, and focuses these.
    // The editor has keys of its own just before those that wait are in it.
    const isOpening = openedAt > Number.NEGATIVE_INFINITY;
    const { target, key } = event;
    if (!(event.isTrusted && target instanceof Element)) return;
    const editor = target.closest(EDITOR);
    if (!editor && !target.closest(GRID)) return;
    if (LEAVES.test(key)) stop();
    const isEnd = ENDS.includes(key) && !event.shiftKey;
    const isTooSoon = performance.now() - typedAt < KNOWN_AFTER;
    if (writes(event)) typedAt = performance.now();
    const isHeld = isOpening ? writes(event) || isEnd : editor && isEnd && isTooSoon;
    if (isHeld) {
      event.preventDefault();
      event.stopImmediatePropagation();
      if (isOpening) waiting.push(key);
      else end(target, key);
    } else if (!editor && writes(event)) {
      openedAt = performance.now();
      requestAnimationFrame(write);
    }
  };
  window.addEventListener("keydown", hear, { capture: true, signal });
  window.addEventListener("pointerdown", stop, { capture: true, signal });
}

/**
 * @param {Element} editor
 * @param {string} key
 */
function put(editor, key) {
  if (key.length === 1) document.execCommand("insertText", false, key);
  else editor.dispatchEvent(new KeyboardEvent("keydown", { key, code: key, bubbles: true }));
}
