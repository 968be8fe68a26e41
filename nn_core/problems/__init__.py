"""Ready-made tables, points made to measure, and what the articles print."""
