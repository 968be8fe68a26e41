"""How well it does, in numbers of the table: what stands in the summary, by hand."""

from typing import Any

import numpy as np

from nn_core import Architecture, Dataset, Experiment, Preparation, Snapshot
from nn_core.run.metrics import training_metrics
from nn_core.tables.table import from_dataset
from nn_ui.tabs.metrics import of_scaling, summary

LINE = Architecture(output_activation="identity")


def answers_doubled(scale_targets: bool) -> Snapshot:
    """Two targets; the second network's weight of 2 answers twice its input."""
    data = Dataset([[-1.0], [1.0]], [[-1, -30], [3, 10]], target_names=["a", "b"])
    preparation = Preparation(scale_targets=scale_targets)
    return Snapshot(Experiment(data, LINE, preparation=preparation), 0, np.array([2.0, 2.0]))


def in_words(snapshot: Snapshot) -> Any:
    data = snapshot.experiment.dataset
    coding = from_dataset(data).coding
    return summary({"Training": training_metrics(snapshot)}, data, coding)["Training"]


def test_the_typical_error_of_amounts_is_in_their_numbers() -> None:
    # Plain: the answers -2 and 2 for both; errors 1 and 1, and -28 and 8.
    plain = answers_doubled(scale_targets=False)
    found = in_words(plain)
    assert found["Typical error of a (root mean square)"] == "1"
    assert found["Typical error of b (root mean square)"] == "20.5913"
    assert of_scaling(plain.experiment) == ()
    # Scaled: a = 1 + 2 × output, so -3 and 5; b = -10 + 20 × output, so -50 and 30.
    scaled = answers_doubled(scale_targets=True)
    found = in_words(scaled)
    assert found["Typical error of a (root mean square)"] == "2"
    assert found["Typical error of b (root mean square)"] == "20"
    assert (found["R² of a"], found["R² of b"]) == ("0.000000", "0.000000")
    # Each scaled error is 1 in size: half the sum of four squares.
    assert found["Loss"] == "2.00000000"
    assert of_scaling(scaled.experiment)[1:] == (
        "a = 1 + 2 × its output",
        "b = −10 + 20 × its output",
    )
