// Touch on a chart: one finger scrolls the page, two zoom the chart. Plotly takes every finger for a
// mouse that drags, so it hears of none; a tap it gets as the click that the browser makes of it.

const SPANS = { touchstart: true, touchmove: true, touchend: false, touchcancel: false };
const RADIANS_A_PIXEL = 0.01, STEEPEST = 1.5;

function watchFingers(plot) {
  let before = null;
  for (const [type, isSpan] of Object.entries(SPANS)) {
    plot.addEventListener(type, (event) => {
      event.stopPropagation();
      const now = isSpan && event.touches.length === 2 ? spanOf(event.touches) : null;
      if (now && event.cancelable) event.preventDefault();
      if (now && before) zoomBy(plot, before, now);
      before = now;
    }, { capture: true, passive: false });
  }
  // A real wheel scrolls the page; only that of two fingers zooms.
  plot.addEventListener("wheel", (event) => event.isTrusted && event.stopPropagation(), { capture: true, passive: true });
}

// The middle between two fingers, and how far they are apart.
function spanOf([one, other]) {
  return {
    x: (one.clientX + other.clientX) / 2,
    y: (one.clientY + other.clientY) / 2,
    apart: Math.max(1, Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY)),
  };
}

function zoomBy(plot, before, now) {
  if (plot._fullLayout?.scene) turnCube(plot, before, now);
  else turnWheel(plot, before, now);
}

// Plotly zooms about the place at which the wheel is turned, and keeps that as the learner's own zoom:
// by a factor of e for 200 pixels, and by no more than 20 pixels at once.
function turnWheel(plot, before, now) {
  const pixels = 200 * Math.log(before.apart / now.apart), count = Math.ceil(Math.abs(pixels) / 20);
  const turn = { clientX: now.x, clientY: now.y, deltaY: pixels / count, cancelable: true };
  for (let left = count; left > 0; left -= 1) {
    plot.querySelector(".nsewdrag")?.dispatchEvent(new WheelEvent("wheel", turn));
  }
}

function turnCube(plot, before, now) {
  const camera = plot._fullLayout.scene._scene.getCamera(), { x, y, z } = camera.eye;
  const distance = Math.hypot(x, y, z) * before.apart / now.apart;
  const side = Math.atan2(y, x) - (now.x - before.x) * RADIANS_A_PIXEL;
  const steep = Math.atan2(z, Math.hypot(x, y)) + (now.y - before.y) * RADIANS_A_PIXEL;
  const height = Math.max(-STEEPEST, Math.min(STEEPEST, steep)), across = distance * Math.cos(height);
  const eye = { x: across * Math.cos(side), y: across * Math.sin(side), z: distance * Math.sin(height) };
  window.Plotly.relayout(plot, { "scene.camera": { ...camera, eye } });
}
