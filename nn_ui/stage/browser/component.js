// What every component needs: the elements of its own HTML, and an end to all that it listens to.

/** @import { Root } from "./types/streamlit.d.ts" */

/**
 * The element that a component's own HTML has at `selector`.
 * @param {Element} root
 * @param {string} selector
 */
export function part(root, selector) {
  const found = root.querySelector(selector);
  if (!(found instanceof HTMLElement)) throw new Error(`The component has no ${selector}.`);
  return found;
}

/**
 * The life of the component at `root`: it begins with the first message, and `signal` ends it when
 * Streamlit calls the cleanup, since it has removed the component.
 * @param {Root} root
 * @param {(signal: AbortSignal) => void} [begin]
 */
export function lifeOf(root, begin) {
  const isNew = !root.life;
  root.life ??= new AbortController();
  const { signal } = root.life;
  if (isNew) begin?.(signal);
  return { signal, cleanup: cleanup(root, root.life) };
}

/**
 * Streamlit also calls a cleanup where a message is overtaken by the next one, which finds the
 * component still there.
 * @param {{ isConnected: boolean }} root
 * @param {AbortController} life
 */
export function cleanup(root, life) {
  return () => {
    if (!root.isConnected) life.abort();
  };
}

/**
 * How many times as large an element is seen as it is laid out; see stage.css.
 * @param {HTMLElement} element
 */
export function sizeOf(element) {
  return element.getBoundingClientRect().width / element.offsetWidth || 1;
}

/**
 * Call `act` whenever the size of `element` has changed.
 * @param {Element} element
 * @param {() => void} act
 * @param {AbortSignal} signal
 */
export function watchSize(element, act, signal) {
  const observer = new ResizeObserver(act);
  observer.observe(element);
  signal.addEventListener("abort", () => observer.disconnect());
}
