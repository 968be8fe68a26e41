"""Targets that are amounts, scaled inside: by hand, and against targets scaled by hand."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal

from nn_core import Architecture, Dataset, Experiment, InputError, Preparation, Run, Snapshot
from nn_core.experiment.settings import TrainingSettings
from nn_core.network.activation import ACTIVATIONS
from nn_core.run import schedule
from nn_core.run.curves import curves
from nn_core.run.metrics import held_back_metrics, training_metrics
from nn_core.run.stop_rule import Search, StopRule
from tests.any_experiment import any_experiments, datasets
from tests.oracles import Array

SCALED = Preparation(scale_targets=True)
PRICES = Dataset(
    [[1.0], [2.0], [4.0]], [100.0, 300.0, 500.0], X_test=[[3.0], [9.0]], y_test=[400.0, 900.0]
)


def of(output: str, dataset: Dataset = PRICES, **training: object) -> Experiment:
    chosen = TrainingSettings(0.05, **training)  # type: ignore[arg-type]
    return Experiment(dataset, Architecture((), True, "tanh", output), chosen, preparation=SCALED)


# The deviation of 100, 300 and 500 is the root of (200² + 0 + 200²) / 3.
DEVIATION = 200 * (2 / 3) ** 0.5


@pytest.mark.parametrize(
    ("output", "mean", "deviation", "y", "y_test"),
    [
        ("identity", 300, DEVIATION, [-(1.5**0.5), 0, 1.5**0.5], [0.5 * 1.5**0.5, 3 * 1.5**0.5]),
        ("leaky_relu", 300, DEVIATION, [-(1.5**0.5), 0, 1.5**0.5], [0.5 * 1.5**0.5, 3 * 1.5**0.5]),
        ("relu", 100, DEVIATION, [0, 1.5**0.5, 2 * 1.5**0.5], [1.5 * 1.5**0.5, 4 * 1.5**0.5]),
        ("softplus", 100, DEVIATION, [0, 1.5**0.5, 2 * 1.5**0.5], [1.5 * 1.5**0.5, 4 * 1.5**0.5]),
        ("sigmoid", 100, 400, [0, 0.5, 1], [0.75, 2]),
        ("tanh", 300, 200, [-1, 0, 1], [0.5, 3]),
        ("sine", 300, 200, [-1, 0, 1], [0.5, 3]),
    ],
)
def test_by_hand(output: str, mean: float, deviation: float, y: list, y_test: list) -> None:
    experiment = of(output)
    scaling = experiment.target_scaling
    assert scaling is not None
    assert_allclose([scaling.mean[0], scaling.deviation[0]], [mean, deviation], rtol=1e-15)
    assert_allclose(experiment.y[:, 0], y, rtol=1e-15)
    assert_allclose(experiment.y_test[:, 0], y_test, rtol=1e-15)
    assert_allclose(experiment.answers(experiment.y), PRICES.y, rtol=1e-15)
    assert_array_equal(experiment.dataset.y[:, 0], [100, 300, 500])
    assert not experiment.y.flags.writeable
    assert not experiment.y_test.flags.writeable


def test_every_output_has_its_rule() -> None:
    """Scaled training targets lie where the curve goes, of each curve that there is."""
    for key, curve in ACTIVATIONS.items():
        if not curve.by_row:
            y = of(key).y
            assert y.min() >= (-np.inf if curve.low is None else curve.low)
            assert y.max() <= (np.inf if curve.high is None else curve.high)


def test_nothing_is_done_unless_it_is_asked_for() -> None:
    plain = replace(of("identity"), preparation=Preparation())
    assert plain.target_scaling is None
    assert plain.y is PRICES.y
    assert plain.y_test is PRICES.y_test
    assert plain.answers(PRICES.y) is PRICES.y


@pytest.mark.parametrize("classes", [[0, 1, 1], [-1, 1, 1]])
def test_classes_stay_as_they_are(classes: list[float]) -> None:
    asked, plain = (
        Experiment(Dataset([[1.0], [2.0], [4.0]], classes), preparation=preparation)
        for preparation in (SCALED, Preparation())
    )
    assert asked.target_scaling is None
    assert asked.y is asked.dataset.y
    assert trained(asked, 20).parameters.tobytes() == trained(plain, 20).parameters.tobytes()


def test_shares_of_a_row_stay_as_they_are() -> None:
    shares = Dataset([[1.0], [2.0]], [[0.25, 0.75], [0.5, 0.5]])
    training = TrainingSettings(loss="categorical_cross_entropy")
    architecture = Architecture(output_activation="softmax")
    assert Experiment(shares, architecture, training, preparation=SCALED).target_scaling is None


def test_each_column_has_its_own_numbers_and_a_constant_one_stays() -> None:
    targets = Dataset([[1.0], [2.0]], [[10.0, -4.0, 7.0], [30.0, -2.0, 7.0]])
    scaling = of("sigmoid", targets).target_scaling
    assert scaling is not None
    assert_array_equal(scaling.mean, [10, -4, 0])
    assert_array_equal(scaling.deviation, [20, 2, 1])
    assert_array_equal(scaling.is_scaled, [True, True, False])
    assert_array_equal(of("sigmoid", targets).y, [[0, 0, 7], [1, 1, 7]])


def test_scaled_targets_are_allowed_where_they_fit_the_loss() -> None:
    experiment = of("sigmoid", loss="cross_entropy")
    assert_array_equal(experiment.y[:, 0], [0, 0.5, 1])
    with pytest.raises(InputError, match="Cross-entropy needs targets from 0 to 1"):
        replace(experiment, preparation=Preparation())
    with pytest.raises(InputError, match="Cross-entropy needs targets from 0 to 1"):
        of("sigmoid", Dataset([[1.0], [2.0]], [7.0, 7.0]), loss="cross_entropy")


def trained(experiment: Experiment, n_iterations: int = 50) -> Snapshot:
    run = Run(experiment)
    return run.at(run.advance_to(n_iterations))


@settings(max_examples=40)
@given(datasets(), st.sampled_from([1.0, 350.0]), st.sampled_from(["identity", "tanh", "sigmoid"]))
def test_it_is_the_same_as_scaling_by_hand(dataset: Dataset, by: float, output: str) -> None:
    """The same network, trained on targets that somebody has scaled in the table, whose answers
    are scaled back by hand."""
    dataset = replaced(dataset, dataset.y * by + 3, dataset.y_test * by + 3)
    inside = of(output, dataset)
    scaling = inside.target_scaling
    if scaling is None:
        return
    by_hand = replaced(
        dataset, *((y - scaling.mean) / scaling.deviation for y in (dataset.y, dataset.y_test))
    )
    outside = replace(inside, dataset=by_hand, preparation=Preparation())
    one, other = trained(inside), trained(outside)
    assert one.parameters.tobytes() == other.parameters.tobytes()
    assert one.loss == other.loss
    X = np.linspace(-2, 2, 3 * dataset.n_inputs).reshape(3, -1)
    assert_array_equal(one.predict(X), scaling.mean + scaling.deviation * other.predict(X))
    assert_array_equal(one.answers, one.predict(dataset.X))
    assert_array_equal(one.error, by_hand.y - other.output)
    if dataset.n_test:
        assert_array_equal(one.held_back_answers, one.predict(dataset.X_test))


def replaced(dataset: Dataset, y: Array, y_test: Array) -> Dataset:
    return Dataset(dataset.X, y, X_test=dataset.X_test, y_test=y_test)


@given(any_experiments())
def test_without_it_every_number_stays_to_the_last_bit(experiment: Experiment) -> None:
    plain = replace(experiment, preparation=replace(experiment.preparation, scale_targets=False))
    assert plain.y is plain.dataset.y
    snapshot = Run(plain).at(0)
    assert snapshot.answers is snapshot.output
    assert snapshot.error.tobytes() == (plain.dataset.y - snapshot.output).tobytes()


def test_curves_and_metrics_are_in_the_tables_numbers() -> None:
    run = Run(of("identity"))
    run.advance_to(200)
    snapshot = run.at(200)
    drawn = curves(run, schedule.up_to(200), [3.0], 3)
    assert_allclose(drawn.prediction[-1], snapshot.predict([3.0])[0], rtol=1e-12)
    assert_allclose(drawn.output[-1], snapshot.answers, rtol=1e-12)
    found, held_back = training_metrics(snapshot), held_back_metrics(snapshot)
    assert held_back is not None
    for metrics, X, y in ((found, PRICES.X, PRICES.y), (held_back, PRICES.X_test, PRICES.y_test)):
        errors = y - snapshot.predict(X)
        (r_squared,), (typical,) = metrics.r_squared, metrics.typical_error
        assert r_squared.value == pytest.approx(1 - (errors**2).sum() / ((y - y.mean()) ** 2).sum())
        assert typical == pytest.approx((errors**2).mean() ** 0.5)
    # The line of least squares has R² = 600² / (14 / 3 × 80,000), in any unit.
    assert found.r_squared[0].value == pytest.approx(27 / 28, abs=0.001)
    assert found.loss == snapshot.loss
    assert snapshot.loss == pytest.approx(0.5 * (found.typical_error[0] / DEVIATION) ** 2 * 3)


def test_rows_are_right_in_the_tables_numbers() -> None:
    """The threshold of the table is 0.5: with targets of -3 it is 0, and a scaled output of 0
    would be on it."""
    experiment = of("identity", Dataset([[1.0], [2.0], [4.0]], [-3.0, 2.0, 12.0]))
    run = Run(experiment)
    run.advance_to(200)
    search = Search(run, StopRule(all_right=True), 0)
    met = search.look(200)
    assert met is not None
    answers = run.at(met).answers[:, 0]
    assert (np.sign(answers) == [-1, 1, 1]).all()
    assert not run.at(met - 1).correct.all()
