"""The chapter: a network's formulas, arrays in and arrays out, forward and backward.

Each formula is a record in a registry. A new one takes its record here and its fast twin in
`training/fast`, a regulariser also a rate in `TrainingSettings`; everything else reads the record.
"""
