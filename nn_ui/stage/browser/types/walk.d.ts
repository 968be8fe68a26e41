/** One phase of an iteration; the last trace's `meta` has the ways of its dots. */
export interface Walk {
  figure: string;
  phase: string;
}

/** A dot's way, and how many layers it waits. */
export interface Way {
  ends: [from: [number, number], to: [number, number]];
  turn: number;
}
