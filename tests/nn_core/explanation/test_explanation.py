"""The explanation says what the run does: the article by hand, any network bit for bit."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from nn_core import Architecture, Dataset, Experiment, Intervention, Run, TrainingSettings
from nn_core.arrays import quiet_overflow
from nn_core.explanation.change import Change
from nn_core.explanation.explanation import (
    Explanation,
    HiddenLayerSteps,
    LayerSteps,
    OutputLayerSteps,
    explain,
)
from tests.any_experiment import any_experiments

ARTICLE = Experiment(Dataset([[0, 1, 1], [1, 0, 0], [1, 0, 1]], [1, 0, 1]))
VALUES = st.floats(-5, 5, width=32)


@st.composite
def experiments(draw: st.DrawFn) -> Experiment:
    n_samples, n_inputs, n_outputs = (draw(st.integers(1, most)) for most in (6, 4, 3))
    return Experiment(
        Dataset(
            X=[[draw(VALUES) for _ in range(n_inputs)] for _ in range(n_samples)],
            y=[[draw(VALUES) for _ in range(n_outputs)] for _ in range(n_samples)],
        ),
        Architecture(draw(st.lists(st.integers(1, 5), max_size=3)), bias=draw(st.booleans())),
        TrainingSettings(draw(st.floats(0.001, 20))),
        seed=draw(st.integers(0, 1000)),
    )


def explained(experiment: Experiment, iteration: int) -> tuple[Explanation, Run]:
    run = Run(experiment)
    run.advance_to(iteration + 1)
    return explain(run.at(iteration)), run


def assert_bits_equal(one: np.ndarray, other: np.ndarray) -> None:
    assert one.shape == other.shape
    assert one.tobytes() == other.tobytes()


def assert_sum(parts: np.ndarray, axis: int, total: np.ndarray) -> None:
    """Check that parts add up to the total within the rounding of their size."""
    size = np.abs(parts).sum(axis=axis)
    n_parts = parts.shape[axis]
    assert (np.abs(parts.sum(axis=axis) - total) <= 4 * n_parts * np.finfo(float).eps * size).all()


def changes(layer: LayerSteps) -> list[Change]:
    return [change for change in (layer.weight_change, layer.bias_change) if change is not None]


class TestTheArticlesFirstIteration:
    """Seed 1 gives the weights w1 = -0.16595599, w2 = 0.44064899 and w3 = -0.99977125.

    Worked by hand from these, to ten decimals; the weights have eight, so that is what is compared.
    """

    steps = explain(Run(ARTICLE).at(0)).output

    def test_weights(self) -> None:
        self.compare(self.steps.weights, [[-0.16595599], [0.44064899], [-0.99977125]])

    def test_products(self) -> None:
        # An input of 1 leaves the weight as it is, and an input of 0 leaves nothing.
        self.compare(
            self.steps.products[:, :, 0],
            [
                [0, 0.44064899, -0.99977125],
                [-0.16595599, 0, 0],
                [-0.16595599, 0, -0.99977125],
            ],
        )

    def test_z(self) -> None:
        # Row 1: 0.44064899 - 0.99977125; row 2: w1 alone; row 3: -0.16595599 - 0.99977125.
        self.compare(self.steps.z, [[-0.55912226], [-0.16595599], [-1.16572724]])

    def test_output(self) -> None:
        # 1 / (1 + e^0.55912226) = 1 / 2.7491365392
        # 1 / (1 + e^0.16595599) = 1 / 2.1805211458
        # 1 / (1 + e^1.16572724) = 1 / 4.2082552065
        self.compare(self.steps.output, [[0.3637505761], [0.4586059630], [0.2376281739]])

    def test_target_and_error(self) -> None:
        assert self.steps.target.tolist() == [[1], [0], [1]]
        # 1 - 0.3637505761, 0 - 0.4586059630, 1 - 0.2376281739
        self.compare(self.steps.error, [[0.6362494239], [-0.4586059630], [0.7623718261]])

    def test_slope(self) -> None:
        # 0.3637505761 * 0.6362494239, 0.4586059630 * 0.5413940370, 0.2376281739 * 0.7623718261
        self.compare(self.steps.slope, [[0.2314360945], [0.2482865337], [0.1811610249]])

    def test_delta(self) -> None:
        # Minus error * slope: -(0.6362494239 * 0.2314360945), and so on.
        self.compare(self.steps.delta, [[-0.1472510818], [0.1138656849], [-0.1381120613]])

    def test_contributions(self) -> None:
        # input * delta: a row's delta wherever its input is 1.
        by_hand = [
            [0, -0.1472510818, -0.1472510818],
            [0.1138656849, 0, 0],
            [-0.1381120613, 0, -0.1381120613],
        ]
        self.compare(self.steps.weight_change.contributions[:, :, 0], by_hand)

    def test_gradient_and_update(self) -> None:
        # 0.1138656849 - 0.1381120613, -0.1472510818, -0.1472510818 - 0.1381120613
        gradient = [[-0.0242463764], [-0.1472510818], [-0.2853631431]]
        change = self.steps.weight_change
        self.compare(change.gradient, gradient)
        self.compare(change.update, np.negative(gradient))

    def test_weights_after(self) -> None:
        # -0.16595599 + 0.0242463764, 0.44064899 + 0.1472510818, -0.99977125 + 0.2853631431
        self.compare(
            self.steps.weight_change.after, [[-0.1417096136], [0.5879000718], [-0.7144081069]]
        )

    def test_nothing_is_said_about_biases_or_hidden_layers(self) -> None:
        assert self.steps.bias_change is None
        assert not self.steps.has_bias
        assert explain(self.steps.snapshot).hidden == ()

    @staticmethod
    def compare(found: np.ndarray, by_hand: object) -> None:
        np.testing.assert_allclose(found, by_hand, rtol=0, atol=1e-8)


def test_a_hidden_layer_by_hand() -> None:
    """One input, one hidden neuron, one output, with weights that are worked out easily.

    Input 1, weights ln 3 and 2 ln 3, biases 0 and -ln 3, target 1, learning rate 2:
    hidden: z = ln 3, output = 1 / (1 + 1/3) = 3/4, slope = 3/16;
    output: z = 3/4 * 2 ln 3 - ln 3 = ln 3 / 2, output = s = 1 / (1 + 3^(-1/2)).
    """
    run = Run(Experiment(Dataset([[1]], [1]), Architecture((1,), True), TrainingSettings(2)))
    snapshot = run.at(0)
    ln3 = np.log(3)
    by_hand = type(snapshot)(snapshot.experiment, 0, np.array([ln3, 0, 2 * ln3, -ln3]))
    hidden, output = explain(by_hand).hidden[0], explain(by_hand).output
    s = 1 / (1 + 3**-0.5)
    delta = -(1 - s) * s * (1 - s)
    carried = delta * 2 * ln3
    for found, expected in (
        (hidden.products, ln3),
        (hidden.z, ln3),
        (hidden.output, 3 / 4),
        (hidden.slope, 3 / 16),
        (output.products, 1.5 * ln3),
        (output.z, ln3 / 2),
        (output.output, s),
        (output.delta, delta),
        (hidden.carried_products, carried),
        (hidden.carried_back, carried),
        (hidden.delta, carried * 3 / 16),
        (output.weight_change.update, -2 * 0.75 * delta),
        (hidden.weight_change.after, ln3 - 2 * carried * 3 / 16),
    ):
        np.testing.assert_allclose(found.item(), expected, rtol=1e-14)
    assert output.bias_change is not None
    np.testing.assert_allclose(output.bias_change.after, [-ln3 - 2 * delta], rtol=1e-14)


@pytest.mark.long
@given(experiments(), st.integers(0, 40))
@settings(max_examples=150)
def test_after_is_the_next_iteration_bit_for_bit(experiment: Experiment, iteration: int) -> None:
    explanation, run = explained(experiment, iteration)
    following = run.at(iteration + 1)
    for layer, weights, biases in zip(
        explanation.layers, following.weights, following.biases, strict=True
    ):
        assert_bits_equal(layer.weight_change.after, weights)
        if layer.bias_change is not None:
            assert_bits_equal(layer.bias_change.after, biases)
    assert explanation.after.iteration == iteration + 1
    assert_bits_equal(explanation.after.parameters, following.parameters)


@given(experiments(), st.integers(0, 40))
@settings(max_examples=100)
def test_the_sums_are_the_runs_numbers(experiment: Experiment, iteration: int) -> None:
    explanation, run = explained(experiment, iteration)
    for layer, state in zip(explanation.layers, run.at(iteration).layers, strict=True):
        assert_bits_equal(layer.z, state.z)
        assert_bits_equal(layer.output, state.output)
        bias = np.broadcast_to(layer.bias, layer.z.shape)[:, np.newaxis, :]
        assert_sum(np.concatenate([layer.products, bias], axis=1), 1, layer.z)
        for change in changes(layer):
            assert_sum(change.contributions, 0, change.gradient)
            assert_bits_equal(change.before + change.update, change.after)


@given(experiments())
@settings(max_examples=100)
def test_delta_is_made_of_the_numbers_shown(experiment: Experiment) -> None:
    explanation, _ = explained(experiment, 3)
    output = explanation.output
    assert isinstance(output, OutputLayerSteps)
    assert_bits_equal(output.error, output.target - output.output)
    # Compared as numbers: where an error is 0, its product may be 0 or -0.
    np.testing.assert_array_equal(output.delta, -(output.error * output.slope), strict=True)
    for layer in explanation.hidden:
        assert isinstance(layer, HiddenLayerSteps)
        np.testing.assert_array_equal(layer.delta, layer.carried_back * layer.slope, strict=True)
        assert_sum(layer.carried_products, 2, layer.carried_back)


def test_shapes_and_names() -> None:
    dataset = Dataset([[0, 1], [1, 1], [1, 0]], [[0, 1]] * 3, ("a", "b"), ("p", "q"))
    explanation = explain(Run(Experiment(dataset, Architecture((4, 3), True))).at(0))
    first, second, last = explanation.layers
    assert [layer.name for layer in explanation.layers] == [
        "Hidden layer 1",
        "Hidden layer 2",
        "Output layer",
    ]
    assert first.input_names == ("a", "b")
    assert second.input_names == first.neuron_names == explanation.hidden[0].neuron_names
    assert last.neuron_names == explanation.hidden[1].next_names == ("p", "q")
    assert second.neuron_names == ("Neuron 2.1", "Neuron 2.2", "Neuron 2.3")
    assert second.products.shape == second.weight_change.contributions.shape == (3, 4, 3)
    assert explanation.hidden[0].carried_products.shape == (3, 4, 3)
    assert explanation.hidden[0].carried_back.shape == first.slope.shape == (3, 4)
    assert second.bias_change is not None
    assert second.bias_change.contributions.shape == (3, 3)
    assert second.bias_change.after.shape == (3,)


def test_no_cube_is_computed_until_it_is_shown() -> None:
    layer = explain(Run(ARTICLE).at(0)).output
    _ = layer.z, layer.delta, layer.weight_change.after
    assert "products" not in vars(layer)
    assert "contributions" not in vars(layer.weight_change)
    assert layer.products is layer.products
    assert layer.weight_change is layer.weight_change


def test_what_is_explained_cannot_be_changed() -> None:
    explanation = explain(Run(ARTICLE).at(0))
    change = explanation.output.weight_change
    for values in (explanation.output.products, change.contributions, change.after, change.update):
        with pytest.raises(ValueError, match="read-only"):
            values[...] = 0


@pytest.mark.long
@given(any_experiments(), st.integers(0, 30))
@settings(max_examples=120)
def test_after_is_the_next_iteration_bit_for_bit_for_every_option(
    experiment: Experiment, iteration: int
) -> None:
    run = Run(experiment)
    run.advance_to(iteration + 1)
    assume(run.iteration == iteration + 1)
    explanation, following = explain(run.at(iteration)), run.at(iteration + 1)
    assert_bits_equal(explanation.after.parameters, following.parameters)
    assert_bits_equal(explanation.after.memory, following.memory)
    for layer, weights, biases in zip(
        explanation.layers, following.weights, following.biases, strict=True
    ):
        assert_bits_equal(layer.weight_change.after, weights)
        if layer.bias_change is not None:
            assert_bits_equal(layer.bias_change.after, biases)
        for change in changes(layer):
            moved = np.where(change.is_set, change.after, change.before + change.update)
            np.testing.assert_array_equal(moved, change.after)


@pytest.mark.long
@given(any_experiments(), st.integers(0, 20))
@settings(max_examples=100)
def test_every_option_is_made_of_the_numbers_shown(experiment: Experiment, iteration: int) -> None:
    run = Run(experiment)
    run.advance_to(iteration + 1)
    assume(run.iteration == iteration + 1)
    snapshot = run.at(iteration)
    explanation = explain(snapshot)
    settings_now, rows = explanation.settings, explanation.rows
    assert settings_now == experiment.training_at(iteration)
    assert explanation.is_whole_table == (len(rows) == experiment.dataset.n_samples)
    np.testing.assert_allclose(explanation.output.output, snapshot.output[rows], rtol=1e-12)
    assert_bits_equal(explanation.layers[0].inputs, experiment.X[rows])
    output = explanation.output
    assert_bits_equal(output.target, experiment.y[rows])
    assert_bits_equal(output.table_target, experiment.dataset.y[rows])
    assert_bits_equal(output.answer, experiment.answers(output.output))
    slope = (
        np.ones_like(output.z) if output.snapshot.experiment.loss.slope_cancels else output.slope
    )
    power = 2 if output.snapshot.experiment.training.loss == "mean_squared_error" else 1
    by_hand = -power * output.error * slope
    np.testing.assert_allclose(output.delta, by_hand / output.n_averaged, rtol=1e-13)
    for hidden in explanation.hidden:
        np.testing.assert_array_equal(hidden.delta, hidden.carried_back * hidden.slope)
    for layer in explanation.layers:
        bias = np.broadcast_to(layer.bias, layer.z.shape)[:, np.newaxis, :]
        assert_sum(np.concatenate([layer.products, bias], axis=1), 1, layer.z)
        with quiet_overflow():
            np.testing.assert_array_equal(layer.activation.function(layer.z), layer.output)
        for change in changes(layer):
            assert_sum(change.contributions, 0, change.gradient)
            np.testing.assert_array_equal(change.total, change.gradient + change.penalty)
        if layer.bias_change is not None:
            assert not layer.bias_change.penalty.any()


def test_adam_with_a_penalty_by_hand() -> None:
    """One input of 1, target 1, identity, weight 3: error -2, gradient 2; L1 adds 0.5, L2 0.25 * 3.

    mean = 0.1 * 3.25, mean square = 0.001 * 3.25²; corrected by 1 - 0.9 and 1 - 0.999 they are
    3.25 and 3.25², so the first step of Adam is the learning rate, whatever the gradient.
    """
    experiment = Experiment(
        Dataset([[1]], [1]),
        Architecture((), False, "sigmoid", "identity"),
        TrainingSettings(0.1, optimiser="adam", l1=0.5, l2=0.25),
        interventions=(Intervention(0, "parameter", 3.0, 0),),
    )
    change = explain(Run(experiment).at(0)).output.weight_change
    for found, expected in (
        (change.before, 3.0),
        (change.gradient, 2.0),
        (change.penalty, 1.25),
        (change.total, 3.25),
        (change.memory_before[0], 0.0),
        (change.memory_after[0], 0.325),
        (change.memory_after[1], 0.001 * 3.25**2),
        (change.update, -0.1),
        (change.after, 2.9),
    ):
        np.testing.assert_allclose(found.item(), expected, rtol=1e-8)
    assert not change.is_set.any()


def test_a_weight_that_is_set_has_its_new_value_after() -> None:
    setting = Intervention(1, "parameter", -7.0, 1), Intervention(1, "learning_rate", 0.5)
    run = Run(replace(ARTICLE, interventions=setting))
    run.advance_to(2)
    before, then = (explain(run.at(iteration)) for iteration in (0, 1))
    assert before.output.weight_change.is_set[:, 0].tolist() == [False, True, False]
    assert before.output.weight_change.after[1] == -7
    assert (before.settings.learning_rate, then.settings.learning_rate) == (1.0, 0.5)
    change = then.output.weight_change
    assert change.before[1] == -7
    assert_bits_equal(change.update, -0.5 * change.gradient)


def test_a_batch_has_its_own_rows() -> None:
    experiment = replace(ARTICLE, training=TrainingSettings(batch_size=2))
    run = Run(experiment)
    run.advance_to(2)
    first, second = (explain(run.at(iteration)) for iteration in (0, 1))
    assert sorted([*first.rows, *second.rows]) == [0, 1, 2]
    assert (len(first.rows), len(second.rows)) == (2, 1)
    assert not first.is_whole_table
    assert second.output.weight_change.contributions.shape == (1, 3, 1)


@pytest.mark.parametrize("hidden", [(2,), (3, 1), (1, 2, 3)])
def test_the_layer_after_has_its_names(hidden: tuple[int, ...]) -> None:
    dataset = Dataset([[0, 1]], [[1, 0]], ["a", "b"], ["p", "q"])
    explanation, _ = explained(Experiment(dataset, Architecture(hidden)), 0)
    sizes = enumerate(hidden, start=1)
    named = [tuple(f"Neuron {layer}.{n + 1}" for n in range(size)) for layer, size in sizes]
    assert [layer.neuron_names for layer in explanation.layers] == [*named, ("p", "q")]
    assert [layer.next_names for layer in explanation.hidden] == [*named[1:], ("p", "q")]
    assert [layer.input_names for layer in explanation.layers] == [("a", "b"), *named]
