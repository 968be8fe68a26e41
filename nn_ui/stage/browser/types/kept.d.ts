// What is said of the runs that are kept beside the present one.

/** What is said of the kept runs at the cursor; `compared` is one sentence about them. */
export interface Kept {
  runs: KeptRun[];
  compared: string;
}

/** Its number among all that were kept, and how it differs from the present run. */
export interface KeptRun {
  number: number;
  said: string;
}

export type KeptValues = [prediction: string, loss: string, lossInFull: string];
