"""What a picture of a run shows, and what became of it, in sentences."""
