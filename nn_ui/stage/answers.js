// The network's answer for each row of the table: the server's at rest, the film's while it plays. A click on one
// chooses its row, which "One step in numbers" then follows.

export default function ({ data, parentElement, setTriggerValue }) {
  const list = parentElement.querySelector(".answers");
  list.choose = (row) => setTriggerValue("row", row);
  list.chosen = data.chosen;
  show(list, data);
  if (list.isListening) return;
  list.isListening = true;
  const follow = ({ detail }) => {
    if (list.isConnected) show(list, detail);
    else window.removeEventListener("neuron-answers", follow);
  };
  window.addEventListener("neuron-answers", follow);
}

function show(list, { output, correct, n_training, threshold }) {
  if (list.children.length !== output.length + 1) {
    list.replaceChildren(head(), ...output.map((_, row) => line(row, list)));
  }
  output.forEach((values, row) => {
    const place = list.children[row + 1];
    const side = correct[row] ? "right" : "wrong";
    const isTest = row >= n_training;
    place.children[1].textContent = threshold === null ? "" : correct[row] ? "✓" : "✗";
    place.children[2].textContent = values.join(" ");
    place.title = [
      isTest ? "Test row, held back from training. " : "",
      values.join(" "),
      threshold === null ? "" : `: on the ${side} side of ${threshold}`,
    ].join("");
    place.className = threshold === null ? "" : side;
    place.classList.toggle("test", isTest);
    place.classList.toggle("first-test", isTest && row === n_training);
    place.classList.toggle("chosen", row === list.chosen);
  });
}

function head() {
  const place = document.createElement("div");
  place.className = "answers-head";
  place.textContent = "Answer";
  return place;
}

function line(row, list) {
  const place = document.createElement("div");
  place.setAttribute("role", "listitem");
  // "One step in numbers" follows training rows only: the others take no part in a step.
  place.addEventListener("click", () => place.classList.contains("test") || list.choose(row));
  for (const name of ["number", "mark", "output"]) {
    const part = document.createElement("span");
    part.className = name;
    place.append(part);
  }
  place.firstChild.textContent = row + 1;
  return place;
}
