// Pictures that are drawn anew at each of their moments, as the server sends them.

/** Figures of their own at each of their moments. */
export type DrawnAnew = "landscape" | "hidden";

/** A picture that is drawn anew. */
export interface Anew {
  /** Plotly's figure as JSON. */
  figure: string;
  said: string;
}

/** `layout.meta` of a picture that is drawn anew. */
export interface AnewMeta {
  kind: "flat" | "three";
  /** The places in the flat row of the weights across and up; null where these are none. */
  parameters: [across: number, up: number] | null;
  names: string[];
  /** What is read at a place of the contours, or of the colours; "" where nothing is. */
  value: string;
}
