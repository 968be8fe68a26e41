// The pure functions of the page's scripts: `node --test` runs them, and so does test_scripts.py.

import assert from "node:assert/strict";
import test from "node:test";
import { placeOf } from "../../../nn_ui/stage/browser/answers.js";
import { bytes, merge, upperBound } from "../../../nn_ui/stage/browser/arrays.js";
import { cleanup } from "../../../nn_ui/stage/browser/component.js";
import { brightTraces } from "../../../nn_ui/stage/browser/curve_film.js";
import { spanOf, turned, wheelTurns } from "../../../nn_ui/stage/browser/fingers.js";
import * as grids from "../../../nn_ui/stage/browser/grids.js";
import { inPixels } from "../../../nn_ui/stage/browser/network_film.js";
import { grouped, shortNumber } from "../../../nn_ui/stage/browser/numbers.js";
import { isBlock } from "../../../nn_ui/stage/browser/paste.js";
import { withKept, withMoment } from "../../../nn_ui/stage/browser/search.js";
import { spotOn } from "../../../nn_ui/stage/browser/walk.js";

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

test("bright traces are found by their place in the figure", () => {
  const data = [{ meta: { series: "loss", part: "faint" } }, {}];
  data.push({ meta: { series: "loss", part: "bright" } });
  assert.deepEqual(brightTraces({ data }), [{ index: 2, key: "loss", part: "bright" }]);
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

test("a dot waits for its turn, runs, and stays", () => {
  const way = {
    ends: [
      [0, 0],
      [2, 4],
    ],
    turn: 1,
  };
  assert.deepEqual(
    [0.5, 1.5, 9].map((layers) => spotOn(way, layers)),
    [
      [0, 0],
      [1, 2],
      [2, 4],
    ],
  );
});
