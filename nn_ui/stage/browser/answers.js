// The network's answer for each row of the table: the server's at rest, the film's while it plays. A click on one
// chooses its row, which "One step in numbers" then follows. The answers scroll with the table.

const TABLE = ".st-key-table .dvn-scroller";

export default function ({ data, parentElement, setTriggerValue }) {
  const list = parentElement.querySelector(".answers");
  list.choose = (row) => setTriggerValue("row", row);
  list.paste = (block) => setTriggerValue("paste", block);
  list.table = data;
  show(list, data);
  if (list.isListening) return;
  list.isListening = true;
  listen(list, window, "neuron-answers", ({ detail }) => show(list, detail));
  // Scrolling does not bubble, and a new table has an editor of its own: so the document listens, before it gets there.
  listen(list, document, "scroll", ({ target }) => target.matches?.(TABLE) && follow(list), true);
  listenForPaste(list, (block) => list.paste(block));
  list.addEventListener("wheel", scrollTable, { passive: false });
}

function listen(list, target, name, heard, isCaptured = false) {
  const hear = (event) => {
    if (list.isConnected) heard(event);
    else target.removeEventListener(name, hear, isCaptured);
  };
  target.addEventListener(name, hear, isCaptured);
}

function follow(list) {
  const table = document.querySelector(TABLE);
  if (table) list.scrollTop = table.scrollTop;
}

function scrollTable(event) {
  const table = document.querySelector(TABLE);
  if (!table) return;
  const before = table.scrollTop;
  table.scrollTop += event.deltaY;
  if (table.scrollTop !== before) event.preventDefault();
}

function show(list, answers) {
  const { places, n_rows, n_waiting } = list.table;
  if (list.children.length !== n_rows + 1) {
    list.replaceChildren(head(), ...Array.from({ length: n_rows }, (_, row) => line(row)));
  }
  list.classList.toggle("several", (answers.output[0] ?? []).length > 1);
  for (let row = 0; row < n_rows; row++) {
    const one = list.children[row + 1];
    const place = row >= n_rows - n_waiting ? "waiting" : places ? places[row] : row;
    if (answers.output[place]) answer(list, one, place, answers);
    else noAnswer(one, place === "waiting");
  }
  follow(list);
}

function answer(list, one, place, { output, correct, n_training, threshold }) {
  const side = correct[place] ? "right" : "wrong";
  const values = output[place].join(" ");
  const isTest = place >= n_training;
  one.children[1].textContent = threshold === null ? "" : correct[place] ? "✓" : "✗";
  one.children[2].textContent = values;
  one.title = [
    isTest ? "Test row, held back from training. " : "",
    values,
    threshold === null ? "" : `: on the ${side} side of ${threshold}`,
  ].join("");
  one.className = threshold === null ? "" : side;
  one.classList.toggle("test", isTest);
  one.classList.toggle("first-test", isTest && place === n_training);
  one.classList.toggle("chosen", place === list.table.chosen);
  // "One step in numbers" follows training rows only: the others take no part in a step.
  one.onclick = () => isTest || list.choose(place);
}

function noAnswer(one, isWaiting) {
  one.children[1].textContent = "";
  one.children[2].textContent = isWaiting ? "waits" : "–";
  one.title = isWaiting ? "Not used until it is complete" : "No answer: this row is not in the table that is trained";
  one.className = isWaiting ? "waiting" : "unknown";
  one.onclick = null;
}

function head() {
  const place = document.createElement("div");
  place.className = "answers-head";
  place.textContent = "Answer";
  return place;
}

function line(row) {
  const place = document.createElement("div");
  place.setAttribute("role", "listitem");
  for (const name of ["number", "mark", "output"]) {
    const part = document.createElement("span");
    part.className = name;
    place.append(part);
  }
  place.firstChild.textContent = row + 1;
  return place;
}
