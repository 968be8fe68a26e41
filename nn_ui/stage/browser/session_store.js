// Has the tab keep what the address has no room for, and what is not for the address.

import { keepWhole } from "./kept.js";
import { keepSeat, takeSeat } from "./seat.js";

/** @import { KeeperEvents } from "./types/keeper.d.ts" */
/** @import { ToKeep } from "./types/message.d.ts" */
/** @import { Component } from "./types/streamlit.d.ts" */

/** @param {Component<ToKeep, KeeperEvents>} component */
export default function ({ data, setTriggerValue }) {
  if (data.whole) keepWhole(data.experiment, data.whole);
  const isOnTheWayIn = data.code && !data.seat;
  const seat = isOnTheWayIn ? takeSeat(data.code) : null;
  if (seat) setTriggerValue("seat", seat);
  if (!isOnTheWayIn) keepSeat(data.code, data.seat);
}
