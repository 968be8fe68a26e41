// Pictures in three dimensions: whether there can be any, and from where they are looked at.

import { turned } from "./fingers.js";

/** @import { Layout, Plot } from "./types/plotly.d.ts" */

const TURN = 20; // pixels of a finger that turns as far as one key

export function hasWebGL() {
  const probe = document.createElement("canvas");
  return Boolean(probe.getContext("webgl2") ?? probe.getContext("webgl"));
}

/**
 * Plotly would turn a picture back to where it began with every new one.
 * @param {Plot} plot
 * @param {Layout} layout
 */
export function keepCamera(plot, layout) {
  const camera = plot._fullLayout?.scene?._scene?.getCamera();
  if (camera && layout.scene) layout.scene.camera = camera;
}

/**
 * Turn by one key.
 * @param {Plot} plot
 * @param {[number, number]} way
 */
export function turnBy(plot, [x, y]) {
  const scene = plot._fullLayout?.scene?._scene;
  if (!scene) return;
  const [from, to] = [
    { x: 0, y: 0, apart: 1 },
    { x: TURN * x, y: -TURN * y, apart: 1 },
  ];
  window.Plotly.relayout(plot, { "scene.camera": turned(scene.getCamera(), from, to) });
}

/**
 * Tell whether the pointer is holding on to `place`: new values would throw a picture back while
 * it is being turned.
 * @param {HTMLElement} place
 * @param {(isHeld: boolean) => void} tell
 * @param {AbortSignal} signal
 */
export function watchTurning(place, tell, signal) {
  const letGo = () => tell(false);
  place.addEventListener("pointerdown", () => tell(true), true);
  window.addEventListener("pointerup", letGo, { capture: true, signal });
  window.addEventListener("pointercancel", letGo, { capture: true, signal });
}
