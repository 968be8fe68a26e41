// What the scripts use of Plotly, which is Streamlit's copy and brings no types. Names with an
// underscore are its inside, which another version may change.

export interface Plot extends HTMLElement {
  data: Trace[];
  layout: Layout;
  _fullLayout?: FullLayout;
  /** The traces with numbers as lists, which come packed. */
  _fullData?: FullTrace[];
  /** What lies over or under Plotly's drawing, for a saved picture of this size. */
  pictures?: (size: Size) => object[];
  /** Shows the values of a chart in a table. */
  table?: () => void;
  /** The least size of a saved picture. */
  room?: () => Size;
  on(event: "plotly_click", hear: (news: Clicked) => void): void;
  on(event: "plotly_relayout", hear: (change: object) => void): void;
  on(
    event: "plotly_doubleclick" | "plotly_hover" | "plotly_unhover" | "plotly_afterplot",
    hear: () => void,
  ): void;
}

export interface Clicked {
  points: { customdata: number }[];
  event: MouseEvent;
}

export interface FullTrace {
  uid: string;
  opacity: number;
  line: Line;
  x?: ArrayLike<number>;
  y?: ArrayLike<number>;
  z?: Iterable<number>;
  customdata?: Iterable<number>;
  meta?: { part?: string; name?: string; curves?: string[] };
}

export interface Size {
  width: number;
  height: number;
}

export interface Figure {
  data: Trace[];
  layout: Layout;
}

export interface Trace {
  meta?: { series?: string; part?: string; name?: string };
  mode: string;
  name?: string;
  showlegend?: boolean;
  visible?: boolean | "legendonly";
  text: string[];
  hovertext?: string[];
  customdata: Iterable<number>;
  x: number[];
  y: number[];
  marker?: { color: string[]; symbol?: string[]; size?: number[] };
}

export interface Layout {
  meta?: unknown;
  uirevision?: string;
  xaxis?: { type?: string };
  legend?: { orientation?: string; y: number };
  margin?: { t: number };
  yaxis?: { range?: [number, number]; minexponent?: number };
  shapes: Shape[];
  annotations?: { name?: string; text: string }[];
  images?: object[];
  font?: object;
  scene?: { camera: Camera };
}

export interface Shape {
  path: string;
  line: { color: string; width: number; dash: string };
}

export interface FullLayout {
  width: number;
  height: number;
  xaxis: Axis;
  yaxis: Axis;
  scene?: { _scene?: { getCamera(): Camera } };
}

export interface Line {
  color: string;
  width: number;
  dash: string;
}

export interface Axis {
  type: string;
  _offset: number;
  _length: number;
  range: [number, number];
  d2p(value: number): number;
}

export interface Camera {
  eye: { x: number; y: number; z: number };
}

export interface Plotly {
  react(plot: Plot, data: Trace[], layout: Layout, config: object): Promise<Plot>;
  relayout(plot: Plot, change: object): Promise<Plot>;
  restyle(plot: Plot, change: object, traces: number[]): Promise<Plot>;
  animate(plot: Plot, change: object, how: object): Promise<void>;
  downloadImage(figure: object, how: object): Promise<string>;
  Fx: { hover(plot: Plot, points: { curveNumber: number; pointNumber: number }[]): void };
  Plots: { resize(plot: Plot): Promise<void> };
}
