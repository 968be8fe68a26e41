// The pure functions of the page's scripts: `node --test` runs them, and so does test_scripts.py.

import assert from "node:assert/strict";
import test from "node:test";
import { placeOf } from "../../../nn_ui/stage/browser/answers.js";
import { bytes, merge, upperBound } from "../../../nn_ui/stage/browser/arrays.js";
import { tellingTimes } from "../../../nn_ui/stage/browser/chart_table.js";
import { whereOf } from "../../../nn_ui/stage/browser/complaints.js";
import { cleanup } from "../../../nn_ui/stage/browser/component.js";
import { tracesOf } from "../../../nn_ui/stage/browser/curve_film.js";
import { heightOf, measure, penOf, strokeWay } from "../../../nn_ui/stage/browser/curve_line.js";
import { nextPoint } from "../../../nn_ui/stage/browser/curve_reader.js";
import { Curves } from "../../../nn_ui/stage/browser/curves.js";
import { fitCaption } from "../../../nn_ui/stage/browser/figure_panel.js";
import { Film } from "../../../nn_ui/stage/browser/film.js";
import { spanOf, turned, wheelTurns } from "../../../nn_ui/stage/browser/fingers.js";
import { iterationIn } from "../../../nn_ui/stage/browser/go_to.js";
import * as grids from "../../../nn_ui/stage/browser/grids.js";
import { widthOfLegend } from "../../../nn_ui/stage/browser/headings.js";
import { keptCurves } from "../../../nn_ui/stage/browser/kept_curves.js";
import { actOf, placeOfKey } from "../../../nn_ui/stage/browser/keys.js";
import { distance } from "../../../nn_ui/stage/browser/line_hits.js";
import { Motion } from "../../../nn_ui/stage/browser/motion.js";
import { inPixels } from "../../../nn_ui/stage/browser/network_film.js";
import { itemBeside, itemsOf, withoutMarks } from "../../../nn_ui/stage/browser/network_reader.js";
import { cellBeside } from "../../../nn_ui/stage/browser/network_table.js";
import { grouped, shortNumber } from "../../../nn_ui/stage/browser/numbers.js";
import { isBlock } from "../../../nn_ui/stage/browser/paste.js";
import { nextStop } from "../../../nn_ui/stage/browser/portals.js";
import { Scrub } from "../../../nn_ui/stage/browser/scrub.js";
import { withKept, withMoment } from "../../../nn_ui/stage/browser/search.js";
import { Seat } from "../../../nn_ui/stage/browser/seat.js";
import { Seen } from "../../../nn_ui/stage/browser/seen.js";
import { pitch, Sound } from "../../../nn_ui/stage/browser/sound.js";
import { TimeChart } from "../../../nn_ui/stage/browser/time_chart.js";
import { iterationAt, shareOf, showOnTimeline } from "../../../nn_ui/stage/browser/timeline.js";
import { BETWEEN_WORDS, Voice } from "../../../nn_ui/stage/browser/voice.js";
import { Wish } from "../../../nn_ui/stage/browser/wish.js";

/** What a tab keeps, as far as the scripts ask. */
function aTabsStore() {
  const kept = new Map();
  return {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => kept.set(key, value),
    removeItem: (key) => kept.delete(key),
  };
}

test("a tab has its seat in a class again after a reload, once, and no copy of it has", (context) => {
  const page = { window: new EventTarget(), document: new EventTarget(), hidden: false };
  Object.defineProperty(page.document, "hidden", { get: () => page.hidden });
  for (const [name, value] of Object.entries({ ...page, sessionStorage: aTabsStore() })) {
    const before = Object.getOwnPropertyDescriptor(globalThis, name);
    Object.defineProperty(globalThis, name, { value, configurable: true });
    context.after(() => {
      if (before) Object.defineProperty(globalThis, name, before);
      else delete globalThis[name];
    });
  }
  const [tab, again] = [new AbortController(), new AbortController()];
  const seat = new Seat(tab.signal);
  assert.equal(seat.take("BCDFGH"), null);
  seat.keep("BCDFGH", "a1");
  assert.equal(
    new Seat(AbortSignal.abort()).take("BCDFGH"),
    null,
    "a copy of the tab has its store as it is now",
  );
  page.window.dispatchEvent(new Event("pagehide"));
  tab.abort();
  const reloaded = new Seat(again.signal);
  assert.equal(reloaded.take("XYZXYZ"), null);
  assert.equal(reloaded.take("BCDFGH"), "a1");
  assert.equal(reloaded.take("BCDFGH"), null);
  reloaded.keep("BCDFGH", "a2");
  page.hidden = true; // in which the browser may drop the tab
  page.document.dispatchEvent(new Event("visibilitychange"));
  assert.equal(new Seat(AbortSignal.abort()).take("BCDFGH"), "a2");
  reloaded.keep("", "");
  assert.equal(reloaded.take("BCDFGH"), null);
});

test("a kept run's curves are read one by one, also where one has no number", () => {
  const trace = {
    meta: { part: "kept", name: "Kept, seed 3", curves: ["Input 1", "Bias of Target"] },
    x: new Float64Array([0.5, 1, 2, Number.NaN, 0.5, 1, 2, Number.NaN]),
    y: new Float64Array([7, Number.NaN, 9, Number.NaN, -1, -2, -3, Number.NaN]),
    customdata: [0, 1, 2, 2, 0, 1, 2, 2],
  };
  const [first, second, ...others] = keptCurves(trace);
  assert.deepEqual(others, []);
  assert.equal(first.name, "Kept, seed 3: Input 1");
  assert.deepEqual(
    [first.times, first.values],
    [
      [0, 1, 2],
      [7, Number.NaN, 9],
    ],
  );
  assert.equal(second.name, "Kept, seed 3: Bias of Target");
  assert.deepEqual(
    [second.times, second.values],
    [
      [0, 1, 2],
      [-1, -2, -3],
    ],
  );
});

test("bytes are those of the base64 text", () => {
  assert.deepEqual([...new Uint8Array(bytes("AAEC/w=="))], [0, 1, 2, 255]);
});

test("upperBound counts what is at most the value", () => {
  const times = [0, 1, 1, 5, 9];
  for (const value of [-1, 0, 1, 4, 9, 10]) {
    assert.equal(upperBound(times, value), times.filter((time) => time <= value).length);
  }
  assert.equal(upperBound([], 3), 0);
});

test("a legend is as wide as the names that stand in it, each once", () => {
  const both = [
    { name: "target 0" },
    { name: "target 0" },
    { name: "long", showlegend: false },
    {},
  ];
  assert.equal(widthOfLegend(both), widthOfLegend([{ name: "target 0" }]));
  assert.ok(widthOfLegend([{ name: "a" }, { name: "b" }]) > widthOfLegend([{ name: "ab" }]));
  assert.equal(widthOfLegend([]), 0);
});

test("a caption has each of its parts on a line where they have no room beside each other", () => {
  const layout = (width) => {
    const text = "a slice · iteration 3<br>ring";
    const made = { annotations: [{ text: "" }, { name: "caption", text }], margin: { t: 60 } };
    fitCaption(made, width);
    return [made.annotations[1].text, made.margin.t];
  };
  assert.deepEqual(layout(600), ["a slice · iteration 3<br>ring", 60]);
  assert.deepEqual(layout(100), ["a slice<br>iteration 3<br>ring", 75]);
  assert.doesNotThrow(() => fitCaption({ margin: { t: 1 } }, 100));
});

test("merge changes what is named, lists as a whole", () => {
  const target = [{ marker: { size: 5, color: ["a", "b"] } }, { text: "old" }];
  merge(target, { 0: { marker: { color: ["c"] }, line: { width: 2 } } });
  assert.deepEqual(target, [
    { marker: { size: 5, color: ["c"] }, line: { width: 2 } },
    { text: "old" },
  ]);
});

test("a component ends when it has been removed, and not when a message was overtaken", () => {
  const root = { isConnected: true };
  const life = new AbortController();
  const end = cleanup(root, life);
  end();
  assert.equal(life.signal.aborted, false);
  root.isConnected = false;
  end();
  assert.equal(life.signal.aborted, true);
});

test("traces of a part are found by their place in the figure", () => {
  const data = [{ meta: { series: "loss", part: "faint" } }, {}];
  data.push({ meta: { series: "loss", part: "bright" } });
  assert.deepEqual(tracesOf({ data }, "bright"), [{ index: 2, key: "loss" }]);
  assert.deepEqual(tracesOf({ data }, "faint"), [{ index: 0, key: "loss" }]);
});

/** A canvas's context that writes down what is drawn. */
function recorder() {
  const drawn = { way: "", lineDashOffset: 0, setLineDash() {}, beginPath() {}, stroke() {} };
  drawn.moveTo = (x, y) => {
    drawn.way += `M${x},${y}`;
  };
  drawn.lineTo = (x, y) => {
    drawn.way += `L${x},${y}`;
  };
  return drawn;
}

test("a curve's way has a gap where the axis has no place, before and behind it", () => {
  const yaxis = { d2p: (value) => (value > 0 ? 10 * value : undefined) };
  const y = [3, 4, 0, -1, 2, 1].map((value) => heightOf(yaxis, value));
  const context = recorder();
  strokeWay(context, [0, 1, 2, 3, 4, 5], y, 7, penOf({ line: { dash: "solid" }, opacity: 1 }));
  assert.equal(context.way, "M0,30L1,40M4,20L5,10");
  assert.equal(context.lineDashOffset, 7);
});

test("the lengths along a curve go on with its points, and begin anew after a gap", () => {
  const along = [];
  const [x, y] = [
    [0, 3],
    [0, 4],
  ];
  measure(along, x, y);
  assert.deepEqual(along, [0, 5]);
  measure(along, [...x, 6, 7, 8], [...y, 8, Number.NaN, 1]);
  measure(along, [...x, 6, 7, 8, 8], [...y, 8, Number.NaN, 1, 3]);
  assert.deepEqual(along, [0, 5, 10, 0, 0, 2]);
});

test("dashes are as long as Plotly's", () => {
  const dashes = (dash, width) => penOf({ line: { dash, width }, opacity: 1 }).dashes;
  assert.deepEqual(dashes("dash", 2), [9, 9]);
  assert.deepEqual(dashes("longdash", 5), [25, 25]);
  assert.deepEqual(dashes("2px,9px", 2), [2, 9]);
});

test("digits stand in groups of three, decimals do not", () => {
  const expected = { 0: "0", 999: "999", 1000: "1,000", 1234567: "1,234,567" };
  for (const [digits, written] of Object.entries(expected)) assert.equal(grouped(digits), written);
  assert.equal(grouped("12345.67890"), "12,345.67890");
});

test("a number to be typed over has six digits at most", () => {
  assert.equal(shortNumber(0.12345678), "0.123457");
  assert.equal(shortNumber(-2), "-2");
});

test("the timeline is as logarithmic as the film, and leads back to each iteration", () => {
  for (const isLogTimeline of [true, false]) {
    const scale = { goal: 10000, isLogTimeline };
    assert.deepEqual(
      [0, 10000].map((end) => shareOf(end, scale)),
      [0, 1],
    );
    for (const iteration of [0, 1, 7, 100, 5000, 9999, 10000]) {
      assert.equal(iterationAt(shareOf(iteration, scale), scale), iteration);
    }
    assert.deepEqual(
      [-1, 2].map((share) => iterationAt(share, scale)),
      [0, 10000],
    );
  }
  assert.ok(Math.abs(shareOf(100, { goal: 10000, isLogTimeline: true }) - 0.5) < 0.002);
});

test("an iteration is typed with or without commas, up to the goal", () => {
  for (const [text, found] of [
    ["0", 0],
    [" 42 ", 42],
    ["1,234", 1234],
    ["10000", 10000],
  ]) {
    assert.equal(iterationIn(text, 10000), found);
  }
  for (const text of ["", "-1", "1.5", "10001", "1,23", "ten", "1e3"]) {
    assert.equal(iterationIn(text, 10000), null);
  }
});

test("a grid's numbers are read low byte first", () => {
  assert.deepEqual([...grids.gridOf("AQACAA==", 2)], [1, 2]);
  assert.deepEqual([...grids.gridOf("AQACAA==", 1)], [1, 0, 2, 0]);
  assert.equal(grids.topOf(new Uint16Array(1)), 65535);
  assert.equal(grids.outputOf(255, new Uint8Array(1), { low: -1, high: 3 }), 3);
});

test("a ramp goes from the first colour through the middle to the last", () => {
  const ramp = grids.colourRamp(["#ff0000", "#ffffff", "#0000ff"]);
  assert.deepEqual([ramp[0], ramp[255]], [0xff0000ff, 0xffff0000]);
  assert.equal(ramp.length, 256);
  const two = grids.colourRamp(["#ff0000", "#ffffff", "#0000ff"], 0.5);
  assert.deepEqual([two[127], two[128]], [ramp[0], ramp[255]]);
  assert.equal(new Set(two).size, 2);
});

test("between its points a grid is bilinear, and an enlarged one is sampled", () => {
  const grid = Uint8Array.from([0, 100, 200, 40, 80, 120]); // three columns, two rows
  assert.equal(grids.sample(grid, 3, 0, 0), 0);
  assert.equal(grids.sample(grid, 3, 2, 1), 120);
  assert.equal(grids.sample(grid, 3, 0.5, 0.5), (0 + 100 + 40 + 80) / 4);
  const fine = grids.enlarged(grid, 3, 2);
  assert.equal(fine.width, 5);
  assert.deepEqual([...fine.grid.slice(0, 5)], [0, 50, 100, 150, 200]);
  assert.equal(fine.grid.length, 15);
});

test("lines of the diagram are moved to the drawing's pixels", () => {
  const xaxis = { _offset: 10, _length: 0, d2p: (value) => 2 * value };
  const yaxis = { _offset: 20, _length: 0, d2p: (value) => -value };
  assert.equal(inPixels("M0,5L1,-5", xaxis, yaxis), "M10,15L12,25");
});

test("two fingers turn a wheel and a camera", () => {
  const span = spanOf([
    { clientX: 0, clientY: 0 },
    { clientX: 6, clientY: 8 },
  ]);
  assert.deepEqual(span, { x: 3, y: 4, apart: 10 });
  const turns = wheelTurns(1.5);
  assert.ok(turns.every((pixels) => Math.abs(pixels) <= 20));
  const pixels = turns.reduce((sum, turn) => sum + turn, 0);
  assert.ok(Math.abs(Math.exp(pixels / 200) - 1.5) < 1e-9);
  assert.deepEqual(wheelTurns(1), []);
  const camera = { eye: { x: 1, y: 0, z: 0 } };
  const closer = turned(camera, span, { ...span, apart: 20 }).eye;
  assert.ok(Math.abs(Math.hypot(closer.x, closer.y, closer.z) - 0.5) < 1e-9);
  const above = turned(camera, span, { ...span, y: 1000 }).eye;
  assert.ok(above.z < Math.sin(1.51), "never over the top");
});

test("one number or one text is no block", () => {
  for (const text of ["1", "two words", "3\r\n"]) assert.equal(isBlock(text), false);
  for (const text of ["1\t2", "1\n2", "\t"]) assert.equal(isBlock(text), true);
});

test("an answer stands beside its row", () => {
  const table = { chosen: null, marked: [], places: [2, null], n_rows: 3, n_waiting: 1 };
  assert.deepEqual(
    [0, 1, 2].map((row) => placeOf(row, table)),
    [2, -1, null],
  );
  assert.equal(placeOf(1, { ...table, places: null }), 1);
});

test("the address keeps what Streamlit needs, and follows the film", () => {
  assert.equal(withMoment("v=1&t=5&end=1", 17), "v=1&t=17&end=1");
  assert.equal(
    withKept("v=1", "?embed=true&old=2&embed_options=dark_theme"),
    "?v=1&embed=true&embed_options=dark_theme",
  );
  assert.equal(withKept("", "?old=2"), "");
});

test("keys act where no place needs them itself, and never with Ctrl, Alt or Meta", () => {
  const pressed = (key, more = {}, places = []) =>
    actOf({ key, ...more }, { closest: (all) => places.some((one) => all.includes(one)) });
  assert.equal(pressed(" "), "train");
  assert.equal(pressed("R"), "reset");
  assert.equal(pressed("ArrowLeft", { repeat: true }), "back");
  assert.equal(pressed("x"), undefined);
  for (const more of ["ctrlKey", "altKey", "metaKey"]) {
    assert.equal(pressed("r", { [more]: true }), undefined);
  }
  for (const place of ["input", "textarea", "stDataFrame", "slider"]) {
    for (const key of [" ", "ArrowLeft", "End", "r", "?"]) {
      assert.equal(pressed(key, {}, [place]), undefined);
    }
  }
  // A button that has the focus is pressed by Space itself; what is held down presses once.
  assert.equal(pressed(" ", {}, ["button"]), undefined);
  assert.equal(pressed("r", {}, ["button"]), "reset");
  assert.equal(pressed(" ", { repeat: true }), "");
  assert.equal(pressed("Home", {}, [".reader"]), undefined);
  assert.equal(pressed("p", {}, [".reader"]), "present");
});

/** A page of which each selector finds an element of its own, without any inside it. */
class Element {
  constructor() {
    this.found = {};
    this.attributes = {};
  }
  querySelector(selector) {
    this.found[selector] ??= new Element();
    return this.found[selector];
  }
  querySelectorAll() {
    return [];
  }
  setAttribute(name, text) {
    this.attributes[name] = text;
  }
}

test("words are heard at once at rest, and while a film plays only now and then", () => {
  globalThis.HTMLElement = Element;
  let now = 0;
  const stage = new Element();
  const voice = new Voice(stage, () => now);
  const heard = () => stage.querySelector(".stage-news").textContent;
  const label = () => stage.querySelector('[data-view="loss"]').attributes["aria-label"];
  const said = (t) => ({ moment: `At ${t}.`, loss: `Loss ${t}.` });
  voice.hear(said(0), "Press Train.");
  assert.equal(heard(), "At 0. Press Train.");
  for (now of [1, BETWEEN_WORDS - 1]) {
    voice.hear(said(now), null);
    assert.equal(heard(), "At 0. Press Train.");
    assert.equal(label(), `Loss ${now}.`, "labels follow at once");
  }
  now = BETWEEN_WORDS;
  voice.hear(said(now), null);
  assert.equal(heard(), `At ${BETWEEN_WORDS}.`);
  now += 1;
  voice.hear(said(now), "Paused.");
  assert.equal(heard(), `At ${now}. Paused.`);
  voice.hear(undefined, "Paused.");
  assert.equal(heard(), `At ${now}. Paused.`);
});

test("along a curve a key goes some pixels on, and at least to the next point", () => {
  const pixels = [0, 1, 2, 9, 30, 31];
  assert.equal(nextPoint(pixels, 0, 6), 3);
  assert.equal(nextPoint(pixels, 3, 6), 4);
  assert.equal(nextPoint(pixels, 4, 6), 5, "the last one, though it is near");
  assert.equal(nextPoint(pixels, 5, 6), 5);
  assert.equal(nextPoint(pixels, 4, -6), 3);
  assert.equal(nextPoint(pixels, 3, -60), 0);
});

test("in the diagram keys go from layer to layer, and up and down in one", () => {
  const lines = {
    x: [0.4, 0.4, 1.5],
    y: [20, -20, 3],
    text: ["+1.00", "−2.00", "+3.00"],
    hovertext: ["Weight a → h", "Weight b → h", "Weight h → y"],
    customdata: [7, 8, 9],
  };
  const neurons = { x: [0, 0, 1, 2], y: [40, -40, 0, 0], hovertext: ["a: 1", "b: 0", "h", "y"] };
  const items = itemsOf({ data: [lines, neurons] });
  assert.deepEqual(
    items.map(({ text, parameter }) => [text, parameter]),
    [
      ["a: 1", null],
      ["b: 0", null],
      ["Weight a → h: +1.00", 7],
      ["Weight b → h: −2.00", 8],
      ["h", null],
      ["Weight h → y: +3.00", 9],
      ["y", null],
    ],
  );
  const walk = (keys, from) => keys.reduce((at, key) => itemBeside(items, at, `Arrow${key}`), from);
  assert.equal(walk(["Right"], 1), 3, "the nearest height");
  assert.equal(walk(["Down"], 0), 1);
  assert.equal(walk(["Down"], 1), 1, "the last of its column");
  assert.equal(walk(["Right", "Right", "Right", "Right"], 0), 6);
  assert.equal(walk(["Left", "Left", "Left", "Left", "Left"], 6), 0);
  assert.equal(itemBeside(items, 0, "x"), undefined);
  assert.equal(withoutMarks("&lt;b&gt; &amp;amp; %&#123;y}<br>2"), "<b> &amp; %{y}, 2");
});

test("in the table of weights keys stay within it", () => {
  const walk = (keys, from) => keys.reduce((at, key) => cellBeside(at, `Arrow${key}`, 3, 6), from);
  assert.equal(walk(["Down"], -1), 0);
  assert.equal(walk(["Right", "Right", "Right"], 0), 2);
  assert.equal(walk(["Down", "Down", "Left"], 1), 3);
  assert.equal(walk(["Up"], 1), 1);
  assert.equal(cellBeside(0, "ArrowLeft", 1, 4), 0);
  assert.equal(cellBeside(0, "ArrowDown", 1, 4), 1);
  assert.equal(cellBeside(0, "Enter", 3, 6), undefined);
});

test("Tab leads from a button into what it has opened, through it, and on behind the button", () => {
  const inside = ["link", "copy"];
  const outside = ["train", "share", "pace"];
  const next = (from, isBack) => nextStop(from, isBack, "share", inside, outside);
  assert.deepEqual([next("share", false), next("copy", false)], ["link", "pace"]);
  assert.deepEqual([next("link", true), next("pace", true)], ["share", "copy"]);
  assert.deepEqual([next("link", false), next("train", false)], [undefined, undefined]);
});

test("a picture of a frame that is overtaken comes with the frame that is painted", () => {
  const frames = [0.1, 0.2, 0.3, 0.9].map((time) => ({ time, iteration: 10 * time }));
  frames[0].anew = { figure: "{}", said: "Landscape" };
  const film = { frames, voice: { hear: () => {} } };
  const found = Film.prototype.newestDue.call(film, 0.5);
  assert.equal(found.time, 0.3);
  assert.equal(found.anew.said, "Landscape");
  assert.equal(Film.prototype.newestDue.call(film, 1).anew, undefined);
});

test("the film says once that it has ended, when its last frame is painted", () => {
  const told = [];
  const film = Object.assign(Object.create(Film.prototype), {
    clock: 0,
    isHeld: false,
    timing: { delay: 0 },
    motion: { isDue: () => true },
    voice: { hear() {} },
    frames: [{ time: 0 }, { time: Number.POSITIVE_INFINITY }],
    latest: { ends: true },
    paint() {},
    tell: (name) => told.push(name),
  });
  film.paintNext();
  assert.deepEqual(told, [], "a frame is still to come");
  film.frames[0].time = 0;
  film.paintNext();
  film.frames = [{ time: 0 }];
  film.paintNext();
  assert.deepEqual(told, ["ended"]);
  Object.assign(film, { frames: [{ time: 0 }], latest: { ends: false } });
  film.paintNext();
  assert.deepEqual(told, ["ended"], "more of it will come");
});

test("a film that is to stop stays so until the server has heard what was seen", () => {
  const told = [];
  const film = { clock: 0, shown: { iteration: 64 }, timing: { late: 10 } };
  film.tell = (name, iteration) => told.push([name, iteration]);
  const seen = new Seen(film);
  assert.ok(!seen.isAheadOf(null), "nothing was pressed");
  seen.tell();
  assert.deepEqual(told, [["seen", 64]]);
  assert.ok(seen.isAheadOf(null) && seen.isAheadOf(41));
  assert.ok(!seen.isAheadOf(64));
  seen.at -= 10001;
  assert.ok(!seen.isAheadOf(41), "it will not hear any more");
  seen.forget();
  film.clock = null;
  seen.tell();
  assert.equal(told.length, 1, "at rest the server knows");
});

test("the timeline stays where the learner wants to go until the page is there", (t) => {
  const { field } = timelinePage(t);
  const told = [];
  const film = Object.assign(Object.create(Film.prototype), {
    clock: 0,
    goal: 10000,
    scrub: { isOn: false },
    timing: { delay: 0, late: 10 },
    seen: { forget() {} },
    sound: { silence() {} },
    signal: new AbortController().signal,
    paint() {},
    tell: (name, iteration) => told.push([name, iteration]),
  });
  globalThis.requestAnimationFrame = () => {};
  t.after(() => delete globalThis.requestAnimationFrame);
  film.wish = new Wish(film);
  film.goTo(100);
  assert.ok(film.isHeld, "the film stops before the server has answered");
  film.rest({ frames: [{ iteration: 161 }], asked: null });
  assert.deepEqual([field.value, film.wish.place], ["100", 100]);
  film.rest({ frames: [{ iteration: 100 }], asked: 100 });
  film.rest({ frames: [{ iteration: 161 }], asked: 100 });
  assert.deepEqual([field.value, film.wish.place], ["161", null]);
  film.goTo(10000);
  film.rest({ frames: [{ iteration: 40 }], asked: 10000 });
  assert.deepEqual([field.value, film.wish.place], ["40", null], "the run has stopped before");
  assert.deepEqual(told, [
    ["goto", 100],
    ["goto", 10000],
  ]);
});

test("keys on the timeline move as on any slider, and never beyond its ends", () => {
  const keys = ["ArrowRight", "ArrowDown", "PageUp", "PageDown", "Home", "End", "Enter"];
  const from = (iteration) => keys.map((key) => placeOfKey(key, iteration, 1000));
  assert.deepEqual(from(50), [51, 49, 150, 0, 0, 1000, undefined]);
  assert.deepEqual(from(1000), [1000, 999, 1000, 900, 0, 1000, undefined]);
});

test("the loss is higher or lower in the same steps for each power of ten, within three octaves", () => {
  const heard = [10, 1, 0.1, 0.01, 1e-3, 1e-4, 1e-5, 1e-6].map(pitch);
  assert.equal(heard[0], 880);
  assert.equal(heard[7], 110);
  for (const [place, hertz] of heard.slice(1).entries()) {
    assert.ok(Math.abs(heard[place] / hertz - 2 ** (3 / 7)) < 1e-9);
  }
  assert.deepEqual([1e9, Number.POSITIVE_INFINITY, 1e-30, 0].map(pitch), [880, 880, 110, 110]);
  assert.deepEqual([Number.NaN, -1, undefined].map(pitch), [null, null, null]);
});

/** The Web Audio of a browser, as far as a tone needs it: what is set last counts. */
function silentAudio() {
  const made = [];
  const value = () => ({
    set: [],
    setTargetAtTime(target, time) {
      this.set.push([target, time]);
    },
    cancelScheduledValues(from) {
      this.set = this.set.filter(([, time]) => time < from);
    },
  });
  globalThis.AudioContext = class {
    currentTime = 0;
    state = "suspended";
    constructor() {
      made.push(this);
    }
    resume() {
      this.state = "running";
    }
    close() {
      this.state = "closed";
    }
  };
  globalThis.OscillatorNode = class {
    frequency = value();
    connect = (next) => next;
    start = () => {};
  };
  globalThis.GainNode = class {
    gain = value();
    connect = (next) => next;
  };
  return made;
}

test("a tone is made when it is asked for, follows the loss, and is silent when the film rests", () => {
  const made = silentAudio();
  const life = new AbortController();
  const sound = new Sound(life.signal);
  sound.follow(1);
  sound.silence();
  assert.equal(made.length, 0, "nobody asked for it");
  sound.want(true);
  sound.follow(1);
  const { context, oscillator, gain } = sound.tone;
  context.currentTime = 1;
  sound.follow(0.01);
  assert.equal(made.length, 1);
  assert.equal(context.state, "running");
  assert.deepEqual(oscillator.frequency.set, [
    [pitch(1), 0],
    [pitch(0.01), 1],
  ]);
  const [, now, later] = gain.gain.set;
  assert.ok(now[0] > 0 && now[1] === 1, "it is heard");
  assert.ok(later[0] === 0 && later[1] > 2, "and fades where no frame follows");
  for (const end of [
    () => sound.silence(),
    () => sound.follow(Number.NaN),
    () => sound.want(false),
  ]) {
    sound.want(true);
    context.currentTime += 1;
    sound.follow(0.5);
    end();
    assert.deepEqual(gain.gain.set.at(-1), [0, context.currentTime]);
  }
  life.abort();
  assert.equal(context.state, "closed");
});

test("with less motion there are a few still pictures a second, else every frame", () => {
  const shown = (isLess) => {
    const motion = new Motion();
    return Array.from({ length: 60 }, (_, frame) => motion.isDue((1000 * frame) / 60, isLess));
  };
  assert.equal(shown(true).filter(Boolean).length, 3);
  assert.equal(shown(false).filter(Boolean).length, 60);
});

test("a complaint is about the field whose key its own ends with", () => {
  assert.equal(whereOf("stVerticalBlock st-key-complaint_learning_rate e1f1"), "learning_rate");
  assert.equal(whereOf("st-key-remark_table_0"), "");
});

test("a table has the iterations that tell how a curve went, as near as there is a point", () => {
  const all = [...Array(129).keys(), 190, 200, 490, 504, 730];
  assert.deepEqual(tellingTimes(all, 730), [0, 1, 2, 5, 10, 20, 50, 100, 200, 490, 730]);
  assert.deepEqual(tellingTimes(all.slice(0, 4), 2), [0, 1, 2, 3]);
  assert.deepEqual(tellingTimes([0], 0), [0]);
  assert.deepEqual(tellingTimes([0, 1, 2, 3, 4, 5, 6], 4), [0, 1, 2, 4, 5, 6]);
});

/** A page with a timeline of 100 pixels, whose events are those of `press`. */
function timelinePage(t) {
  const heard = {};
  class Text {
    data = "0";
  }
  class Node {}
  const thumb = Object.assign(new Node(), { dataset: {}, style: { left: "" } });
  const rail = { style: {} };
  const track = {
    firstElementChild: rail,
    contains: (other) => other === thumb,
    getBoundingClientRect: () => ({ left: 0, width: 100 }),
  };
  thumb.parentElement = track;
  const field = { value: "0", focus() {}, setAttribute() {} };
  const label = { firstChild: new Text() };
  const querySelector = (places) =>
    places.endsWith(" p") ? label : places.includes(":has") ? thumb : field;
  const addEventListener = (type, hear) => {
    heard[type] ??= hear;
  };
  Object.assign(globalThis, { document: { querySelector, addEventListener }, Text, Node });
  t.after(() => {
    for (const name of ["document", "Text", "Node"]) delete globalThis[name];
  });
  const press = (type, clientX) =>
    heard[type]({ type, clientX, button: 0, target: thumb, stopImmediatePropagation() {} });
  return { field, thumb, press };
}

test("all views follow a hand on the timeline, with frames that were played or are asked for", (t) => {
  const { field, thumb, press } = timelinePage(t);
  const painted = [];
  const told = [];
  const film = {
    goal: 10000,
    isLogTimeline: true,
    scene: "one",
    output: { isShown: false },
    holdTimeline: () => told.push("hold"),
    wish: { keep: () => showOnTimeline(film.scrub.iteration, film) },
    goTo: (iteration) => told.push(iteration),
    tell: (name, iteration) => told.push([name, iteration]),
    paint: (frame) => painted.push(frame.iteration),
  };
  const scrub = new Scrub(film, new AbortController().signal);
  film.scrub = scrub;
  scrub.keep({ iteration: 99, network: {} });
  press("pointermove", 50);
  assert.deepEqual([painted, told], [[], []]);
  press("pointerdown", 50);
  assert.equal(field.value, "99");
  assert.equal(thumb.style.left, "50.00%");
  assert.deepEqual([painted, told], [[99], ["hold"]]);
  press("pointermove", 80);
  assert.deepEqual(told, ["hold", ["glance", 1584]]);
  scrub.take({ scene: "another", glance: { iteration: 1584, network: {} } });
  scrub.take({ scene: "one", glance: { iteration: 1584, network: {} } });
  assert.deepEqual(painted, [99, 1584]);
  press("pointerup", 100);
  assert.deepEqual(told, ["hold", ["glance", 1584], 10000]);
  scrub.take({ scene: "one", glance: { iteration: 7, network: {} } });
  assert.deepEqual(painted, [99, 1584], "what comes too late is not shown");
});

test("at rest a chart is drawn anew only where its range is another one", (t) => {
  const drawn = [];
  const Plotly = {
    react: () => drawn.push("react"),
    animate: async (_, { traces, data }) => drawn.push([traces, data.map(({ y }) => y)]),
  };
  Object.assign(globalThis, {
    window: { Plotly },
    document: { createElement: () => ({ append() {}, remove() {} }) },
  });
  t.after(() => {
    delete globalThis.window;
    delete globalThis.document;
  });
  const chart = new TimeChart({ dataset: { view: "loss" } });
  const curves = new Curves();
  Object.assign(curves, { times: [0, 1, 2, 4], keys: ["loss"], series: { loss: [9, 8, 7, 5] } });
  const trace = (part) => ({ meta: { series: "loss", part } });
  const figure = { data: [trace("faint"), trace("bright")], layout: { xaxis: { type: "log" } } };
  chart.draw(figure, curves, { iteration: 3, values: [6] }, 4);
  chart.range = [0, 10];
  assert.deepEqual(figure.data[0].x, [0.5, 1, 2, 4]);
  assert.deepEqual(figure.data[1].y, [9, 8, 7, 6]);
  assert.deepEqual([...figure.data[1].customdata], [0, 1, 2, 3]);
  chart.rest(curves, { iteration: 1, values: [8] }, 4, [0, 10], 4);
  chart.rest(curves, { iteration: 1, values: [8] }, 4, [0, 20], 6);
  assert.deepEqual(drawn, [
    "react",
    [
      [0, 1],
      [
        [9, 8, 7, 5],
        [9, 8],
      ],
    ],
    "react",
  ]);
  assert.deepEqual(figure.layout.yaxis, { range: [0, 20], minexponent: 6 });
});

test("a point beside a line is measured from its side, and beyond an end from that end", () => {
  const away = (x, y) => distance({ x, y }, { x: 0, y: 0 }, { x: 100, y: 0 });
  assert.deepEqual([away(50, 5), away(-3, 4), away(103, -4)], [5, 5, 5]);
});
