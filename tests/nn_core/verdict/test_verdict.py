"""Every kind of verdict on a real run, and what its button does about it."""

import numpy as np
import pytest

from nn_core import (
    Architecture,
    Dataset,
    Experiment,
    InputError,
    Intervention,
    Preparation,
    Run,
    TrainingSettings,
)
from nn_core.sharing.setup import OWN, Setup
from nn_core.suggestion.search import suggestion
from nn_core.tables.table import from_dataset
from nn_core.verdict import Watch, beforehand, verdict
from nn_core.verdict.values import ANOTHER_NETWORK

CORNERS = [[0, 0], [0, 1], [1, 0], [1, 1]]
XOR = Dataset(CORNERS, [0, 1, 1, 0])
OR = Dataset(CORNERS, [0, 1, 1, 1])
FEVER = Dataset([[36.5], [37], [38.5], [39.2]], [0, 0, 1, 1])
LINE = Dataset([[1], [2], [30]], [1, 2, 3])
BIAS = Architecture(bias=True)
TANH = Architecture((8,), True, "tanh", "sigmoid", "glorot")
STRAIGHT = Architecture(bias=True, output_activation="identity")


def noisy(n_test=0):
    """Rows whose class is hard to tell, and test rows of the same kind."""
    random = np.random.default_rng(0)
    X = random.normal(size=(40 + n_test, 3))
    y = 2 * X[:, 0] + random.normal(size=len(X)) > 0
    return Dataset(X[:40], y[:40], X_test=X[40:], y_test=y[40:])


def told(experiment, iterations=10_000, **more):
    run = Run(experiment)
    return verdict(run, run.advance_to(iterations), **more)


def of(experiment):
    """The setup of an experiment."""
    return Setup(
        OWN,
        from_dataset(experiment.dataset),
        (0.0,) * experiment.dataset.n_inputs,
        architecture=experiment.architecture,
        training=experiment.training,
        seed=experiment.seed,
        interventions=experiment.interventions,
        preparation=experiment.preparation,
    )


def after(remedy, experiment):
    """The experiment after the press, and what is searched for then."""
    setup = of(experiment)
    made = suggestion(setup).setup if remedy.searches else remedy.applied(setup)
    return made.experiment()


def test_solved_since_the_iteration_at_which_the_last_row_turned():
    run = Run(Experiment(OR, BIAS))
    run.advance_to(16)
    found = verdict(run)
    (since,) = found.iterations
    assert found.key == "solved"
    assert found.sentence == f"Solved: all 4 rows are right since iteration {since}."
    assert [bool(run.at(t).correct.all()) for t in range(17)] == [t >= since for t in range(17)]
    assert found.remedy is None


def test_rows_that_are_right_before_training_are_right_from_the_start():
    found = told(Experiment(Dataset([[1], [-1]], [0, 1])), 50)
    assert found.sentence == "Solved: both rows are right from the start."


def test_between_looks_solved_is_only_said_about():
    assert "since about iteration" in told(Experiment(OR, BIAS), 1000).sentence


def test_amounts_are_solved_from_an_r_squared_of_099():
    data = Dataset([[1], [2], [3]], [2, 4, 6.1])
    found = told(Experiment(data, STRAIGHT, TrainingSettings(0.05)), 1000)
    assert found.key == "solved"
    assert (
        "R² is over 0.999, with a typical error of 0.024; it is over 0.99 since" in found.sentence
    )


def test_test_rows_are_counted_beside():
    data = Dataset(OR.X, OR.y, X_test=[[0.1, 0], [1, 0.9]], y_test=[0, 1])
    assert told(Experiment(data, BIAS), 500).sentence.endswith("; 2 of 2 test rows are right.")


def test_xor_is_proved_by_its_rows_and_solved_by_the_button():
    experiment = Experiment(XOR)
    found = told(experiment)
    assert (found.key, found.rows) == ("border", (0, 1, 2, 3))
    assert found.sentence == (
        "Rows 1, 2, 3 and 4 can never all be right here: a network without a hidden layer draws a "
        "straight border, and none parts them. Neurons in between (a hidden layer) can bend it."
    )
    assert found.remedy == ANOTHER_NETWORK
    assert told(after(found.remedy, experiment), 1000).key == "solved"


@pytest.mark.parametrize("seed", range(1, 11))
def test_the_network_that_is_proposed_learns_xor_and_the_parity_of_four(seed):
    bits = np.array([[number >> place & 1 for place in range(4)] for number in range(16)])
    for data in (XOR, Dataset(bits, bits.sum(axis=1) % 2)):
        found = suggestion(of(Experiment(data, seed=seed))).setup
        assert told(found.experiment(), found.iterations).key == "solved"


def test_hidden_neurons_that_only_add_up_are_told_the_same():
    found = told(Experiment(XOR, Architecture((3,), True, "identity")), 500)
    assert found.key == "border"
    assert "hidden neurons that only add up leave a straight border" in found.sentence


def test_several_classes_are_parted_by_straight_borders_too():
    network = Architecture(bias=True, output_activation="softmax")
    training = TrainingSettings(0.5, "categorical_cross_entropy")
    experiment = Experiment(Dataset(CORNERS, np.eye(3)[[0, 1, 1, 0]]), network, training)
    found = told(experiment, 500)
    assert (found.key, found.rows) == ("border", (0, 1, 2, 3))
    better = after(found.remedy, experiment)
    assert better.architecture.output_activation == "softmax"
    assert told(better, 1000).key == "solved"


def test_a_row_of_zeros_needs_a_bias():
    experiment = Experiment(OR)
    found = told(experiment, 300)
    assert (found.key, found.rows) == ("row_of_zeros", (0,))
    assert found.sentence.startswith("Row 1 is held at 0.5: all its inputs are 0")
    assert told(after(found.remedy, experiment), 300).key == "solved"


def test_a_border_through_zero_needs_a_bias():
    experiment = Experiment(Dataset([[1, 1], [2, 2]], [0, 1]))
    found = told(experiment, 500)
    assert (found.key, found.rows) == ("bias", (0, 1))
    assert found.sentence.startswith("Rows 1 and 2 can never both be right without a bias")
    assert told(after(found.remedy, experiment), 2000).key == "solved"


def test_large_inputs_saturate_and_scaling_helps():
    for network in (Architecture(), BIAS):
        experiment = Experiment(FEVER, network)
        found = told(experiment, 1000)
        assert found.key == "saturated"
        assert "every slope of the loss is under 0.000001 since iteration" in found.sentence
        assert found.remedy.label.startswith("Scale the inputs")
        assert told(after(found.remedy, experiment), 1000).key == "solved"


def test_amounts_that_are_scaled_inside_are_judged_as_they_are_trained():
    """Errors of scaled targets are small beside the table's own range."""
    inside, prices = Preparation(scale_targets=True), [100, 300, 200, 500]
    found = told(Experiment(Dataset(FEVER.X + 120, prices), BIAS, preparation=inside), 500)
    assert found.key == "saturated"
    zeros, tanh = Dataset([[0], [1]], [100, 300]), Architecture(output_activation="tanh")
    found = told(Experiment(zeros, tanh, preparation=inside), 500)
    assert found.sentence.startswith("Row 1 is held at 200: all its inputs are 0")


def test_a_neuron_held_at_a_half_is_not_called_saturated():
    """Its slopes are tiny as well, but its curve is not flat there."""
    found = told(Experiment(XOR), 10_000)
    assert found.key != "saturated"


def test_diverging_steps_are_told_the_bound():
    experiment = Experiment(LINE, STRAIGHT)
    found = told(experiment)
    assert found.key == "diverged"
    assert found.iterations == (Run(experiment).advance_to(10_000),)
    assert "steps at a learning rate of 1 are too large; under 0.0022 none" in found.sentence
    assert told(after(found.remedy, experiment)).key == "seen"


def test_a_rate_that_was_changed_on_the_way_goes_with_the_remedy():
    changes = (Intervention(10, "learning_rate", 1.0), Intervention(5, "parameter", 0.1, 0))
    experiment = Experiment(LINE, STRAIGHT, TrainingSettings(0.001), interventions=changes)
    found = told(experiment)
    assert found.key == "diverged"
    better = after(found.remedy, experiment)
    assert better.interventions == changes[1:]
    assert told(better).key != "diverged"


def test_jumping_losses_are_called_so():
    data = Dataset([[1], [2], [3]], [1, 2, 2])
    experiment = Experiment(
        data, Architecture(output_activation="identity"), TrainingSettings(0.15)
    )
    run = Run(experiment)
    found = verdict(run, run.advance_to(40))
    assert found.key == "oscillating"
    assert found.sentence.endswith(
        "Steps at a learning rate of 0.15 are too large; under 0.14 none could raise the loss."
    )
    assert found.iterations[0] == 20
    assert all(run_rises(run, t) for t in found.iterations)
    assert told(after(found.remedy, experiment), 40).key == "seen"


def run_rises(run, iteration):
    run.advance_to(iteration + 1)
    return run.at(iteration + 1).loss > run.at(iteration).loss


def test_a_loss_that_falls_is_told_how_far_it_would_get():
    experiment = Experiment(OR, BIAS, TrainingSettings(0.02))
    run = Run(experiment)
    found = verdict(run, run.advance_to(100))
    start, goal = found.iterations
    assert found.key == "falling"
    assert found.remedy.label == f"Train to iteration {goal:,}"
    assert found.remedy.applied(Setup()).iterations == goal
    run.advance_to(goal)
    assert run.at(goal).loss < run.at(100).loss < run.at(start).loss


def test_what_will_be_trained_anyway_is_not_proposed():
    experiment = Experiment(OR, BIAS, TrainingSettings(0.02))
    assert told(experiment, 100, goal=100_000).remedy is None


def test_dead_neurons_are_counted():
    experiment = Experiment(XOR, Architecture((2,), True, "relu"), TrainingSettings(30))
    found = told(experiment, 100)
    assert found.key == "dead"
    assert found.sentence.startswith(
        "2 of 2 ReLU neurons of hidden layer 1 give 0 for every row (dead), so no slope reaches "
    )
    assert after(found.remedy, experiment).architecture.activation == "leaky_relu"


def test_learned_by_heart_goes_to_where_the_test_loss_was_lowest():
    experiment = Experiment(noisy(40), TANH, TrainingSettings(0.1, "cross_entropy", "adam"))
    run = Run(experiment)
    found = verdict(run, run.advance_to(1000))
    (best,) = found.iterations
    assert found.key == "by_heart"
    assert found.remedy.go_to == best
    assert found.remedy.applied(Setup()) == Setup()
    assert 0 < best < 1000


def test_contradictory_rows_and_the_best_share():
    data = Dataset([[0, 1], [0, 1], [1, 1], [1, 0]], [0, 1, 1, 1])
    found = told(Experiment(data, BIAS), 500)
    assert (found.key, found.rows) == ("contradictory", (0, 1))
    assert found.sentence == (
        "As good as it can be: 3 of 4 rows are right, and no network can do more, since rows 1 and "
        "2 have the same inputs but different targets."
    )


def test_of_amounts_contradictory_rows_bound_r_squared():
    data = Dataset([[0], [0], [1], [1]], [0, 1, 3, 4])
    found = told(Experiment(data, STRAIGHT, TrainingSettings(0.1)), 2000)
    assert found.sentence == (
        "R² is 0.9, with a typical error of 0.5; the loss went from 14 at the start to 0.5 and "
        "hardly changes any more. Rows 1 and 2 have the same inputs but different targets (so have "
        "2 more), so no network can have an R² over 0.9."
    )


def test_targets_out_of_reach_are_told_first():
    found = told(Experiment(Dataset([[1], [2]], [5, 9]), BIAS), 200)
    assert found.key == "range"
    assert after(found.remedy, Experiment(Dataset([[1], [2]], [5, 9]))).activations[-1].high is None


def test_a_target_under_the_end_of_a_curve_without_another_is_out_of_reach():
    network = Architecture(bias=True, output_activation="relu")
    found = beforehand(Run(Experiment(Dataset([[1], [2]], [-5, 9]), network)))
    assert "A ReLU output is never under 0, and the targets go from −5 to 9" in found.sentence


def test_amounts_in_large_numbers_are_scaled_inside_by_the_proposals():
    """Prices of which a sigmoid knows nothing are reached in two presses."""
    random = np.random.default_rng(1)
    size = random.uniform(30, 200, 40)
    experiment = Experiment(Dataset(size[:, np.newaxis], 1000 * np.sqrt(size) + 500))
    for _ in range(2):
        found = told(experiment, 2000)
        experiment = after(found.remedy, experiment)
    assert told(experiment, 2000).sentence.startswith("R² is 0.987, with a typical error of 273;")
    assert experiment.preparation.scale_targets


def test_nothing_is_claimed_at_the_start():
    found = verdict(Run(Experiment(Dataset([[1], [2]], [0.1, 0.9]))))
    assert found.key == "seen"
    assert found.sentence.endswith("nothing has been trained yet.")


def test_a_watch_changes_nothing_but_the_work():
    run = Run(Experiment(noisy(10), TANH))
    watch = Watch(run)
    for iteration in (0, 3, 70, 71, 333):
        run.advance_to(iteration)
        assert verdict(run, iteration, watch=watch) == verdict(run, iteration)
    assert verdict(run, 71, watch=watch) == verdict(run, 71)


def test_an_iteration_that_is_not_trained_is_refused():
    with pytest.raises(InputError, match="not trained"):
        verdict(Run(Experiment(XOR)), 5)


def test_what_cannot_be_learned_is_known_before_training_in_the_same_words():
    zero = Dataset([[0, 0], [1, 1]], [1, 0])
    far = Experiment(Dataset([[1], [2]], [5, 9]), BIAS)
    for experiment in (Experiment(XOR), Experiment(zero), far):
        known, found = beforehand(Run(experiment)), told(experiment, 500)
        assert (known.key, known.rows, known.remedy) == (found.key, found.rows, found.remedy)
        assert known.sentence == found.sentence
    for experiment in (Experiment(OR, BIAS), Experiment(XOR, TANH), Experiment(noisy(), TANH)):
        assert beforehand(Run(experiment)) is None
