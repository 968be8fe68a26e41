// Clicks on Plotly's drawing that Plotly itself may not tell of: it lays a cover over the page at the
// press, and looks for a point under the pointer, which the next picture may have taken away.

/** @import { Plot } from "./types/plotly.d.ts" */

const AREA = ".nsewdrag"; // where Plotly hears the pointer; its menu lies over it
const UNMOVED = 4; // pixels that a pointer may move during a click

/**
 * Whether the pointer is inside the axes.
 * @param {Plot} plot
 * @param {EventTarget | null} target
 */
export function isInside(plot, target) {
  return target instanceof Element && plot.contains(target) && target.matches(AREA);
}

/**
 * Call `act` with each release of the main button near where `isMeant` held for its press.
 * @param {(press: PointerEvent) => boolean} isMeant
 * @param {(release: PointerEvent) => void} act
 * @param {AbortSignal} signal
 */
export function watchClicks(isMeant, act, signal) {
  /** @type {PointerEvent | null} */
  let pressed = null;
  const press = (/** @type {PointerEvent} */ event) => {
    pressed = isMeant(event) && event.button === 0 ? event : null;
  };
  const release = (/** @type {PointerEvent} */ event) => {
    const from = pressed;
    pressed = null;
    if (!from || event.type === "pointercancel") return;
    const way = Math.hypot(event.clientX - from.clientX, event.clientY - from.clientY);
    if (way <= UNMOVED) act(event);
  };
  const how = { capture: true, signal };
  window.addEventListener("pointerdown", press, how);
  window.addEventListener("pointerup", release, how);
  window.addEventListener("pointercancel", release, how);
}
