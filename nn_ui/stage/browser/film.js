// The film: it plays what the server has computed, and computes nothing of its own.
//
// A message holds figures (when they are new), the newest points of all curves, and frames, each
// due at its own second. At every animation frame of the browser the newest frame that is due is
// painted: the bright curves are cut there, the network diagram and the readouts are changed.

const DELAY = 0.15; // seconds behind the server, so that a piece that is a little late does not show
const STILL = { mode: "immediate", transition: { duration: 0 }, frame: { duration: 0, redraw: false } };
const TIME_VIEWS = ["loss", "weights", "prediction"];

// stage.js waits for it.
export default function () {
  window.neuronFilm = Film;
}

class Film {
  constructor(root) {
    this.root = root;
    this.stage = root.querySelector(".stage");
    this.scene = null;
    this.frames = [];
    this.clock = null; // the browser's second at which the server's play began
    this.stage.classList.add("stage-waiting");
    this.isReady = plotlyComes();
    this.isReady.then((isThere) => isThere || this.tell("no_plotly", Date.now()));
    this.output = new OutputPanel(this);
    this.network = new NetworkPanel(this);
    this.address = new Address(this);
    watchHands(this);
  }

  // ---- what comes in ---------------------------------------------------------------------------

  async receive(message) {
    this.latest = message;
    this.output.forget(message.drawn);
    if (!this.address.show(message.link)) return;
    groupTimeline();
    const newest = message.frames.at(-1);
    // The numbers come first: they need no Plotly while it loads, and after Pause they stand still
    // before the charts have been drawn anew.
    const isStill = message.seconds === null;
    if (newest && (isStill || !window.Plotly)) showReadouts(this.stage, newest, message.goal);
    if (!(await this.isReady)) return;
    if (message !== this.latest) return;
    if (message.scene !== this.scene && !message.figures) return this.tell("resend", Date.now());
    const isNew = message.scene !== this.scene;
    this.scene = message.scene;
    this.goal = message.goal;
    if (!this.addPoints(message.points, isNew)) return this.tell("resend", Date.now());
    if (message.figures) this.draw(message);
    else this.changeRanges(message.ranges, message.exponents);
    this.schedule(message);
  }

  schedule(message) {
    if (message.seconds === null) {
      if (this.clock !== null) this.endedAt = performance.now();
      this.clock = null;
      this.isHeld = this.hasHandOnTimeline = false;
      this.frames = [];
      showOnTimeline(message.frames[0].iteration);
      this.paint(message.frames[0]);
      return;
    }
    const began = performance.now() / 1000 - message.seconds;
    const isFirst = this.clock === null || message.seconds < this.lastSeconds;
    if (isFirst || message.figures) this.frames = [];
    if (isFirst) {
      this.shown = null;
      this.isHeld = this.hasHandOnTimeline = false;
    }
    // A whole message answers what was pressed: nothing has stopped.
    if (message.whole) this.isHeld = false;
    // The message that travelled fastest tells best when play began on the server.
    this.clock = isFirst ? began : Math.min(this.clock, began);
    this.lastSeconds = message.seconds;
    const last = this.frames.at(-1)?.time ?? this.shown?.time ?? -1;
    this.frames.push(...message.frames.filter((frame) => frame.time > last));
    this.run();
  }

  addPoints({ first, iterations, keys, kind, values }, isNew) {
    const times = new Int32Array(bytes(iterations));
    const rows = new (kind === "f8" ? Float64Array : Float32Array)(bytes(values));
    if (isNew || !this.times) this.times = [], this.series = {};
    if (first > this.times.length) return false;
    this.keys = keys;
    this.times.splice(first, Infinity, ...times);
    keys.forEach((key, row) => {
      this.series[key] ??= [];
      const part = rows.subarray(row * times.length, (row + 1) * times.length);
      this.series[key].splice(first, Infinity, ...part);
    });
    return true;
  }

  // ---- drawing ---------------------------------------------------------------------------------

  draw(message) {
    this.figures = {};
    this.output.isShown = Boolean(message.figures.output);
    for (const [name, text] of Object.entries(message.figures)) {
      const figure = JSON.parse(text);
      this.figures[name] = figure;
      figure.layout.uirevision = message.revision;
      if (name === "output") {
        this.output.draw(figure);
        continue;
      }
      const place = this.view(name);
      window.Plotly.react(place, figure.data, figure.layout, CONFIG);
      if (name === "network") this.network.draw(figure);
      if (!place.isWatched) this.watchView(place, name);
    }
    this.ranges = message.ranges;
    const drawn = TIME_VIEWS.filter((name) => name in this.figures);
    this.parts = Object.fromEntries(drawn.map((name) => [name, brightTraces(this.figures[name])]));
    this.stage.classList.remove("stage-waiting");
  }

  changeRanges(ranges, exponents) {
    for (const [name, range] of Object.entries(ranges)) {
      if (!this.figures[name] || String(range) === String(this.ranges[name])) continue;
      // A learner who has zoomed in stays where he is.
      if (this.view(name).isZoomed) continue;
      const isDrawn = window.Plotly.relayout(this.view(name), { "yaxis.range": range, "yaxis.minexponent": exponents[name] });
      // It has drawn the curves as it knew them last, which may be long ago.
      if (this.clock !== null) isDrawn.then(() => this.shown && this.cut(name, this.shown));
    }
    this.ranges = ranges;
  }

  run() {
    if (this.isRunning) return;
    this.isRunning = true;
    const tick = () => {
      if (!this.root.isConnected || this.clock === null) {
        this.isRunning = false;
        return;
      }
      if (this.half) {
        this.paintOtherHalf(this.half);
        this.half = null;
      } else if (!this.isHeld) {
        const frame = this.newestDue(performance.now() / 1000 - this.clock - DELAY);
        if (frame) this.paintHalf(this.half = frame);
      }
      if (this.shown && !this.hasHandOnTimeline) showOnTimeline(this.shown.iteration);
      requestAnimationFrame(tick);
    };
    requestAnimationFrame(tick);
  }

  newestDue(now) {
    let due = 0;
    while (due < this.frames.length && this.frames[due].time <= now) due += 1;
    return this.frames.splice(0, due).at(-1);
  }

  paint(frame) {
    this.half = null;
    this.rowsAreDue = true;
    this.paintHalf(frame);
    this.paintOtherHalf(frame);
  }

  // Four views take longer than one animation frame of the browser has, and a page that misses
  // frames feels sluggish: so two of them are painted in one frame and two in the next.
  paintHalf(frame) {
    this.shown = frame;
    this.network.paint(frame, this.keys, this.clock !== null);
    if (this.output.isShown) this.output.paint(frame.picture);
    else this.cut("prediction", frame);
    this.rowsAreDue = !this.rowsAreDue;
    showReadouts(this.stage, frame, this.goal);
  }

  paintOtherHalf(frame) {
    this.cut("loss", frame);
    this.cut("weights", frame);
    if (frame.answers) window.dispatchEvent(new CustomEvent("neuron-answers", { detail: frame.answers }));
    this.stage.dataset.painted = Number(this.stage.dataset.painted ?? 0) + 1;
  }

  // The bright curves end at the frame's own iteration, with the frame's own values; those of the
  // table's rows, in the background, follow in every second frame.
  cut(name, frame) {
    const parts = this.parts[name].filter(({ key }) => this.rowsAreDue || !key.startsWith("row"));
    const count = upperBound(this.times, frame.iteration - 1);
    const place = (t) => (this.isLog(name) ? Math.max(t, 0.5) : t);
    const customdata = [...this.times.slice(0, count), frame.iteration];
    const x = customdata.map(place);
    const data = parts.map(({ key }) => ({
      x,
      y: [...this.series[key].slice(0, count), frame.values[this.keys.indexOf(key)]],
      customdata,
    }));
    const traces = parts.map(({ index }) => index), plot = this.view(name);
    const isFilm = this.clock !== null && !plot.matches(":hover");
    if (isFilm && cutInPlace(plot, traces, x, data.map(({ y }) => y))) return;
    // A picture that is overtaken by the next one before it is drawn is reported as an error.
    window.Plotly.animate(plot, { data, traces }, STILL).catch(() => {});
  }

  isLog(name) {
    return this.figures[name].layout.xaxis.type === "log";
  }

  // ---- what the learner does -------------------------------------------------------------------

  // A click on a curve goes to that iteration, a click on a weight chooses it.
  watchView(place, name) {
    place.isWatched = true;
    watchFingers(place);
    place.on("plotly_relayout", (change) => {
      if (name === "network") this.network.place();
      const keys = Object.keys(change);
      if (keys.some((key) => key.endsWith("axis.range[0]"))) place.isZoomed = true;
      if (keys.some((key) => key.endsWith("axis.autorange"))) place.isZoomed = false;
    });
    place.on("plotly_doubleclick", () => { place.isZoomed = false; });
    place.on("plotly_click", ({ points }) => {
      const chosen = points[0]?.customdata;
      if (!Number.isInteger(chosen)) return;
      if (name === "network") this.network.choose(chosen);
      else this.tell("goto", chosen);
    });
    new ResizeObserver(() => { if (place.offsetWidth) window.Plotly.Plots.resize(place); }).observe(place);
  }

  view(name) {
    return this.stage.querySelector(`[data-view="${name}"]`);
  }
}
