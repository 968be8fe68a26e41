// Touch on a chart: one finger scrolls the page, two zoom the chart. Plotly takes every finger for a
// mouse that drags, so it hears of none; a tap it gets as the click that the browser makes of it.

/** @import { Camera, Plot } from "./types/plotly.d.ts" */
/** @typedef {{ x: number, y: number, apart: number }} Span */

const RADIANS_A_PIXEL = 0.01;
const STEEPEST = 1.5;
const ZOOM_A_PIXEL = 1 / 200; // Plotly's: a factor of e for 200 pixels of the wheel,
const MOST_PIXELS = 20; // and no more than 20 pixels at once

/** @param {Plot} plot */
export function watchFingers(plot) {
  /** @type {Span | null} */
  let before = null;
  const hear = (/** @type {TouchEvent} */ event) => {
    event.stopPropagation();
    const isSpan = event.type === "touchstart" || event.type === "touchmove";
    const now = isSpan && event.touches.length === 2 ? spanOf(event.touches) : null;
    if (now && event.cancelable) event.preventDefault();
    if (now && before) zoomBy(plot, before, now);
    before = now;
  };
  const how = { capture: true, passive: false };
  plot.addEventListener("touchstart", hear, how);
  plot.addEventListener("touchmove", hear, how);
  plot.addEventListener("touchend", hear, how);
  plot.addEventListener("touchcancel", hear, how);
  // A real wheel scrolls the page; only that of two fingers zooms.
  const keepFromPlotly = (/** @type {Event} */ event) => event.isTrusted && event.stopPropagation();
  plot.addEventListener("wheel", keepFromPlotly, { capture: true, passive: true });
}

/**
 * The middle between two fingers, and how far they are apart.
 * @param {ArrayLike<{ clientX: number, clientY: number }>} touches
 * @returns {Span}
 */
export function spanOf({ 0: one, 1: other }) {
  return {
    x: (one.clientX + other.clientX) / 2,
    y: (one.clientY + other.clientY) / 2,
    apart: Math.max(1, Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY)),
  };
}

/**
 * @param {Plot} plot
 * @param {Span} before
 * @param {Span} now
 */
function zoomBy(plot, before, now) {
  const scene = plot._fullLayout?.scene?._scene;
  if (scene) {
    window.Plotly.relayout(plot, { "scene.camera": turned(scene.getCamera(), before, now) });
    return;
  }
  // Plotly zooms about the place at which the wheel is turned, and keeps that as the learner's own.
  const target = plot.querySelector(".nsewdrag");
  for (const deltaY of wheelTurns(before.apart / now.apart)) {
    const turn = { clientX: now.x, clientY: now.y, deltaY, cancelable: true };
    target?.dispatchEvent(new WheelEvent("wheel", turn));
  }
}

/**
 * The turns of the wheel, in pixels, with which Plotly shows `factor` times as much.
 * @param {number} factor
 * @returns {number[]}
 */
export function wheelTurns(factor) {
  const pixels = Math.log(factor) / ZOOM_A_PIXEL;
  const count = Math.ceil(Math.abs(pixels) / MOST_PIXELS);
  return Array(count).fill(pixels / count);
}

/**
 * The camera after two fingers have gone from one span to another.
 * @param {Camera} camera
 * @param {Span} before
 * @param {Span} now
 */
export function turned(camera, before, now) {
  const { x, y, z } = camera.eye;
  const distance = (Math.hypot(x, y, z) * before.apart) / now.apart;
  const side = Math.atan2(y, x) - (now.x - before.x) * RADIANS_A_PIXEL;
  const steep = Math.atan2(z, Math.hypot(x, y)) + (now.y - before.y) * RADIANS_A_PIXEL;
  const height = Math.max(-STEEPEST, Math.min(STEEPEST, steep));
  const across = distance * Math.cos(height);
  const eye = {
    x: across * Math.cos(side),
    y: across * Math.sin(side),
    z: distance * Math.sin(height),
  };
  return { ...camera, eye };
}
