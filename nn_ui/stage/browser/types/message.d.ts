// The form of what Python and the browser send each other, written down once. Python's side of it
// is nn_ui/stage/message.py; tests/nn_ui/stage/test_form.py has tsc hold real messages to it.

import type { Anew, DrawnAnew } from "./anew.d.ts";
import type { Kept, KeptValues } from "./kept.d.ts";
import type { Said } from "./voice.d.ts";
import type { Walk } from "./walk.d.ts";

export type { AnewMeta } from "./anew.d.ts";
export type { Walk };

export type TimeView = "loss" | "weights" | "prediction";
export type ViewName = TimeView | "network" | "output" | DrawnAnew;
export type Range = [low: number, high: number];
/** "#rrggbb" of the lowest value, the middle and the highest. */
export type Ramp = [low: string, middle: string, high: string];

/** What the server sends to the stage. */
export interface Message {
  /** The name of everything that the figures' structure depends on. */
  scene: string;
  /** Since play began, on the server's clock; null at rest, with one frame. */
  seconds: number | null;
  goal: number;
  /** Whether the film ends with these frames. */
  ends: boolean;
  reached: number;
  points: Points;
  ranges: Record<TimeView, Range>;
  /** From which power of ten on the labels of each chart are powers of ten. */
  exponents: Record<TimeView, number>;
  /** Null where no run is kept. */
  kept: Kept | null;
  frames: Frame[];
  /** Whether the timeline's first iterations take as much of it as the later ones. */
  log_timeline: boolean;
  asked: number | null;
  /** What was on the screen when the film was to stop, as far as the server has heard. */
  seen: number | null;
  /** The serial number of the last stroke that the table has. */
  drawn: number;
  link: Link;
  /** What the line under the transport says. */
  line: string;
  /** Null while the diagram shows the network as always. */
  walk: Walk | null;
  /** Whether the learner asked to hear the loss. */
  sound: boolean;
  /** Of a whole message, in seconds: how far the film is behind, how long its timeline counts. */
  timing?: { delay: number; late: number };
  /** Plotly's figures as JSON, without the points of the curves, when they are new. */
  figures?: Partial<Record<ViewName, string>>;
  /** The name of everything that a learner's zoom and hidden curves belong to. */
  revision?: string;
}

/** The curves from the point with the number `first` on. */
export interface Points {
  first: number;
  /** Four bytes each, in base64. */
  iterations: string;
  keys: string[];
  /** The bytes of a value: 4 or 8. */
  kind: "f4" | "f8";
  /** All values of the first key, then of the second, in base64. */
  values: string;
}

/** What is on the screen from second `time` on. */
export interface Frame {
  time: number;
  iteration: number;
  /** By the name of their places; `-shown` is for people, the other for programs. */
  readouts: Record<string, string>;
  /** One for each key of the points. */
  values: number[];
  network: Patch | null;
  answers: Answers | null;
  /** The output over the scope's grid, two bytes a point, in base64. */
  picture?: string;
  /** For each layer and neuron one byte a point, in base64. */
  thumbnails?: string[][];
  /** Of the first frame of a message: the moment in words, and a picture that is drawn anew. */
  said?: Said;
  anew?: Anew;
  /** Of each kept run. */
  kept?: KeptValues[];
}

/** What changes in the diagram: properties of traces and shapes, by their numbers. */
export interface Patch {
  data: Record<string, Record<string, unknown>>;
  shapes: Record<string, Record<string, unknown>>;
  table?: TablePatch;
}

/** What changes in the table of weights. */
export interface TablePatch {
  /** Row after row, with "|" between the numbers. */
  weights: string;
  /** For each weight a letter, from "a" on: the place of its colour among the shades. */
  shades: string;
  /** For each column what its neuron answers. */
  outputs: string[];
}

/** The training rows' answers, and after them those of the test rows. */
export interface Answers {
  /** For each target column of a row its number: of a word how near it is to 1. */
  output: string[][];
  /** The words before the numbers, "" before an amount; null where no column has words. */
  words: string[][] | null;
  correct: boolean[];
  n_training: number;
  /** Null where targets are no classes. */
  threshold: string | null;
}

/** The rows of the table beside which the answers stand. */
export interface Table {
  chosen: number | null;
  /** Those that the verdict names. */
  marked: number[];
  /** For each row its place among the answers; null where all are in their order. */
  places: (number | null)[] | null;
  cells: string[] | null; // what stands in each row, where the table itself is not seen
  n_rows: number;
  n_waiting: number;
}

/** What the browser's address should say. */
export interface Link {
  query: string;
  experiment: string;
  step: number;
  session: string;
  comes_back: boolean;
}

/** `layout.meta` of the network's figure. */
export interface NetworkMeta {
  hidden: number[];
  most_layers: number;
  most_neurons: number;
  /** The neurons of a layer that is added. */
  new_layer: number;
  /** The place of the chosen weight in the flat row, its name and its value. */
  chosen: number | null;
  name?: string;
  value?: number;
  /** What circles, lines and dashes mean. */
  drawn: string;
  pictures: NeuronsMeta;
  table?: TableMeta;
}

/** The weights of a first layer of many inputs. */
export interface TableMeta {
  /** The inputs' names, and the bias where there is one. */
  rows: string[];
  /** The names of the neurons, and what stands above their columns. */
  columns: string[];
  headings: string[];
  /** What enters the network of the new example. */
  inputs: string[];
  /** Of the view's width. */
  share: number;
  /** Backgrounds of cells: those of positive weights from small to large, then of negative ones. */
  shades: string[];
}

export interface NeuronsMeta {
  neurons: [layer: number, height: number, size: number][];
  ramp: Ramp;
  /** The points on each side of a picture. */
  width: number;
}

/** `layout.meta` of the output's figure. */
export interface OutputMeta {
  kind: "curve" | "map" | "cube";
  inputs: number[];
  names: string[];
  ranges: Range[];
  n_points: number;
  low: number;
  high: number;
  threshold: number;
  ramp: Ramp;
  line: string;
  /** The targets of the low and the high class: numbers, or words. */
  classes: [low: string, high: string];
  are_words: boolean;
  /** Behind the output's numbers, "" where there is none. */
  unit: string;
  two_colours: boolean;
  /** The colours of the classes' areas; none where the map shows one output. */
  areas: string[];
  class_names: string[];
  /** The lower bits of a point of such a map, which say how far its class is ahead. */
  margin_bits: number;
  number_style: NumberStyle;
}

/** From `smallest` on and below `largest` numbers are no powers of ten. */
export interface NumberStyle {
  smallest: number;
  largest: number;
  no_number: string;
}

/** A component of a chart by itself. */
export interface Chart {
  name: string;
  title: string;
  figure: string;
}

export interface ToKeep {
  experiment: string;
  whole: string;
  /** Of the class that the page is in or came to, and the token of the learner's seat in it. */
  code: string;
  seat: string;
}
