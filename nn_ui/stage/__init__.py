"""The live stage: one component of the page that plays the run as a film."""
