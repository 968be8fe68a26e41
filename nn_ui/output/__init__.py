"""The network's output over its inputs: which of them vary, drawing rows, and the truth table."""
