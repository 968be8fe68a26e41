// Has the tab keep what the address has no room for, and what is not for the address.

import { lifeOf } from "./component.js";
import { keepWhole } from "./kept.js";
import { Seat } from "./seat.js";

/** @import { KeeperEvents } from "./types/keeper.d.ts" */
/** @import { ToKeep } from "./types/message.d.ts" */
/** @import { Component } from "./types/streamlit.d.ts" */

/** @param {Component<ToKeep, KeeperEvents>} component */
export default function ({ data, parentElement: root, setTriggerValue }) {
  const { signal, cleanup } = lifeOf(root);
  root.seat ??= new Seat(signal);
  if (data.whole) keepWhole(data.experiment, data.whole);
  const isOnTheWayIn = data.code && !data.seat;
  const seat = isOnTheWayIn ? root.seat.take(data.code) : null;
  if (seat) setTriggerValue("seat", seat);
  if (!isOnTheWayIn) root.seat.keep(data.code, data.seat);
  return cleanup;
}
