"""The gradient check in networks of every kind: activations, losses, penalties, batches, kinks."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from nn_core import Architecture, Dataset, Experiment, InputError, Snapshot, TrainingSettings
from nn_core.explanation.gradient_check import GradientCheck, Verdict, gradient_check
from nn_core.explanation.rounding_error import EPS, noise_of_loss
from nn_core.network.activation import of_hidden_layers
from nn_core.network.forward import forward
from nn_core.network.loss import LOSSES
from nn_core.network.regularisation import penalty
from nn_core.training.parameters import names, views
from nn_core.training.update import first_state, update
from tests.any_experiment import any_experiments

MODERATE = (0.001, 0.03, 0.5)


def reached(experiment: Experiment, iteration: int) -> Snapshot:
    """The snapshot after so many updates as the readable update makes them."""
    state = first_state(experiment)
    for at in range(iteration):
        state = update(experiment, state, at).after
    return Snapshot(experiment, iteration, state.parameters, state.memory)


def diverges(snapshot: Snapshot) -> bool:
    """Whether numbers are about to become too large to be computed."""
    return not np.abs(snapshot.parameters).max() < 1e20


def with_parameters(snapshot: Snapshot, *parameters: float) -> Snapshot:
    return replace(snapshot, parameters=np.array(parameters, dtype=float))


def loss_of_the_update(snapshot: Snapshot, parameters: np.ndarray) -> float:
    """What the next update descends, written plainly."""
    experiment, found = snapshot.experiment, snapshot.next_update
    weights, biases = views(parameters, experiment)
    layers = forward(found.X, weights, biases, experiment.activations)
    price = penalty(weights, found.settings.rates)
    return experiment.loss.value(layers[-1], found.y) + price


def verdicts(check: GradientCheck) -> list[Verdict]:
    return [parameter.verdict for parameter in check.parameters]


@pytest.mark.long
@given(any_experiments(learning_rates=MODERATE), st.integers(0, 20))
@settings(max_examples=120)
def test_right_gradients_pass(experiment: Experiment, iteration: int) -> None:
    snapshot = reached(experiment, iteration)
    assume(not diverges(snapshot))
    check = gradient_check(snapshot)
    assert check.passed, check.worst
    assert tuple(parameter.name for parameter in check.parameters) == names(experiment)


@pytest.mark.long
@given(
    any_experiments(learning_rates=MODERATE),
    st.integers(0, 20),
    st.sampled_from([-1.0, 0.0, 0.5, 1.001, 2.0]),
    st.data(),
)
@settings(max_examples=120)
def test_a_wrong_sign_or_factor_fails(
    experiment: Experiment, iteration: int, factor: float, data: st.DataObject
) -> None:
    snapshot = reached(experiment, iteration)
    assume(not diverges(snapshot) and snapshot.loss < 1e4)
    right = gradient_check(snapshot)
    wrong = snapshot.next_update.gradient.copy()
    sizes = np.abs(wrong)
    can_tell = sizes >= max(0.1 * sizes.max(), 1e-3)
    can_tell &= [not parameter.at_kink for parameter in right.parameters]
    # Sine after sine of weights of 200,000: rounding alone moves the loss by more than the mistake.
    rounding = np.array([parameter.allowance for parameter in right.parameters])
    can_tell &= rounding < 0.1 * abs(factor - 1) * sizes
    assume(can_tell.any())
    index = data.draw(st.sampled_from(np.flatnonzero(can_tell).tolist()))
    wrong[index] *= factor
    check = gradient_check(snapshot, analytic=wrong)
    assert not check.passed
    assert check.worst.name == names(experiment)[index]
    assert verdicts(check).count(Verdict.DIFFERS) == 1


@pytest.mark.long
@given(any_experiments(), st.integers(0, 5))
@settings(max_examples=100)
def test_the_numeric_gradient_is_the_plain_central_difference(
    experiment: Experiment, iteration: int
) -> None:
    snapshot = reached(experiment, iteration)
    for index, parameter in enumerate(gradient_check(snapshot, step=1e-3).parameters):
        losses = []
        for nudge in (parameter.step, -parameter.step):
            row = snapshot.parameters.copy()
            row[index] += nudge
            losses.append(loss_of_the_update(snapshot, row))
        plain = (losses[0] - losses[1]) / (2 * parameter.step)
        lost = 1e-14 * max(1.0, *np.abs(losses)) / parameter.step
        assert parameter.numeric == pytest.approx(plain, rel=1e-7, abs=lost)


@pytest.mark.parametrize("loss", LOSSES)
@pytest.mark.parametrize("activation", of_hidden_layers())
def test_a_forgotten_slope_is_found_in_every_hidden_layer(activation: str, loss: str) -> None:
    """Twice the gradient of the first layer, as if its slope had been taken for 2 × slope."""
    rng = np.random.default_rng(1)
    experiment = Experiment(
        Dataset(rng.normal(size=(6, 2)), np.eye(2)[rng.integers(0, 2, 6)]),
        Architecture((3, 2), True, activation, LOSSES[loss].output or "sigmoid"),
        TrainingSettings(0.1, loss, l1=0.01, l2=0.02),
    )
    snapshot = reached(experiment, 3)
    assert gradient_check(snapshot).passed
    wrong = snapshot.next_update.gradient.copy()
    wrong[:9] *= 2
    found = verdicts(gradient_check(snapshot, analytic=wrong))
    assert [verdict is Verdict.DIFFERS for verdict in found] == (wrong != 0).tolist()[:9] + (
        [False] * (len(wrong) - 9)
    )


def relu(X: list[list[float]], y: list[float], *weights: float) -> Snapshot:
    experiment = Experiment(Dataset(X, y), Architecture((), False, "relu", "relu"))
    return with_parameters(reached(experiment, 0), *weights)


def test_at_a_kink_nothing_is_said() -> None:
    # z = 1 * 1 - 1 * 1 = 0: to the right the loss falls, to the left it is flat.
    check = gradient_check(relu([[1, 1]], [1], 1, -1))
    assert verdicts(check) == [Verdict.AT_KINK, Verdict.AT_KINK]
    assert check.passed
    assert check.worst.verdict is Verdict.AT_KINK


def test_near_a_kink_the_nudge_is_shorter() -> None:
    # z = 1e-7, nearer to the kink than the usual nudge: the right slope is z - y = -1.
    check = gradient_check(relu([[1, 0]], [1], 1e-7, 5))
    assert verdicts(check) == [Verdict.AGREES, Verdict.AGREES]
    assert check.parameters[0].numeric == pytest.approx(-1, rel=1e-6)
    assert check.parameters[0].step < 1e-8
    wrong = gradient_check(relu([[1, 0]], [1], 1e-7, 5), analytic=np.array([-0.5, 0]))
    assert verdicts(wrong) == [Verdict.DIFFERS, Verdict.AGREES]


def test_a_kink_elsewhere_is_no_excuse() -> None:
    # Only the first row sits at its kink, and the second weight does not move it.
    snapshot = relu([[1, 0], [0, 2]], [1, 1], 0, 1)
    found = gradient_check(snapshot, analytic=np.array([0.0, 3.0]))
    assert verdicts(found) == [Verdict.AT_KINK, Verdict.DIFFERS]


XOR = Dataset([[0, 0], [0, 1], [1, 0], [1, 1]], [0, 1, 1, 0])


@pytest.mark.parametrize(
    ("hidden", "activation", "output", "iteration"),
    [
        ((4, 4), "identity", "sine", 5),
        ((4, 4), "softplus", "sine", 5),
        ((4, 2), "sine", "identity", 10),
    ],
)
def test_a_nudge_over_many_waves_of_a_sine_says_nothing(
    hidden: tuple[int, ...], activation: str, output: str, iteration: int
) -> None:
    architecture = Architecture(hidden, True, activation, output)
    snapshot = reached(Experiment(XOR, architecture, TrainingSettings(1.0), seed=0), iteration)
    check = gradient_check(snapshot)
    assert check.passed, check.worst
    assert check.worst.verdict is Verdict.TOO_FAR
    assert max(abs(parameter.analytic) for parameter in check.parameters) > 1e12


def test_a_large_weight_before_straight_lines_is_no_excuse() -> None:
    # 4 times the spacing of floats at 2^40 moves z by 1024: along a line this is as good as less.
    experiment = Experiment(Dataset([[2**19]], [0]), Architecture((), False, "relu", "identity"))
    snapshot = with_parameters(reached(experiment, 0), 2**40)
    assert verdicts(gradient_check(snapshot)) == [Verdict.AGREES]
    assert verdicts(gradient_check(snapshot, analytic=np.array([2.0**80]))) == [Verdict.DIFFERS]


@pytest.mark.long
@given(any_experiments(learning_rates=(1.0, 30.0, 1000.0)), st.integers(0, 12))
@settings(max_examples=150)
def test_right_gradients_pass_however_large_the_weights(
    experiment: Experiment, iteration: int
) -> None:
    try:
        check = gradient_check(reached(experiment, iteration))
    except InputError as error:
        assume("too large to be computed" not in str(error))
        raise
    assert check.passed, check.worst


def test_where_only_twice_the_nudge_goes_over_a_kink() -> None:
    # tanh(0.015) is on the right side of ReLU's kink, and so is tanh(0.015 - 0.01); the bend of
    # tanh makes the central difference wrong by 2 / 6 * 0.01² = 3.3e-5.
    experiment = Experiment(Dataset([[1]], [1]), Architecture((1,), False, "tanh", "relu"))
    snapshot = with_parameters(reached(experiment, 0), 0.015, 1)
    right = gradient_check(snapshot, step=0.01)
    assert verdicts(right) == [Verdict.WITHIN_ROUNDING, Verdict.AGREES]
    assert right.parameters[0].analytic == pytest.approx(-0.985, abs=1e-3)
    assert right.parameters[0].allowance == pytest.approx(2 / 6 * 0.01**2, rel=0.1)
    wrong = gradient_check(snapshot, 0.01, snapshot.next_update.gradient * [1.001, 1])
    assert verdicts(wrong) == [Verdict.DIFFERS, Verdict.AGREES]


def test_regularisation_by_hand() -> None:
    # sigmoid(0) = 1/2 at both rows, errors 1/2 and -1/2: the loss alone has the gradient
    # -1/8 + 1/8 * 3 = 1/4. L1 of 0.1 and L2 of 0.2 at the weight 0 add nothing; at the weight 2 of
    # an input that is always 0 they add 0.1 + 0.2 * 2.
    experiment = Experiment(
        Dataset([[1, 0], [3, 0]], [1, 0]), training=TrainingSettings(1.0, l1=0.1, l2=0.2)
    )
    check = gradient_check(with_parameters(reached(experiment, 0), 0, 2))
    assert [p.analytic for p in check.parameters] == pytest.approx([0.25, 0.5])
    assert [p.numeric for p in check.parameters] == pytest.approx([0.25, 0.5])
    near = gradient_check(with_parameters(reached(experiment, 0), 1e-12, -2))
    assert verdicts(near) == [Verdict.AT_KINK, Verdict.AGREES]


def test_only_the_rows_of_the_next_batch_count() -> None:
    rng = np.random.default_rng(2)
    X, y = rng.normal(size=(7, 2)), rng.integers(0, 2, 7)
    whole = Experiment(Dataset(X, y), Architecture((3,)), TrainingSettings(loss="cross_entropy"))
    snapshot = reached(replace(whole, training=replace(whole.training, batch_size=3)), 1)
    rows = snapshot.next_update.rows
    assert len(rows) == 3
    batch = Experiment(Dataset(X[rows], y[rows]), Architecture((3,)), whole.training)
    alone = with_parameters(reached(batch, 0), *snapshot.parameters)
    found, expected = gradient_check(snapshot), gradient_check(alone)
    assert [p.numeric for p in found.parameters] == [p.numeric for p in expected.parameters]
    table = replace(snapshot, experiment=whole).next_update.gradient
    assert not gradient_check(snapshot, analytic=table).passed


def test_numbers_that_are_too_large_are_refused() -> None:
    experiment = Experiment(Dataset([[1], [2]], [1, 0]), Architecture((), False, "relu", "relu"))
    with pytest.raises(InputError, match="too large"):
        gradient_check(with_parameters(reached(experiment, 0), 1e200))


def test_one_number_that_is_too_large_is_enough() -> None:
    two = Experiment(Dataset([[1, 0], [2, 0]], [1, 0]), Architecture((), False, "relu", "relu"))
    with pytest.raises(InputError, match="iteration 0 are too large"):
        gradient_check(with_parameters(reached(two, 0), 1e200, 1))
    # The gradient of the first weight is 1e220, but what rounding may do to it is too large.
    deep = Experiment(Dataset([[1]], [1]), Architecture((1,), False, "identity", "identity"))
    with pytest.raises(InputError, match="iteration 0 are too large"):
        gradient_check(with_parameters(reached(deep, 0), 1e-100, 1e160))


def test_the_noise_of_a_large_bias_by_hand() -> None:
    # z = 1 + 1e8; z and the output are both off by up to eps of that, and so is the loss by 6
    # times their hypotenuse times the error, 0 - z.
    experiment = Experiment(
        Dataset([[1]], [0]), Architecture((), True, output_activation="identity")
    )
    snapshot = with_parameters(reached(experiment, 0), 1, 1e8)
    noise = noise_of_loss(snapshot, snapshot.next_update, 1e-6)
    assert noise == pytest.approx(6 * EPS * (1 + 1e8) ** 2 * 2**0.5, rel=1e-9)
    # The sum of sizes counts, 3 + 1, though z is 3 - 1.
    minus = with_parameters(snapshot, 3, -1)
    noise = noise_of_loss(minus, minus.next_update, 1e-6)
    assert noise == pytest.approx(6 * EPS * (4**2 + 2**2) ** 0.5 * 2, rel=1e-5, abs=0)
