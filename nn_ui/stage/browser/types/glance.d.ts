import type { Frame, Link, Walk } from "./message.d.ts";

/** A moment at which the learner looks while their hand holds the timeline. */
export interface Glance {
  scene: string;
  glance: Frame;
  sound: boolean;
  line: string;
  walk: Walk | null;
  log_timeline: boolean;
  asked: number | null;
  seen: number | null;
  drawn: number;
  link: Link;
}
