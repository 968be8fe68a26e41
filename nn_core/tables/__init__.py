"""A table as typed, rewritten, read and written."""
