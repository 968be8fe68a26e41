"""The chapter: a network's formulas, arrays in and arrays out, forward and backward."""
