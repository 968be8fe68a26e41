"""The parts of the sidebar that are folded away at first, and what is done with their fields."""
