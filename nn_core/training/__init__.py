"""From an experiment to its weights: one update, the loop, and the same loop, faster."""
