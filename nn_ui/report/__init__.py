"""A report on one moment of a run, as a page of its own that needs no network to be read."""
