"""Kept runs in the report: a table of how they differ and what they came to, and their curves."""

from __future__ import annotations

import html
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from nn_core import Snapshot
from nn_core.arrays import FloatArray
from nn_core.run.curves import Curves
from nn_core.telling.html_table import titled
from nn_ui import readouts
from nn_ui.figures.kept_curves import kept_name
from nn_ui.figures.target_texts import factors
from nn_ui.report.line_chart import Line
from nn_ui.session.kept_runs import KeptRun


@dataclass(frozen=True)
class Kept:
    """The kept runs, and the sentence that compares them with the one of the report."""

    runs: Sequence[KeptRun] = ()
    compared: str = ""

    def table(self, t: int) -> str:
        """A row for each at iteration `t`; "" where none is kept. Everything is escaped."""
        if not self.runs:
            return ""
        rows = [[name, one.said, *_numbers(one, t)] for name, one in self._named()]
        sentence = f"<p>{html.escape(self.compared)}</p>" if self.compared else ""
        return titled(["Run", "Differs in", "Prediction", "Loss"], rows) + sentence

    def losses(self, snapshot: Snapshot, curves: Curves) -> Iterator[Line]:
        """The losses at the iterations of `curves` and at that of the snapshot, of those that have
        the same measure."""
        own = snapshot.experiment
        for name, one in self._named():
            other = one.run.experiment
            if (other.training.loss, other.target_scaling) == (
                own.training.loss,
                own.target_scaling,
            ):
                yield Line(name, _along(one, snapshot, curves, of_loss=True), is_kept=True)

    def predictions(self, snapshot: Snapshot, curves: Curves) -> Iterator[Line]:
        """Likewise what they answer to the new example, where both give one number."""
        for name, one in self._named():
            sizes = {one.run.experiment.dataset.n_outputs, snapshot.experiment.dataset.n_outputs}
            if sizes == {1} and one.example is not None:
                yield Line(name, _along(one, snapshot, curves, of_loss=False), is_kept=True)

    def _named(self) -> Iterator[tuple[str, KeptRun]]:
        for number, one in enumerate(self.runs, start=1):
            yield kept_name(number, len(self.runs)), one


def _numbers(kept: KeptRun, t: int) -> tuple[str, str]:
    snapshot = kept.at(t)
    if snapshot is None:
        return readouts.NOT_YET, readouts.NOT_YET
    predicted, loss, _ = readouts.beside(snapshot, kept.example, kept.coding)
    return predicted, loss


def _along(kept: KeptRun, snapshot: Snapshot, curves: Curves, *, of_loss: bool) -> FloatArray:
    """Its values, (n_iterations + 1,), NaN after it has stopped. All runs are drawn at the same
    iterations."""
    values = np.full(len(curves) + 1, np.nan)
    drawn, t = kept.curves[: len(curves)], snapshot.iteration
    values[: len(drawn)] = drawn.loss if of_loss else drawn.prediction[:, 0]
    if t <= kept.run.iteration:
        last = kept.run.at(t)
        values[-1] = last.loss if of_loss else last.predict([kept.example or ()])[0, 0]
    return values if of_loss else values * factors(1, kept.coding)[0]
