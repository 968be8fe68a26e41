// A block of cells that was pasted, and the editor that had the focus.

export type Editor = "table" | "new_example";

export interface Pasted {
  table: Editor;
  text: string;
  row: number;
  column: number;
  number: number;
}
