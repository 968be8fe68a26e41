"""What a tab keeps about the output view from one run of the page to the next."""

from __future__ import annotations

from dataclasses import dataclass

from nn_core.experiment.dataset import Dataset
from nn_ui.figures.axes import Range
from nn_ui.figures.data_points import all_rows
from nn_ui.figures.scope import Scope, contains, input_ranges


@dataclass
class OutputView:
    """`scope` is what the panel shows, None while it shows the prediction; `kept` is the number of
    the kept run whose output it is, 0 for the present one."""

    scope: Scope | None = None
    kept: int = 0
    # The number of the last stroke that the table has; the browser counts them.
    drawn: int = 0
    # A learner's own choice of varying inputs, of how many inputs it was made, and which inputs
    # last varied by themselves.
    varying: tuple[int, ...] = ()
    usual: tuple[int, ...] = ()
    n_inputs: int = 0
    # The ranges of all inputs, and the version of the table that was drawn with them.
    ranges: tuple[Range, ...] = ()
    drawn_version: int = -1

    def ranges_for(self, dataset: Dataset, version: int) -> tuple[Range, ...]:
        """The ranges of all inputs. A table that was drawn on the map keeps the map's own, so that
        the map does not move under the pointer."""
        is_drawn = version == self.drawn_version and len(self.ranges) == dataset.n_inputs
        if not (is_drawn and contains(self.ranges, all_rows(dataset).X)):
            self.ranges = input_ranges(dataset)
        return self.ranges
