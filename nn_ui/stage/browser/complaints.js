// Streamlit has no words for "this field holds what cannot be used": a complaint is made an alert
// here, and its field says that it is wrong, and what the sentence about it is.

const COMPLAINT = "st-key-complaint_";
const FIELDS = ":is(input, textarea, [role=grid])";
// What changes thirty times a second holds no complaint; the last one is where Plotly measures texts.
const MOVING = ".stage, .answers, .st-key-timeline, #js-plotly-tester";

/** @param {AbortSignal} signal */
export function watchComplaints(signal) {
  const look = (/** @type {MutationRecord[]} */ records) => {
    if (records.some(({ target }) => !isMoving(target))) markComplaints(document);
  };
  const observer = new MutationObserver(look);
  observer.observe(document.body, { childList: true, subtree: true });
  signal.addEventListener("abort", () => observer.disconnect());
  markComplaints(document);
}

/** @param {Node} place */
function isMoving(place) {
  return place instanceof Element && place.closest(MOVING) !== null;
}

/** @param {ParentNode} page */
export function markComplaints(page) {
  /** @type {Set<Element>} */
  const wrong = new Set();
  for (const box of page.querySelectorAll(`[class*="${COMPLAINT}"]`)) {
    const where = whereOf(box.className);
    box.setAttribute("role", "alert");
    box.id = `complaint-${where}`;
    for (const field of page.querySelectorAll(`.st-key-${where} ${FIELDS}`)) {
      wrong.add(field);
      if (field.getAttribute("aria-describedby") === box.id) continue;
      field.setAttribute("aria-describedby", box.id);
      if (!field.matches("[role=grid]")) field.setAttribute("aria-invalid", "true");
    }
  }
  for (const field of page.querySelectorAll('[aria-describedby^="complaint-"]')) {
    if (wrong.has(field)) continue;
    field.removeAttribute("aria-describedby");
    field.removeAttribute("aria-invalid");
  }
}

/**
 * The key of the field that a complaint is about.
 * @param {string} classes
 */
export function whereOf(classes) {
  const own = classes.split(/\s+/).find((one) => one.startsWith(COMPLAINT)) ?? "";
  return own.slice(COMPLAINT.length);
}
