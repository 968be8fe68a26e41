// The network's answer for each row of the table: the server's at rest, the film's while it plays. A
// click on one chooses its row, which "One step in numbers" then follows. The answers scroll with the
// table.

import { lifeOf, part } from "./component.js";
import { listenForPaste } from "./paste.js";
import { countSteps } from "./steps.js";
import { rewrite } from "./texts.js";
import { keepTyped } from "./typing.js";

/** @import { AnswersEvents } from "./types/events.d.ts" */
/** @import { Answers, Table } from "./types/message.d.ts" */
/** @import { Component } from "./types/streamlit.d.ts" */

const ROW_HEIGHT = 35; // pixels, of the table editor
const TABLE = ".st-key-table .dvn-scroller";

/** @param {Component<Answers & Table, AnswersEvents>} component */
export default function ({ data, parentElement: root, setTriggerValue }) {
  root.answers ??= new AnswersList(part(root, ".answers"));
  const { answers } = root;
  answers.tell = setTriggerValue;
  answers.table = data;
  answers.isNew = true;
  answers.show(data);
  return lifeOf(root, (signal) => answers.watch(signal)).cleanup;
}

export class AnswersList {
  /** @type {<Name extends keyof AnswersEvents>(name: Name, value: AnswersEvents[Name]) => void} */
  tell = () => {};
  /** @type {Table} */
  table = { chosen: null, marked: [], places: null, cells: null, n_rows: 0, n_waiting: 0 };
  /** @type {string[]} */
  told = []; // what each line shows
  isNew = true; // the table, which may be scrolled

  /** @param {HTMLElement} list */
  constructor(list) {
    this.list = list;
  }

  /** @param {AbortSignal} signal */
  watch(signal) {
    window.addEventListener("neuron-answers", ({ detail }) => this.show(detail), { signal });
    // Scrolling does not bubble, and a new table has an editor of its own: so the document listens,
    // before it gets there.
    const scroll = (/** @type {Event} */ { target }) => {
      if (target instanceof Element && target.matches(TABLE)) this.follow();
    };
    document.addEventListener("scroll", scroll, { capture: true, signal });
    listenForPaste((block) => this.tell("paste", block), signal);
    countSteps((steps) => this.tell("steps", steps), signal);
    keepTyped(signal);
    this.list.addEventListener("wheel", scrollTable, { passive: false });
    this.list.addEventListener("keydown", scrollByKey);
  }

  follow() {
    const table = document.querySelector(TABLE);
    if (table) this.list.scrollTop = table.scrollTop;
  }

  /** @param {Answers} answers */
  show(answers) {
    const { n_rows, cells } = this.table;
    if (this.list.children.length !== n_rows + 1) {
      const lines = Array.from({ length: n_rows }, (_, row) => line(row));
      this.list.replaceChildren(head(), ...lines);
      this.told = [];
    }
    this.list.classList.toggle("several", (answers.output[0] ?? []).length > 1);
    const lines = /** @type {HTMLElement[]} */ ([...this.list.children].slice(1));
    lines.forEach((line, row) => {
      const place = placeOf(row, this.table);
      const told = JSON.stringify([place, cells?.[row], this.sayingOf(place, answers)]);
      if (told === this.told[row]) return;
      this.told[row] = told;
      rewrite(line.children[3], cells?.[row] ?? "");
      if (place !== null && answers.output[place]) this.showAnswer(line, place, answers);
      else showNoAnswer(line, place === null);
    });
    // Asking where the table is scrolled to makes the browser lay the page out, in every frame.
    if (this.isNew) this.follow();
    this.isNew = false;
  }

  /**
   * All that a row's line tells of its answer: a film changes few of many rows in a frame.
   * @param {number | null} place
   * @param {Answers} answers
   */
  sayingOf(place, { output, words, correct, n_training, threshold }) {
    if (place === null) return null;
    const { chosen, marked } = this.table;
    const look = [place === chosen, marked.includes(place), n_training, threshold];
    return [output[place], words?.[place], correct[place], ...look];
  }

  /**
   * @param {HTMLElement} line
   * @param {number} place
   * @param {Answers} answers
   */
  showAnswer(line, place, { output, words, correct, n_training, threshold }) {
    const isRight = correct[place];
    const numbers = output[place];
    const values = words
      ? numbers.map((number, at) => `${words[place][at]} ${number}`.trim())
      : numbers;
    const isTest = place >= n_training;
    const side = `: on the ${isRight ? "right" : "wrong"} side of ${threshold}`;
    const told = threshold === null ? "" : side;
    rewrite(line.children[1], threshold === null ? "" : isRight ? "✓" : "✗");
    if (words)
      line.children[2].replaceChildren(
        ...numbers.map((number, at) => answer(number, words[place][at])),
      );
    else rewrite(line.children[2], numbers.join(" "));
    line.title = `${isTest ? "Test row, held back from training. " : ""}${values.join(" ")}${told}`;
    line.className = threshold === null ? "" : isRight ? "right" : "wrong";
    line.classList.toggle("test", isTest);
    line.classList.toggle("first-test", isTest && place === n_training);
    line.classList.toggle("chosen", place === this.table.chosen);
    const isMarked = this.table.marked.includes(place);
    line.classList.toggle("marked", isMarked);
    if (isMarked) line.title += ", named in the sentence under the buttons";
    // "One step in numbers" follows training rows only: the others take no part in a step.
    line.onclick = isTest ? null : () => this.tell("row", place);
  }
}

/**
 * A number, and the word that it belongs to in front, which is cut where there is no room for it.
 * @param {string} number
 * @param {string} word
 */
function answer(number, word) {
  const both = document.createElement("span");
  const shown = document.createElement("span");
  shown.className = "word";
  shown.textContent = word;
  both.append(shown, ` ${number}`);
  return both;
}

/**
 * The place of a row of the table among the answers; null for one that waits to be complete, and
 * one beyond them for one that is not in the table that is trained.
 * @param {number} row
 * @param {Table} table
 */
export function placeOf(row, { places, n_rows, n_waiting }) {
  if (row >= n_rows - n_waiting) return null;
  return places ? (places[row] ?? -1) : row;
}

/**
 * @param {HTMLElement} line
 * @param {boolean} isWaiting
 */
function showNoAnswer(line, isWaiting) {
  line.children[1].textContent = "";
  line.children[2].textContent = isWaiting ? "waits" : "–";
  line.title = isWaiting
    ? "Not used until it is complete"
    : "No answer: this row is not in the table that is trained";
  line.className = isWaiting ? "waiting" : "unknown";
  line.onclick = null;
}

/** @param {WheelEvent} event */
function scrollTable(event) {
  const table = document.querySelector(TABLE);
  if (!table) return;
  const before = table.scrollTop;
  table.scrollTop += event.deltaY;
  if (table.scrollTop !== before) event.preventDefault();
}

/** @param {KeyboardEvent} event */
function scrollByKey(event) {
  const rows = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10 }[event.key];
  const table = document.querySelector(TABLE);
  if (!rows || !table) return;
  event.preventDefault();
  table.scrollTop += rows * ROW_HEIGHT;
}

function head() {
  const place = document.createElement("div");
  place.className = "answers-head";
  place.textContent = "Answer";
  return place;
}

/** @param {number} row */
function line(row) {
  const place = document.createElement("div");
  place.setAttribute("role", "listitem");
  for (const name of ["number", "mark", "output", "cells"]) {
    const part = document.createElement("span");
    part.className = name;
    place.append(part);
  }
  place.children[0].textContent = String(row + 1);
  return place;
}
