"""What fits scikit-learn's tables, in several forms of file, beside its own linear models.

pip install -r tests/benchmarks/requirements.txt
python -m tests.benchmarks.what_fits            # prints the table
python -m tests.benchmarks.what_fits --write    # and puts it into docs/benchmarks.md
"""

import time
from collections.abc import Callable, Sequence
from types import MappingProxyType
from typing import Any

import numpy as np
from sklearn import datasets
from sklearn.linear_model import LinearRegression, LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from nn_core import Dataset, Run
from nn_core.run.metrics import held_back_metrics
from nn_core.sharing.setup import OWN, Setup, usual_example
from nn_core.suggestion.search import suggestion
from nn_core.tables.opening import open_table
from nn_core.tables.plan import plan_for
from tests.benchmarks import report

MOST_SECONDS = 20.0
CLASSES_MAY_MISS, AMOUNTS_MAY_MISS = 0.02, 0.05
Rows = Sequence[Sequence[str]]
NAMES = ("iris", "wine", "breast_cancer", "diabetes")


def with_decimal_commas(header: Sequence[str], rows: Rows) -> bytes:
    """Semicolons and decimal commas, in the encoding of a German spreadsheet."""
    lines = [";".join(header), *(";".join(row).replace(".", ",") for row in rows)]
    return "\r\n".join(lines).encode("cp1252")


def with_tabs(header: Sequence[str], rows: Rows) -> bytes:
    """Tabs in UTF-16, as a spreadsheet's "Unicode text"."""
    return "\n".join("\t".join(row) for row in (header, *rows)).encode("utf-16")


def with_index(header: Sequence[str], rows: Rows) -> bytes:
    """The rows' numbers first, under no name, as pandas writes a table."""
    lines = [("", *header), *((str(number), *row) for number, row in enumerate(rows))]
    return "\n".join(",".join(line) for line in lines).encode()


FORMS = MappingProxyType(
    {
        "semicolons, decimal commas": with_decimal_commas,
        "tabs, UTF-16": with_tabs,
        "pandas' index": with_index,
    }
)


def written(name: str, form: Callable[[Sequence[str], Rows], bytes]) -> bytes:
    """One of scikit-learn's tables as a file, its classes in words."""
    loaded: Any = getattr(datasets, f"load_{name}")()
    words = None if name == "diabetes" else loaded.target_names
    targets = [f"{one:g}" if words is None else str(words[one]) for one in loaded.target]
    rows = [
        [*(f"{value:.6g}" for value in row), target]
        for row, target in zip(loaded.data, targets, strict=True)
    ]
    return form([*loaded.feature_names, "target"], rows)


def theirs(data: Dataset) -> float:
    """The held-back level of scikit-learn's model on the same split, with scaled inputs."""
    if not data.is_classification:
        return float(LinearRegression().fit(data.X, data.y).score(data.X_test, data.y_test))
    y, y_test = (
        each.argmax(axis=1) if data.n_outputs > 1 else each[:, 0] for each in (data.y, data.y_test)
    )
    model = make_pipeline(StandardScaler(), LogisticRegression(max_iter=2000))
    return float(model.fit(data.X, y).score(data.X_test, y_test))


def row(name: str, form: str) -> list[str]:
    """One table in one form: both levels, the time from the file to the trained network."""
    file = written(name, FORMS[form])
    start = time.perf_counter()
    table = plan_for(open_table(file)).table
    setup = suggestion(Setup(OWN, table, usual_example(OWN, table))).setup
    run = Run(setup.experiment())
    run.advance_to(setup.iterations)
    seconds = time.perf_counter() - start
    found, data = held_back_metrics(run.at(run.iteration)), run.experiment.dataset
    assert found is not None
    is_of_classes = data.is_classification
    ours = found.accuracy if is_of_classes else found.r_squared[0].value or -np.inf
    may_miss = CLASSES_MAY_MISS if is_of_classes else AMOUNTS_MAY_MISS
    other = theirs(data)
    hidden = "-".join(map(str, setup.architecture.hidden)) or "none"
    reached = ours >= other - may_miss and seconds <= MOST_SECONDS
    levels = [f"{ours:.3f}", f"{other:.3f}"]
    return [
        f"{name}, {form}",
        hidden,
        *levels,
        f"{seconds:.1f} s",
        "reached" if reached else "missed",
    ]


def text() -> str:
    """The table and what was measured how."""
    header = ["table", "hidden neurons", "ours, held back", "scikit-learn, same split", "time"]
    rows = [row(name, form) for name in NAMES for form in FORMS]
    return f"""`python -m tests.benchmarks.what_fits --write`.
{report.circumstances("numpy", "scikit-learn")}

Each table is written as a file, opened, set up with what fits and trained. Held-back accuracy
should be that of LogisticRegression minus 0.02, R² that of LinearRegression minus 0.05, within
20 s. The machine was busy with other work.

{report.table([*header, "result"], rows)}"""


def main() -> None:
    report.told(__doc__ or "", "what_fits", "What fits a table", text)


if __name__ == "__main__":
    main()
