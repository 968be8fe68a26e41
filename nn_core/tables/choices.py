"""What a person has said about a table that they bring; the rest is guessed."""

from __future__ import annotations

from dataclasses import dataclass

from nn_core.checks import checked_seed, keep


@dataclass(frozen=True)
class Choices:
    """What a person has said about a table; what is empty or None is left to be guessed.

    targets, inputs, left_out: names of columns with these roles; words: columns whose numbers are
    words; has_classes: whether a target of few whole numbers has classes, and not amounts; one:
    the word of a two-word target that is 1; fills_blanks: whether blank cells are filled, and not
    their rows left out; data_seed: decides which rows are drawn from a large table.
    """

    targets: tuple[str, ...] = ()
    inputs: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    has_classes: bool | None = None
    one: str = ""
    fills_blanks: bool | None = None
    data_seed: int = 1

    def __post_init__(self) -> None:
        keep(self, data_seed=checked_seed(self.data_seed, "The data seed"))
