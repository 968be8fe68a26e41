// What the keeper of the tab tells.

/** The token of the seat that the tab had in its class, told once after it was reloaded. */
export interface KeeperEvents {
  seat: string;
}
