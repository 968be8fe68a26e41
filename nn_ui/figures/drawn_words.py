"""What the drawing means: a circle, a line, its width and its dashes, each in words said once."""

from typing import Final

LINES: Final = "Solid lines are positive weights, dashed ones negative; the wider, the larger."
NETWORK: Final = (
    "Each circle is a number: on the left the inputs of the new example, then what each neuron "
    "answers to it, on the right the prediction. A square is a bias, which always says 1. "
    f"{LINES} A click on a line, or on its number, lets you type another weight."
)
DOTTED_ROW: Final = "dotted: the target is under 0.5"
DASHED_TARGET: Final = "dashed: what the answer should be"
DASHED_TEST: Final = "dashed: rows that the network never sees"
