// Step answers every click: of presses of a button that come while the server is busy Streamlit passes
// on just one, so the browser counts them itself, and tells how many there were.

const STEP = ".st-key-step button";

/**
 * @param {(steps: [since: number, count: number]) => void} tell
 * @param {AbortSignal} signal
 */
export function countSteps(tell, signal) {
  const since = Date.now();
  let count = 0;
  const hear = (/** @type {Event} */ event) => {
    const { target } = event;
    if (!(target instanceof Element) || !target.closest(STEP)) return;
    event.stopPropagation(); // Streamlit would tell of it as well
    count += 1;
    tell([since, count]);
  };
  document.addEventListener("click", hear, { capture: true, signal });
}
