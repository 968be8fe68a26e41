"""The gradient check: silent about right gradients in any network, and loud about wrong ones."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nn_core import Architecture, Dataset, Experiment, InputError, Run, Snapshot, TrainingSettings
from nn_core.explanation.gradient_check import (
    TOLERANCE,
    GradientCheck,
    ParameterCheck,
    Verdict,
    gradient_check,
)
from nn_core.training.parameters import count, names

ARTICLE = Experiment(Dataset([[0, 1, 1], [1, 0, 0], [1, 0, 1]], [1, 0, 1]))


def random_experiment(
    seed: int,
    n_samples: int = 8,
    hidden: tuple[int, ...] = (),
    bias: bool = True,
    scale: float = 1.0,
    learning_rate: float = 1.0,
) -> Experiment:
    rng = np.random.default_rng(seed)
    n_inputs, n_outputs = int(rng.integers(1, 5)), int(rng.integers(1, 4))
    return Experiment(
        Dataset(
            X=scale * rng.uniform(-1, 1, (n_samples, n_inputs)),
            y=rng.integers(0, 2, (n_samples, n_outputs)),
        ),
        Architecture(hidden, bias),
        TrainingSettings(learning_rate),
        seed,
    )


def snapshot_of(experiment: Experiment, iteration: int = 0) -> Snapshot:
    run = Run(experiment)
    run.advance_to(iteration)
    return run.at(iteration)


def with_parameters(snapshot: Snapshot, parameters: np.ndarray) -> Snapshot:
    return Snapshot(snapshot.experiment, snapshot.iteration, parameters)


def analytic_of(check: GradientCheck) -> np.ndarray:
    return np.array([parameter.analytic for parameter in check.parameters])


def verdicts(check: GradientCheck) -> set[Verdict]:
    return {parameter.verdict for parameter in check.parameters}


networks = st.builds(
    random_experiment,
    seed=st.integers(0, 10_000),
    n_samples=st.integers(1, 12),
    hidden=st.lists(st.integers(1, 5), max_size=3).map(tuple),
    bias=st.booleans(),
)
# Any size of input that the app accepts, trained so that it saturates.
odd_networks = st.builds(
    random_experiment,
    seed=st.integers(0, 10_000),
    n_samples=st.integers(1, 12),
    hidden=st.lists(st.integers(1, 5), max_size=3).map(tuple),
    bias=st.booleans(),
    scale=st.floats(-9, 6).map(lambda exponent: 10**exponent),
    learning_rate=st.sampled_from((0.01, 1.0, 1000.0)),
)


def test_the_articles_gradients_agree_to_nine_digits() -> None:
    check = gradient_check(snapshot_of(ARTICLE))
    assert [parameter.name for parameter in check.parameters] == ["Input 1", "Input 2", "Input 3"]
    # dLoss/dweight as worked by hand in test_explanation.py.
    assert analytic_of(check) == pytest.approx([-0.02424638, -0.14725108, -0.28536314], abs=1e-8)
    assert verdicts(check) == {Verdict.AGREES}
    assert check.worst.relative_difference < 1e-9
    assert check.passed


def test_the_numeric_gradient_is_the_central_difference_of_the_loss() -> None:
    snapshot = snapshot_of(random_experiment(5, hidden=(3,)), 10)
    for index, parameter in enumerate(gradient_check(snapshot, step=1e-3).parameters):
        losses = []
        for nudge in (parameter.step, -parameter.step):
            row = snapshot.parameters.copy()
            row[index] += nudge
            losses.append(with_parameters(snapshot, row).loss)
        plain = (losses[0] - losses[1]) / (2 * parameter.step)
        assert parameter.numeric == pytest.approx(plain, rel=1e-9, abs=1e-11)


@given(networks, st.integers(0, 30))
@settings(max_examples=100)
def test_right_gradients_pass(experiment: Experiment, iteration: int) -> None:
    check = gradient_check(snapshot_of(experiment, iteration))
    assert check.passed, check.worst
    assert tuple(parameter.name for parameter in check.parameters) == names(experiment)


@pytest.mark.long
@given(odd_networks, st.integers(0, 30))
@settings(max_examples=300)
def test_right_gradients_pass_for_large_inputs_and_saturated_neurons(
    experiment: Experiment, iteration: int
) -> None:
    check = gradient_check(snapshot_of(experiment, iteration))
    assert check.passed, check.worst


@pytest.mark.long
@given(networks, st.integers(0, 30), st.data())
@settings(max_examples=100)
def test_a_gradient_that_is_wrong_by_a_thousandth_fails(
    experiment: Experiment, iteration: int, data: st.DataObject
) -> None:
    snapshot = snapshot_of(experiment, iteration)
    wrong = analytic_of(gradient_check(snapshot))
    largest = np.flatnonzero(np.abs(wrong) >= 0.1 * np.abs(wrong).max())
    index = data.draw(st.sampled_from(largest.tolist()))
    wrong[index] *= 1.001
    check = gradient_check(snapshot, analytic=wrong)
    assert not check.passed
    assert check.worst.name == names(experiment)[index]
    differing = [p.name for p in check.parameters if p.verdict is Verdict.DIFFERS]
    assert differing == [names(experiment)[index]]


@pytest.mark.parametrize("factor", [-1.0, 0.0, 0.5, 1 + 1e-5])
def test_the_usual_mistakes_are_found_in_every_parameter(factor: float) -> None:
    snapshot = snapshot_of(random_experiment(3, hidden=(4, 3)), 5)
    wrong = factor * analytic_of(gradient_check(snapshot))
    assert verdicts(gradient_check(snapshot, analytic=wrong)) == {Verdict.DIFFERS}


def test_a_gradient_made_up_where_the_sigmoid_is_flat_fails() -> None:
    # z is in the millions, so the right gradient is exactly 0. With inputs this large, a z near 0
    # would make it some 100,000.
    snapshot = snapshot_of(Experiment(Dataset([[1e6], [5e5]], [0, 0])))
    snapshot = with_parameters(snapshot, np.array([40.0]))
    right = gradient_check(snapshot)
    assert right.passed
    assert (right.worst.analytic, right.worst.relative_difference) == (0, 0)
    assert not gradient_check(snapshot, analytic=np.array([0.01])).passed


def test_a_nudge_is_not_lost_beside_a_large_weight() -> None:
    # 6e-12 would do for inputs of a million, but 1e5 + 6e-12 is 1e5. The products are 1e11 and
    # rounded so roughly that the numeric gradient is right to one digit only.
    snapshot = snapshot_of(Experiment(Dataset([[1e6, -1e6]], [0])))
    check = gradient_check(with_parameters(snapshot, np.array([1e5, 1e5])))
    assert check.passed
    assert analytic_of(check).tolist() == [125_000, -125_000]
    assert [p.numeric for p in check.parameters] == pytest.approx([125_000, -125_000], rel=0.1)
    # A nudge of ten times the wished size is not too far: a gradient of another kind is found.
    wrong = with_parameters(snapshot, np.array([1e5, 1e5]))
    assert verdicts(gradient_check(wrong, analytic=np.array([1e7, -1e7]))) == {Verdict.DIFFERS}


def test_a_gradient_that_is_not_a_number_fails() -> None:
    assert not gradient_check(snapshot_of(ARTICLE), analytic=np.array([0, np.nan, 0])).passed


def test_equal_rows_and_columns_of_zeros_pass() -> None:
    repeated = Dataset([[0.1, 0], [0.7, 0]] * 500, [1, 0] * 500)
    for hidden in ((), (5, 5)):
        snapshot = snapshot_of(Experiment(repeated, Architecture(hidden, True)), 20)
        assert gradient_check(snapshot).passed


def test_rounding_is_not_held_against_a_gradient_near_zero() -> None:
    """At the targets themselves the gradient is 0, and the numeric one is only almost 0."""
    first = snapshot_of(random_experiment(2, hidden=(3,)))
    fitted = Experiment(
        Dataset(first.experiment.dataset.X, first.output), Architecture((3,), True), seed=2
    )
    check = gradient_check(snapshot_of(fitted))
    assert check.worst.analytic == 0
    assert check.passed


@pytest.mark.long
def test_the_largest_network_on_the_largest_table_passes() -> None:
    rng = np.random.default_rng(1)
    experiment = Experiment(
        Dataset(rng.normal(size=(1000, 10)), rng.integers(0, 2, (1000, 4))),
        Architecture((16,) * 6, True),
    )
    snapshot = snapshot_of(experiment)
    check = gradient_check(snapshot)
    assert len(check.parameters) == count(experiment) == 1604
    assert check.passed
    half_as_large = 0.5 * analytic_of(check)
    assert verdicts(gradient_check(snapshot, analytic=half_as_large)) == {Verdict.DIFFERS}


@pytest.mark.parametrize(
    ("analytic", "numeric", "relative", "verdict"),
    [
        (0.0, 0.0, 0.0, Verdict.AGREES),
        (2.0, 2.0 * (1 + 0.9 * TOLERANCE), 0.9 * TOLERANCE, Verdict.AGREES),
        (2.0, 2.002, 0.002 / 2.002, Verdict.DIFFERS),
        (1e-12, -1e-12, 2.0, Verdict.WITHIN_ROUNDING),
        (0.0, 1e-12, 1.0, Verdict.WITHIN_ROUNDING),
    ],
)
def test_relative_difference_and_verdict(
    analytic: float, numeric: float, relative: float, verdict: Verdict
) -> None:
    check = ParameterCheck("w", analytic, numeric, step=1e-6, allowance=1e-11)
    assert check.relative_difference == pytest.approx(relative, rel=1e-6)
    assert check.verdict is verdict


@pytest.mark.parametrize("step", [0.0, -1e-6, 2.0, float("nan")])
def test_a_step_that_makes_no_sense_is_refused(step: float) -> None:
    with pytest.raises(InputError, match="step"):
        gradient_check(snapshot_of(ARTICLE), step=step)
