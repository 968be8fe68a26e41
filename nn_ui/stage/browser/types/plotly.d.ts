// What the scripts use of Plotly, which is Streamlit's copy and brings no types. Names with an
// underscore are its inside, which another version may change.

export interface Plot extends HTMLElement {
  data: Trace[];
  layout: Layout;
  _fullLayout?: FullLayout;
  /** What lies over or under Plotly's drawing, for a saved picture of this size. */
  pictures?: (size: Size) => object[];
  /** The least size of a saved picture. */
  room?: () => Size;
  on(event: "plotly_click", hear: (news: { points: { customdata: number }[] }) => void): void;
  on(event: "plotly_relayout", hear: (change: object) => void): void;
  on(
    event: "plotly_doubleclick" | "plotly_hover" | "plotly_unhover" | "plotly_afterplot",
    hear: () => void,
  ): void;
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
  meta?: { series?: string; part?: string };
  mode: string;
  text: string[];
  customdata: Iterable<number>;
  x: number[];
  y: number[];
  marker?: { color: string[] };
}

export interface Layout {
  meta?: unknown;
  uirevision?: string;
  xaxis?: { type?: string };
  shapes: Shape[];
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

export interface Axis {
  _offset: number;
  _length: number;
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
  Plots: { resize(plot: Plot): Promise<void> };
}
