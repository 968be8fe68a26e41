"""An experiment being trained: what it remembers, and what is told of it at any time."""
