// The moment in words, as the server sends it.

import type { DrawnAnew } from "./anew.d.ts";
import type { ViewName } from "./message.d.ts";

/** What is said of the moment, and as the label of each chart. */
export interface Said extends Record<Exclude<ViewName, DrawnAnew>, string> {
  moment: string;
}
