"""The tab "One step in numbers": every number of one iteration, and where it comes from."""
