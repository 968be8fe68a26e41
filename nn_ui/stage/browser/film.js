// The film: it plays what the server has computed, and computes nothing of its own.
//
// A message holds figures (when they are new), the newest points of all curves, and frames, each
// due at its own second. At every animation frame of the browser the newest frame that is due is
// painted: the bright curves are cut there, the network diagram and the readouts are changed.

import { Address } from "./address.js";
import { lifeOf, part } from "./component.js";
import { Curves } from "./curves.js";
import { NetworkPanel } from "./network.js";
import { OutputPanel } from "./output.js";
import { plotlyComes } from "./plotly.js";
import { showReadouts } from "./readouts.js";
import { groupTimeline, showOnTimeline, watchHands } from "./timeline.js";
import { Views } from "./views.js";

/** @import { Events, Frame, Message } from "./types/message.d.ts" */
/** @import { Root } from "./types/streamlit.d.ts" */

export class Film {
  /** @type {<Name extends keyof Events>(name: Name, value: Events[Name]) => void} */
  tell = () => {}; // stage.js gives what tells the server
  /** @type {Message | undefined} */
  latest = undefined;
  /** @type {string | null} */
  scene = null;
  goal = 0;
  timing = { delay: 0, late: 0 }; // seconds; the server says how many
  curves = new Curves();
  /** @type {Frame[]} */
  frames = [];
  /** @type {Frame | null} */
  shown = null;
  /** @type {Frame | null} */
  half = null; // what is painted in two of the four views
  rowsAreDue = false;
  /** @type {number | null} */
  clock = null; // the browser's second at which the server's play began
  lastSeconds = 0;
  endedAt = Number.NEGATIVE_INFINITY;
  isRunning = false;
  isHeld = false;
  hasHandOnTimeline = false;

  /** @param {Root} root */
  constructor(root) {
    const { signal, cleanup } = lifeOf(root);
    this.signal = signal;
    this.cleanup = cleanup;
    this.stage = part(root, ".stage");
    this.stage.classList.add("stage-waiting");
    this.isReady = plotlyComes();
    this.isReady.then((isThere) => isThere || this.tell("no_plotly", Date.now()));
    this.views = new Views(this);
    this.output = new OutputPanel(this, signal);
    this.network = new NetworkPanel(this);
    this.address = new Address(this, signal);
    watchHands(this, signal);
  }

  // ---- what comes in ---------------------------------------------------------------------------

  /** @param {Message} message */
  async receive(message) {
    this.latest = message;
    this.output.strokes.forget(message.drawn);
    if (!this.address.show(message.link)) return;
    groupTimeline(this.signal);
    const newest = message.frames.at(-1);
    // The numbers come first: they need no Plotly while it loads, and after Pause they stand still
    // before the charts have been drawn anew.
    const isStill = message.seconds === null;
    if (newest && (isStill || !window.Plotly)) showReadouts(this.stage, newest, message.goal);
    if (!(await this.isReady) || message !== this.latest) return;
    const isNew = message.scene !== this.scene;
    if (isNew && !message.figures) return this.tell("resend", Date.now());
    if (isNew) this.curves = new Curves();
    this.scene = message.scene;
    this.goal = message.goal;
    if (message.timing) this.timing = message.timing;
    if (!this.curves.add(message.points)) return this.tell("resend", Date.now());
    if (message.figures) this.views.draw(message, message.figures);
    else this.views.changeRanges(message.ranges, message.exponents);
    this.schedule(message);
  }

  /** @param {Message} message */
  schedule({ seconds, frames, figures, timing }) {
    if (seconds === null) return this.rest(frames[0]);
    const began = performance.now() / 1000 - seconds;
    const isFirst = this.clock === null || seconds < this.lastSeconds;
    if (isFirst || figures) this.frames = [];
    if (isFirst) {
      this.shown = null;
      this.isHeld = this.hasHandOnTimeline = false;
    }
    // A whole message answers what was pressed: nothing has stopped.
    if (timing) this.isHeld = false;
    // The message that travelled fastest tells best when play began on the server.
    this.clock = isFirst ? began : Math.min(this.clock ?? began, began);
    this.lastSeconds = seconds;
    const last = this.frames.at(-1)?.time ?? this.shown?.time ?? -1;
    this.frames.push(...frames.filter((frame) => frame.time > last));
    this.run();
  }

  /** @param {Frame} frame */
  rest(frame) {
    if (this.clock !== null) this.endedAt = performance.now();
    this.clock = null;
    this.isHeld = this.hasHandOnTimeline = false;
    this.frames = [];
    showOnTimeline(frame.iteration);
    this.paint(frame);
  }

  // ---- drawing ---------------------------------------------------------------------------------

  run() {
    if (this.isRunning) return;
    this.isRunning = true;
    const tick = () => {
      this.isRunning = !this.signal.aborted && this.clock !== null;
      if (!this.isRunning) return;
      this.paintNext();
      if (this.shown && !this.hasHandOnTimeline) showOnTimeline(this.shown.iteration);
      requestAnimationFrame(tick);
    };
    requestAnimationFrame(tick);
  }

  paintNext() {
    if (this.half) {
      this.paintOtherHalf(this.half);
      this.half = null;
    } else if (!this.isHeld && this.clock !== null) {
      this.half = this.newestDue(performance.now() / 1000 - this.clock - this.timing.delay);
      if (this.half) this.paintHalf(this.half);
    }
  }

  /** @param {number} now */
  newestDue(now) {
    let due = 0;
    while (due < this.frames.length && this.frames[due].time <= now) due += 1;
    return this.frames.splice(0, due).at(-1) ?? null;
  }

  /** @param {Frame} frame */
  paint(frame) {
    this.half = null;
    this.rowsAreDue = true;
    this.paintHalf(frame);
    this.paintOtherHalf(frame);
  }

  /**
   * Four views take longer than one animation frame of the browser has, and a page that misses
   * frames feels sluggish: so two of them are painted in one frame and two in the next.
   * @param {Frame} frame
   */
  paintHalf(frame) {
    this.shown = frame;
    this.network.paint(frame, this.curves.keys, this.clock !== null);
    if (this.output.isShown) this.output.paint(frame.picture);
    else this.views.cut("prediction", frame);
    this.rowsAreDue = !this.rowsAreDue;
    showReadouts(this.stage, frame, this.goal);
  }

  /** @param {Frame} frame */
  paintOtherHalf(frame) {
    this.views.cut("loss", frame);
    this.views.cut("weights", frame);
    const { answers } = frame;
    if (answers) window.dispatchEvent(new CustomEvent("neuron-answers", { detail: answers }));
    this.stage.dataset.painted = String(Number(this.stage.dataset.painted ?? 0) + 1);
  }

  // ---- what the learner does -------------------------------------------------------------------

  /** Stop what plays at once, before the server has answered. */
  hold() {
    this.isHeld = this.clock !== null;
  }

  /** Whether the server may still take the timeline's value for one of the film's. */
  get hasJustPlayed() {
    return this.isHeld || performance.now() - this.endedAt < 1000 * this.timing.late;
  }
}
