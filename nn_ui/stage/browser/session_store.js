// Has the tab keep what the address has no room for.

import { keepWhole } from "./kept.js";

/** @import { ToKeep } from "./types/message.d.ts" */
/** @import { Component } from "./types/streamlit.d.ts" */

/** @param {Component<ToKeep>} component */
export default function ({ data }) {
  if (data.whole) keepWhole(data.experiment, data.whole);
}
