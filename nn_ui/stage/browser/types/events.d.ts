// What the browser tells the server.

import type { Pasted } from "./pasting.d.ts";
import type { Stroke } from "./stroke.d.ts";

/** What the learner did on the stage, and what the stage asks for; several are a time stamp only. */
export interface Events {
  goto: number;
  glance: number;
  choose: number;
  grab: number;
  /** The iteration on the screen when the film was to stop. */
  seen: number;
  resend: number;
  ended: number;
  no_plotly: number;
  slice: number;
  draw: { strokes: Stroke[] };
  shape: number[];
  set_parameter: { parameter: number; value: string };
  set_point: { parameters: [number, number]; values: number[] };
  history: { search: string; step: number; resumed: boolean };
  /** The number of a kept run. */
  exchange: number;
  let_go: number;
  /** The beat at a place among those `of` a grain, shown in a grain; "" ends it. */
  walk: { grain: string; place: number; of: string };
}

export interface AnswersEvents {
  row: number;
  paste: Pasted;
  steps: [since: number, count: number];
}
