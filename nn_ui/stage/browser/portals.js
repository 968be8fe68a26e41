// What a button of Streamlit opens stands at the end of the document, many Tab stops away from it.
// Tab goes from the button into it, and from its last stop to the one after the button.

const OPENED = "[data-testid=stPopoverBody]";
const OPENER = "[data-testid=stPopoverButton][aria-expanded=true]";
const FOCUSABLE = "a[href], button, input, select, textarea, summary, [tabindex]";

/** @param {AbortSignal} signal */
export function watchPortals(signal) {
  const hear = (/** @type {KeyboardEvent} */ event) => {
    const opened = document.querySelector(OPENED);
    const opener = document.querySelector(OPENER);
    if (event.key !== "Tab" || !opened || !(opener instanceof HTMLElement)) return;
    const inside = stopsIn(opened);
    const outside = stopsIn(document.body).filter((stop) => !opened.contains(stop));
    const next = nextStop(document.activeElement, event.shiftKey, opener, inside, outside);
    if (!next) return;
    event.preventDefault();
    event.stopPropagation();
    next.focus();
  };
  window.addEventListener("keydown", hear, { capture: true, signal });
}

/**
 * Where Tab leads in another way than by itself.
 * @template Stop
 * @param {unknown} from
 * @param {boolean} isBack
 * @param {Stop} opener
 * @param {Stop[]} inside what was opened
 * @param {Stop[]} outside the rest of the page, with the opener
 * @returns {Stop | undefined}
 */
export function nextStop(from, isBack, opener, inside, outside) {
  const at = outside.indexOf(opener);
  const last = inside.length - 1;
  if (!isBack && from === opener) return inside[0];
  if (isBack && from === inside[0]) return outside[at];
  if (!isBack && from === inside[last]) return outside[at + 1];
  return isBack && from === outside[at + 1] ? inside[last] : undefined;
}

/**
 * @param {Element} place
 * @returns {HTMLElement[]}
 */
function stopsIn(place) {
  const all = /** @type {NodeListOf<HTMLElement>} */ (place.querySelectorAll(FOCUSABLE));
  return [...all].filter((stop) => {
    const isSeen = stop.checkVisibility({ visibilityProperty: true });
    return stop.tabIndex >= 0 && !stop.matches(":disabled") && isSeen;
  });
}
