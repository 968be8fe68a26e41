// What was drawn on the map of the output.

export interface Stroke {
  serial: number;
  kind: string;
  /** The inputs that the map's axes are, and for each the place and how far an eraser reaches. */
  inputs: number[];
  at: number[];
  reach: number[];
}
