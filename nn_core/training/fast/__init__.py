"""The textbook's formulas as lists of NumPy calls on arrays that are made once.

On a small table, making arrays and calling functions takes longer than the arithmetic.
"""
