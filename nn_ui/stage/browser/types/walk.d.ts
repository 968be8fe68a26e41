/** One beat of an iteration that is played slowly, in the network's diagram. */
export interface Walk {
  grain: string;
  place: number;
  /** How many beats of this grain there are. */
  count: number;
  /** How long its words take to be read. */
  seconds: number;
  /** For each dot the two ends of its way, each a layer and a height. */
  ways: [from: [number, number], to: [number, number]][];
  figure: string;
}
