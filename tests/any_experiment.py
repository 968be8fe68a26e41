"""Experiments with every option there is, for tests that must hold for all of them."""

from collections.abc import Sequence

import numpy as np
from hypothesis import strategies as st

from nn_core import (
    Architecture,
    Dataset,
    Experiment,
    Feature,
    Intervention,
    Preparation,
    TrainingSettings,
)
from nn_core.network.activation import ACTIVATIONS, of_hidden_layers
from nn_core.network.loss import LOSSES
from nn_core.network.optimiser import OPTIMISERS
from nn_core.network.start import STARTS

RATES = (0.001, 0.03, 0.5, 1.0)
PRICES = (0.0, 0.0, 0.001, 0.3)


def outputs_for(loss: str) -> list[str]:
    """The output activations that go with a loss."""
    return [
        key
        for key, one in sorted(ACTIVATIONS.items())
        if LOSSES[loss].output in (None, key) and one.loss in (None, loss)
    ]


def pairs() -> list[tuple[str, str]]:
    """Each output activation with each loss that goes with it."""
    return [(output, loss) for loss in LOSSES for output in outputs_for(loss)]


@st.composite
def datasets(
    draw: st.DrawFn, largest: float = 2.0, low: float = -1.0, *, by_row: bool = False
) -> Dataset:
    """Tables of 1 to 7 rows, with or without test rows; targets from `low` to 1, or of two to four
    outputs that add up to 1."""
    n_rows, n_inputs = (draw(st.integers(1, most)) for most in (7, 3))
    n_outputs = draw(st.integers(2, 4) if by_row else st.integers(1, 2))
    n_test = draw(st.integers(0, 2))

    def matrix(n: int, n_columns: int, least: float, most: float) -> list[list[float]]:
        number = st.floats(least, most) | st.sampled_from([least, 0.0, 1.0])
        row = st.lists(number, min_size=n_columns, max_size=n_columns)
        return draw(st.lists(row, min_size=n, max_size=n))

    def targets(n: int) -> list[list[float]]:
        return shares(draw, n, n_outputs) if by_row else matrix(n, n_outputs, low, 1)

    X, y = matrix(n_rows, n_inputs, -largest, largest), targets(n_rows)
    if not n_test:
        return Dataset(X, y)
    X_test, y_test = matrix(n_test, n_inputs, -largest, largest), targets(n_test)
    return Dataset(X, y, X_test=X_test, y_test=y_test)


def shares(draw: st.DrawFn, n_rows: int, n_outputs: int) -> list[list[float]]:
    """Rows that add up to 1: one class each, or shares of all."""
    one_class = st.sampled_from(np.eye(n_outputs).tolist())
    parts = st.lists(st.integers(0, 9), min_size=n_outputs, max_size=n_outputs).filter(any)
    of_all = parts.map(lambda found: [part / sum(found) for part in found])
    return draw(st.lists(one_class | of_all, min_size=n_rows, max_size=n_rows))


@st.composite
def any_experiments(
    draw: st.DrawFn, largest: float = 2.0, learning_rates: Sequence[float] = RATES
) -> Experiment:
    """Any experiment on a small table."""
    loss = draw(st.sampled_from(sorted(LOSSES)))
    lowest, _ = LOSSES[loss].targets or (-1.0, 1.0)
    dataset = draw(datasets(largest, lowest, by_row=LOSSES[loss].by_row))
    architecture = Architecture(
        draw(st.lists(st.integers(1, 4), max_size=3)),
        draw(st.booleans()),
        draw(st.sampled_from(sorted(of_hidden_layers()))),
        draw(st.sampled_from(outputs_for(loss))),
        draw(st.sampled_from(tuple(STARTS))),
    )
    settings = TrainingSettings(
        draw(st.sampled_from(learning_rates)),
        loss,
        draw(st.sampled_from(sorted(OPTIMISERS))),
        draw(st.none() | st.integers(1, 8)),
        draw(st.sampled_from(PRICES)),
        draw(st.sampled_from(PRICES)),
    )
    experiment = Experiment(
        dataset,
        architecture,
        settings,
        draw(st.integers(0, 2**32 - 1)),
        preparation=draw(preparations(dataset.n_inputs)),
    )
    changes = draw(st.lists(interventions(experiment.n_parameters), max_size=4))
    return Experiment(
        dataset,
        architecture,
        settings,
        experiment.seed,
        tuple(changes),
        experiment.preparation,
    )


def preparations(n_inputs: int) -> st.SearchStrategy[Preparation]:
    column = st.integers(0, n_inputs - 1)
    feature = st.builds(Feature, st.sampled_from(["square", "sine"]), column) | st.builds(
        Feature, st.just("product"), column, column
    )
    several = st.lists(feature, max_size=2, unique=True).map(tuple)
    return st.builds(Preparation, several, st.booleans(), st.booleans())


def interventions(n_parameters: int, latest: int = 12) -> st.SearchStrategy[Intervention]:
    at = st.integers(0, latest)
    place = st.integers(0, n_parameters - 1)
    return (
        st.builds(Intervention, at, st.just("learning_rate"), st.sampled_from(RATES))
        | st.builds(Intervention, at, st.sampled_from(["l1", "l2"]), st.sampled_from(PRICES))
        | st.builds(Intervention, at, st.just("parameter"), st.floats(-3, 3), place)
    )
