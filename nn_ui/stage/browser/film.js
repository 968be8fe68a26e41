// The film: it plays what the server has computed, and computes nothing of its own.
// A message holds figures (when they are new), the newest points of all curves, and frames, each
// due at its own second. At every animation frame of the browser the newest frame that is due is
// painted: the bright curves are cut there, the network diagram and the readouts are changed.

import { Address } from "./address.js";
import { ChartTable } from "./chart_table.js";
import { watchComplaints } from "./complaints.js";
import { lifeOf, part } from "./component.js";
import { Curves } from "./curves.js";
import { FigurePanel } from "./figure_panel.js";
import { watchGoTo } from "./go_to.js";
import { KeptRuns } from "./kept_runs.js";
import { Keys } from "./keys.js";
import { Motion } from "./motion.js";
import { NetworkPanel } from "./network.js";
import { OutputPanel } from "./output.js";
import { plotlyComes } from "./plotly.js";
import { watchPortals } from "./portals.js";
import { Readouts } from "./readouts.js";
import { Scrub } from "./scrub.js";
import { Seen } from "./seen.js";
import { Sound } from "./sound.js";
import { groupTimeline, showOnTimeline, watchButtons } from "./timeline.js";
import { Views } from "./views.js";
import { Voice } from "./voice.js";
import { Wish } from "./wish.js";

/** @import { Glance } from "./types/glance.d.ts" */
/** @import { Events } from "./types/events.d.ts" */
/** @import { Frame, Message } from "./types/message.d.ts" */
/** @import { Root } from "./types/streamlit.d.ts" */

export class Film {
  /** @type {<Name extends keyof Events>(name: Name, value: Events[Name]) => void} */
  tell = () => {}; // stage.js gives what tells the server
  /** @type {Message | undefined} */
  latest = undefined;
  /** @type {string | null} */
  scene = null;
  goal = 1;
  isLogTimeline = false;
  timing = { delay: 0, late: 0 }; // seconds; the server says how many
  curves = new Curves();
  /** @type {Frame[]} */
  frames = [];
  /** @type {Frame | null} */
  shown = null;
  /** @type {number | null} */
  clock = null; // the browser's second at which the server's play began
  lastSeconds = 0;
  endedAt = Number.NEGATIVE_INFINITY;
  isRunning = false;
  isHeld = false;
  hasHandOnTimeline = false; // until the server has heard where it let go
  motion = new Motion();

  /** @param {Root} root */
  constructor(root) {
    const { signal, cleanup } = lifeOf(root);
    this.signal = signal;
    this.cleanup = cleanup;
    this.stage = part(root, ".stage");
    this.stage.classList.add("stage-waiting");
    this.isReady = plotlyComes();
    this.isReady.then((isThere) => isThere || this.tell("no_plotly", Date.now()));
    this.readouts = new Readouts(this.stage);
    this.views = new Views(this);
    this.output = new OutputPanel(this, signal);
    this.figure = new FigurePanel(this, signal);
    this.network = new NetworkPanel(this);
    this.address = new Address(this, signal);
    this.kept = new KeptRuns(this);
    this.voice = new Voice(this.stage);
    this.sound = new Sound(signal);
    this.table = new ChartTable(this.stage);
    this.scrub = new Scrub(this, signal);
    this.wish = new Wish(this);
    this.seen = new Seen(this);
    watchButtons(this, signal);
    watchGoTo(this);
    watchComplaints(signal);
    new Keys(this, signal);
    watchPortals(signal);
  }

  // ---- what comes in ---------------------------------------------------------------------------

  /** @param {Message | Glance} message */
  async receive(message) {
    if ("glance" in message) return this.scrub.take(message);
    this.latest = message;
    this.sound.want(message.sound);
    this.output.strokes.forget(message.drawn);
    if (!this.address.show(message.link)) return;
    this.goal = message.goal;
    this.isLogTimeline = message.log_timeline;
    groupTimeline(this);
    const newest = message.frames.at(-1);
    // The numbers come first: they need no Plotly while it loads, and after Pause they stand still
    // before the charts have been drawn anew.
    const isStill = message.seconds === null;
    this.kept.show(message.kept);
    if (newest && (isStill || !window.Plotly)) this.showNumbers(newest);
    if (isStill) this.voice.hear(newest?.said, message.line);
    if (!(await this.isReady) || message !== this.latest) return;
    const isNew = message.scene !== this.scene;
    if (isNew && !message.figures) return this.tell("resend", Date.now());
    if (isNew) [this.curves, this.scrub.kept] = [new Curves(), new Map()];
    this.scene = message.scene;
    if (message.timing) this.timing = message.timing;
    if (!this.curves.add(message.points)) return this.tell("resend", Date.now());
    if (isStill) this.stop(); // before the charts are drawn, which are Plotly's own at rest
    this.views.show(message);
    this.schedule(message);
  }

  /** @param {Message} message */
  schedule(message) {
    const { seconds, frames, figures, timing } = message;
    if (seconds === null) return this.rest(message);
    const began = performance.now() / 1000 - seconds;
    const isFirst = this.clock === null || seconds < this.lastSeconds;
    if (isFirst || figures) this.frames = [];
    if (isFirst) {
      this.shown = null;
      this.isHeld = this.hasHandOnTimeline = false;
      this.wish.forget();
      this.seen.forget();
    }
    // A whole message answers what was pressed: nothing has stopped.
    if (timing && !this.seen.isAheadOf(message.seen)) this.isHeld = false;
    // The message that travelled fastest tells best when play began on the server.
    this.clock = isFirst ? began : Math.min(this.clock ?? began, began);
    this.lastSeconds = seconds;
    const last = this.frames.at(-1)?.time ?? this.shown?.time ?? -1;
    this.frames.push(...frames.filter((frame) => frame.time > last));
    this.run();
  }

  stop() {
    if (this.clock !== null) this.endedAt = performance.now();
    this.clock = null;
    this.sound.silence();
  }

  /** @param {Message} message */
  rest({ frames: [frame], asked }) {
    this.isHeld = this.hasHandOnTimeline = false;
    this.seen.forget();
    this.frames = [];
    if (this.scrub.isOn) {
      this.scrub.ask(); // while the film played nobody answered
      return this.paint(this.shown ?? frame);
    }
    this.wish.meet(asked);
    showOnTimeline(this.wish.place ?? frame.iteration, this);
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
      if (this.shown && !this.hasHandOnTimeline) showOnTimeline(this.shown.iteration, this);
      requestAnimationFrame(tick);
    };
    requestAnimationFrame(tick);
  }

  paintNext() {
    const now = performance.now();
    if (this.isHeld || this.clock === null || !this.motion.isDue(now)) return;
    const frame = this.newestDue(now / 1000 - this.clock - this.timing.delay);
    if (!frame) return;
    this.paint(frame);
    if (this.frames.length || !this.latest?.ends) return;
    this.latest.ends = false;
    this.tell("ended", Date.now()); // so that the page says so at once, not with its next look
  }

  /** @param {number} now */
  newestDue(now) {
    let due = 0;
    while (due < this.frames.length && this.frames[due].time <= now) due += 1;
    const found = this.frames.splice(0, due);
    // A frame that is overtaken by the next one has its words heard all the same.
    this.voice.hear(found.filter(({ said }) => said).at(-1)?.said, null);
    const newest = found.at(-1) ?? null;
    // Likewise its picture, of which there is one a piece.
    if (newest) newest.anew ??= found.filter(({ anew }) => anew).at(-1)?.anew;
    return newest;
  }

  /** @param {Frame} frame */
  paint(frame) {
    this.shown = frame;
    this.scrub.keep(frame);
    this.network.paint(frame, this.curves.keys, this.isMoving);
    if (this.output.isShown) this.output.paint(frame.picture);
    else if (this.figure.isShown) this.figure.paint(frame, this.curves.keys);
    if (this.isMoving) this.views.cut(frame);
    this.showNumbers(frame);
    if (this.clock !== null) this.sound.follow(frame.values[this.curves.keys.indexOf("loss")]);
    const { answers } = frame;
    if (answers) window.dispatchEvent(new CustomEvent("neuron-answers", { detail: answers }));
    this.stage.dataset.painted = String(Number(this.stage.dataset.painted ?? 0) + 1);
  }

  /** @param {Frame} frame */
  showNumbers(frame) {
    this.readouts.show(frame, this.goal);
    this.kept.paint(frame.kept);
  }

  // ---- what the learner does -------------------------------------------------------------------

  /** Whether the charts are to follow at once; at rest Plotly draws them. */
  get isMoving() {
    return this.clock !== null || this.scrub.isOn;
  }

  /** Stop what plays at once, before the server has answered. */
  hold() {
    this.isHeld = this.clock !== null;
    this.sound.silence();
  }

  /** @param {number} iteration */
  goTo(iteration) {
    this.hold();
    this.wish.ask(iteration);
    this.tell("goto", iteration);
  }

  /** The learner's hand is on the timeline, whose value may still be taken for one of the film's. */
  holdTimeline() {
    this.hold();
    const hasJustPlayed = this.isHeld || performance.now() - this.endedAt < 1000 * this.timing.late;
    this.hasHandOnTimeline ||= hasJustPlayed;
    if (hasJustPlayed) this.tell("grab", Date.now());
  }
}
