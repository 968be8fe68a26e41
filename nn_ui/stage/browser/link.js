// The address of the page, which the stage keeps up to date, and a button that copies it.

import { lifeOf, part } from "./component.js";

/** @import { Component } from "./types/streamlit.d.ts" */

const SECONDS_OF_NEWS = 2;

/** @param {Component<object>} component */
export default function ({ parentElement: root }) {
  const begin = (/** @type {AbortSignal} */ signal) => {
    const text = /** @type {HTMLInputElement} */ (part(root, ".link-text"));
    const button = part(root, ".link-copy");
    const refresh = () => {
      text.value = location.href;
    };
    refresh();
    // The stage tells when it has written another address.
    window.addEventListener("neuron-address", refresh, { signal });
    text.addEventListener("focus", () => {
      refresh();
      text.select();
    });
    button.addEventListener("click", async () => {
      refresh();
      button.textContent = (await isCopied(text)) ? "Copied" : "Press Ctrl+C";
      setTimeout(() => {
        button.textContent = "Copy link";
      }, 1000 * SECONDS_OF_NEWS);
    });
  };
  return lifeOf(root, begin).cleanup;
}

/**
 * Browsers have a clipboard on secure pages only; on others the old command still works.
 * @param {HTMLInputElement} text
 */
async function isCopied(text) {
  try {
    await navigator.clipboard.writeText(text.value);
    return true;
  } catch {
    text.focus();
    return document.execCommand("copy");
  }
}
