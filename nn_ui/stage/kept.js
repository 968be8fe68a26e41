// Experiments that an address has no room for, kept by the browser for as long as the tab is open.

const KEPT = "neuron-experiment-";

function keptWhole(experiment) {
  try {
    return sessionStorage.getItem(KEPT + experiment);
  } catch {
    return null; // a browser may be told to keep nothing
  }
}

function keepWhole(experiment, whole) {
  try {
    sessionStorage.setItem(KEPT + experiment, whole);
  } catch {
    forgetAll();
  }
}

// There is room for some thirty of the largest; after that the next ones are kept.
function forgetAll() {
  try {
    Object.keys(sessionStorage).filter((key) => key.startsWith(KEPT)).forEach((key) => sessionStorage.removeItem(key));
  } catch {
    // nothing was kept
  }
}
