// Experiments that an address has no room for, kept by the browser for as long as the tab is open.

const KEPT = "neuron-experiment-";

/** @param {string | undefined} experiment */
export function keptWhole(experiment) {
  try {
    return sessionStorage.getItem(KEPT + experiment);
  } catch {
    return null; // a browser may be told to keep nothing
  }
}

/**
 * There is room for some thirty of the largest; the next one takes the place of all of them.
 * @param {string} experiment
 * @param {string} whole
 */
export function keepWhole(experiment, whole) {
  if (isKept(experiment, whole)) return;
  for (const key of Object.keys(sessionStorage)) {
    if (key.startsWith(KEPT)) sessionStorage.removeItem(key);
  }
  isKept(experiment, whole);
}

/**
 * False where there is no room; a browser that keeps nothing is not asked again.
 * @param {string} experiment
 * @param {string} whole
 */
function isKept(experiment, whole) {
  try {
    sessionStorage.setItem(KEPT + experiment, whole);
    return true;
  } catch (error) {
    return !(error instanceof DOMException && error.name === "QuotaExceededError");
  }
}
