"""Confusion matrices in the report."""

from __future__ import annotations

import html

from nn_core import Snapshot
from nn_core.run.metrics import held_back_metrics, is_classification, training_metrics
from nn_core.tables.coding import Coding
from nn_core.telling.html_table import titled
from nn_ui.confusions import Matrix, matrices


def tables(coding: Coding, snapshot: Snapshot) -> str:
    """Where the answers fall, of training rows and of test rows, as HTML; "" where targets
    are no classes."""
    data, test = snapshot.experiment.dataset, held_back_metrics(snapshot)
    if not is_classification(data):
        return ""
    found = {"Training rows": training_metrics(snapshot)} | ({"Test rows": test} if test else {})
    drawn = [
        f"<figure><figcaption>{html.escape(f'{name} {matrix.of}'.strip())}</figcaption>"
        f"{_matrix(matrix)}</figure>"
        for name, metrics in found.items()
        for matrix in matrices(metrics, data, coding)
    ]
    return f'<div class="columns">{"".join(drawn)}</div>'


def _matrix(matrix: Matrix) -> str:
    rows = (
        [name, *(f"{count:,}" for count in counts)]
        for name, counts in zip(matrix.rows, matrix.counts, strict=True)
    )
    remark = f"<p>{html.escape(matrix.remark)}</p>" if matrix.remark else ""
    return titled(["", *matrix.columns], rows) + remark
