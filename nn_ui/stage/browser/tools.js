// Small functions for the film and the walk; they stand before these in the same module.

const PATIENCE = 15000; // milliseconds to wait for Plotly, which Streamlit loads with its own charts

const SHOWN = "-shown"; // a readout as people see it, beside the number in full that programs read

const MOST_LETTERS = 11; // a longer readout is written in smaller letters

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
    const isForPeople = name.endsWith(SHOWN);
    const place = stage.querySelector(`.readout-${isForPeople ? name.slice(0, -SHOWN.length) : name}`);
    if (isForPeople) place.dataset.shown = text;
    else if (place.textContent !== text) place.textContent = text;
    place.classList.toggle("several", text.includes(", "));
    if (isForPeople || !(name + SHOWN in readouts)) place.classList.toggle("long", text.length > MOST_LETTERS);
  }
  stage.querySelector(".readout-goal").textContent = `of ${grouped(String(goal))}`;
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
  const written = grouped(String(iteration));
  if (field.valueAsNumber !== iteration) field.value = iteration;
  if (number.data === written) return;
  field.setAttribute("aria-valuetext", written);
  number.data = written;
}

// A number as `nn_core.tables.number_style.fixed` writes it; a test holds the two together.
function inStyle(value, places) {
  if (!Number.isFinite(value)) return "–";
  const size = Math.abs(value), sign = value < 0 ? "−" : "";
  if (size === 0) return size.toFixed(places);
  if (size >= 1e-4 && size < 1e7) {
    const text = size.toFixed(Math.max(places, -Math.floor(Math.log10(size))));
    if (Number(text) < 1e7) return sign + grouped(text);
  }
  const [mantissa, exponent] = size.toExponential(2).split("e");
  const raised = [...String(Number(exponent))].map((letter) => "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"["-0123456789".indexOf(letter)]).join("");
  return `${sign}${mantissa} × 10${raised}`;
}

// The digits before the point in groups of three, with commas.
function grouped(digits) {
  return digits.replace(/^\d+/, (whole) => whole.replace(/\B(?=(\d{3})+$)/g, ","));
}

// Plotly is Streamlit's own copy, which comes with its first chart; false when it never does.
async function plotlyComes() {
  const end = performance.now() + PATIENCE;
  while (!window.Plotly && performance.now() < end) await new Promise((wake) => setTimeout(wake, 30));
  return Boolean(window.Plotly);
}
