// Small functions for the film and the walk; they stand before these in the same module.

const PATIENCE = 15000; // milliseconds to wait for Plotly, which Streamlit loads with its own charts

function brightTraces({ data }) {
  return data
    .map((trace, index) => ({ index, key: trace.meta?.series, part: trace.meta?.part }))
    .filter(({ part }) => part === "bright");
}

function bytes(base64) {
  return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0)).buffer;
}

function upperBound(sorted, value) {
  let low = 0, high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle] <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}

function merge(target, properties) {
  for (const [name, value] of Object.entries(properties)) {
    if (value && typeof value === "object" && !Array.isArray(value)) merge((target[name] ??= {}), value);
    else target[name] = value;
  }
}

function showReadouts(stage, { iteration, readouts }, goal) {
  for (const [name, text] of Object.entries(readouts)) {
    const place = stage.querySelector(`.readout-${name}`);
    if (name === "prediction") place.classList.toggle("several", text.includes(","));
    if (name === "iteration") showThousands(place, text);
    else if (place.textContent !== text) place.textContent = text;
  }
  stage.querySelector(".readout-goal").textContent = `of ${goal.toLocaleString("en")}`;
  const share = Math.min(1, iteration / goal);
  stage.querySelector(".readout-bar-filled").style.width = `${100 * share}%`;
}

// Streamlit's timeline is where the server is, some frames ahead of the film. While one plays, its
// number is the film's; React finds its own nodes there when it next writes into them.
function showOnTimeline(iteration) {
  const timeline = document.querySelector(".st-key-timeline");
  const field = timeline?.querySelector("input[type=range]");
  const number = timeline?.querySelector("[data-testid=stSliderThumbValue] p")?.firstChild;
  if (!field || !number) return;
  const hasCommas = timeline.querySelector("[data-testid=stSliderTickBar]")?.textContent.includes(",");
  const written = hasCommas ? iteration.toLocaleString("en") : `${iteration}`;
  if (field.valueAsNumber !== iteration) field.value = iteration;
  if (number.data === written) return;
  field.setAttribute("aria-valuetext", written);
  number.data = written;
}

function showThousands(place, digits) {
  if (place.textContent === digits) return;
  const groups = digits.replace(/\B(?=(\d{3})+$)/g, " ").split(" ");
  place.replaceChildren(...groups.map((group, number) => {
    const part = document.createElement("span");
    if (number) part.className = "thousands";
    part.textContent = group;
    return part;
  }));
}

// Plotly is Streamlit's own copy, which comes with its first chart; false when it never does.
async function plotlyComes() {
  const end = performance.now() + PATIENCE;
  while (!window.Plotly && performance.now() < end) await new Promise((wake) => setTimeout(wake, 30));
  return Boolean(window.Plotly);
}
