"""No verdict claims what is not so: 300 random experiments, each claim checked by other means."""

import math
from collections import Counter, defaultdict
from fractions import Fraction

import numpy as np
import pytest

from nn_core import Architecture, Dataset, Experiment, Preparation, Run, TrainingSettings
from nn_core.advice.values import Choices
from nn_core.run.metrics import training_metrics
from nn_core.sharing.setup import OWN, Setup
from nn_core.tables.table import from_dataset
from nn_core.verdict import verdict
from nn_core.verdict.borders import unparted
from nn_core.verdict.rate_bound import rate_bound

N_EXPERIMENTS = 300
LOSSES = {
    "sigmoid": ("half_sum_of_squares", "cross_entropy"),
    "softmax": ("categorical_cross_entropy",),
}


def random_experiment(random):
    output = str(
        random.choice(["sigmoid", "sigmoid", "tanh", "identity", "relu", "softmax", "sine"])
    )
    n_rows, n_inputs = int(random.integers(2, 8)), int(random.integers(1, 4))
    size = float(random.choice([1.0, 1.0, 60.0]))
    X = size * random.integers(0, int(random.integers(2, 5)), (n_rows, n_inputs))
    n_test = 3 if random.random() < 0.3 else 0
    X_test = size * random.integers(0, 3, (n_test, n_inputs))
    y, y_test = (_targets(random, output, n) for n in (n_rows, n_test))
    hidden = () if random.random() < 0.6 else (int(random.integers(1, 5)),)
    network = Architecture(
        hidden,
        bool(random.random() < 0.6),
        str(random.choice(["tanh", "relu", "identity"])),
        output,
    )
    training = TrainingSettings(
        float(random.choice([0.01, 0.3, 1.0, 10.0])),
        str(random.choice(LOSSES.get(output, ("half_sum_of_squares", "mean_squared_error")))),
        str(random.choice(["gradient_descent", "gradient_descent", "adam"])),
        2 if random.random() < 0.2 else None,
        l2=0.1 if random.random() < 0.2 else 0.0,
    )
    preparation = Preparation(scale=bool(random.random() < 0.3))
    data = Dataset(X, y, X_test=X_test if n_test else None, y_test=y_test if n_test else None)
    return Experiment(data, network, training, int(random.integers(100)), preparation=preparation)


def _targets(random, output, n_rows):
    if output == "softmax":
        return np.eye(3)[random.integers(0, 3, n_rows)].reshape(n_rows, 3)
    if output == "identity":
        return random.integers(0, 9, (n_rows, 1)).astype(float)
    return random.integers(0, 2, (n_rows, 1)).astype(float)


def is_right(run, iteration):
    """Whether all that can be learned is: by the answers themselves."""
    snapshot = run.at(iteration)
    data, output = run.experiment.dataset, snapshot.predict(run.experiment.dataset.X)
    if run.experiment.loss.by_row:
        others = np.where(data.y == 1, -np.inf, output).max(axis=1)
        return bool((output[data.y == 1] > others).all())
    if data.is_classification:
        return bool((np.where(data.y == 1, output > 0.5, output < 0.5)).all())
    return all(
        one.value is not None and one.value >= 0.99 for one in training_metrics(snapshot).r_squared
    )


def check_solved(run, found):
    (since,) = found.iterations
    assert is_right(run, run.iteration)
    assert is_right(run, since)
    assert since == 0 or not is_right(run, since - 1)


def check_proof(run, found):
    """The weights lead to the same point in fractions, and no random weights part the rows."""
    experiment = run.experiment
    proof = unparted(experiment)
    assert proof.rows == found.rows
    assert len(found.rows) <= experiment.n_inputs + 2
    assert min(proof.weights) > 0
    check_fractions(experiment, proof)
    check_random_weights(experiment, list(found.rows))


def check_fractions(experiment, proof):
    data, means = experiment.dataset, [Fraction(0)] * experiment.dataset.n_inputs
    if proof.needs_bias and experiment.scaling is not None:
        means = [Fraction(float(mean)) for mean in experiment.scaling.mean]
    classes = data.y.argmax(axis=1) if experiment.loss.by_row else data.y[:, 0]
    first = max(classes[list(proof.rows)])
    points, sums = [], []
    for is_first in (True, False):
        own = [
            (row, weight)
            for row, weight in zip(proof.rows, proof.weights, strict=True)
            if (classes[row] == first) == is_first
        ]
        sums.append(sum(weight for _, weight in own))
        points.append(
            [
                sum((w * (Fraction(float(data.X[row, i])) - mean) for row, w in own), Fraction(0))
                for i, mean in enumerate(means)
            ]
        )
    assert points[0] == points[1]
    if not proof.needs_bias:
        assert sums == [1, 1]
    elif not experiment.loss.by_row and experiment.activations[-1].key != "sigmoid":
        assert sums[0] >= sums[1]  # z = 0 is on the lower side, and adds nothing to its point


def check_random_weights(experiment, rows):
    data, random = experiment.dataset, np.random.default_rng(1)
    size = random.choice([1.0, 10.0, 1000.0], (200, 1, 1))
    weights = size * random.normal(size=(200, experiment.n_inputs, data.n_outputs))
    bias = size * random.normal(size=(200, 1, data.n_outputs)) * experiment.architecture.bias
    with np.errstate(over="ignore"):
        output = experiment.activations[-1].function(experiment.X[rows] @ weights + bias)
    if experiment.loss.by_row:
        is_right = output.argmax(axis=2) == data.y[rows].argmax(axis=1)
    else:
        is_right = np.where(data.y[rows] > 0.5, output > 0.5, output < 0.5)[:, :, 0]
    assert not is_right.all(axis=1).any()


def check_row_of_zeros(run, found):
    (row,) = found.rows
    experiment = run.experiment
    assert not experiment.X[row].any()
    assert run.at(0).output[row].tolist() == run.at(run.iteration).output[row].tolist()


def check_saturated(run, found):
    (since,) = found.iterations
    for t in {since, (since + run.iteration) // 2, run.iteration}:
        snapshot = run.at(t)
        slopes = [layer.grad_weights for layer in snapshot.gradients]
        penalty = run.experiment.training.l2
        assert penalty or max(np.abs(slope).max() for slope in slopes) < 1e-6
    assert not is_right(run, run.iteration)


def check_falling(run, found):
    start, goal = found.iterations
    end = run.iteration
    if run.experiment.training.batch_size is None and run.experiment.training.l2 == 0:
        assert run.at(end).loss < run.at(start).loss
    assert goal > end


def check_oscillating(run, found):
    """Somewhere close behind each of these iterations the loss rises."""
    if run.experiment.training.l2:
        return
    end = run.iteration
    losses = [run.at(t).loss for t in range(end + 1)]
    assert found.iterations[0] >= end / 2
    for t in found.iterations:
        assert t == end or (np.diff(losses[t : t + 40]) > 0).any()
    bound = rate_bound_of(run.experiment)
    assert bound is None or run.experiment.training.learning_rate > bound


def rate_bound_of(experiment):
    parts = experiment.dataset, experiment.architecture, experiment.training
    return rate_bound(Choices(*parts, experiment.preparation))


def check_dead(run, found):
    layers = run.at(run.iteration).layers
    assert any((layer.output <= 0).all(axis=0).any() for layer in layers)


def check_by_heart(run, found):
    (best,) = found.iterations
    X, y = run.experiment.dataset.X_test, run.experiment.dataset.y_test
    now, then = (run.at(t).predict(X) for t in (run.iteration, best))
    if run.experiment.training.loss in ("half_sum_of_squares", "mean_squared_error"):
        assert ((now - y) ** 2).sum() > 1.09 * ((then - y) ** 2).sum()
    assert run.at(run.iteration).loss < run.at(best).loss


def check_contradictory(run, found):
    data, groups = run.experiment.dataset, defaultdict(Counter)
    for inputs, targets in zip(data.X.tolist(), data.y.tolist(), strict=True):
        groups[tuple(inputs)][tuple(targets)] += 1
    most = sum(max(counts.values()) for counts in groups.values())
    assert f"{most} of {data.n_samples} rows" in found.sentence
    assert int(run.at(run.iteration).correct.sum()) == most < data.n_samples
    first, second = found.rows
    assert (data.X[first] == data.X[second]).all()
    assert (data.y[first] != data.y[second]).any()


def check_range(run, found):
    data, curve = run.experiment.dataset, run.experiment.activations[-1]
    low = -math.inf if curve.low is None else curve.low
    high = math.inf if curve.high is None else curve.high
    assert data.y.min() < low or data.y.max() > high


CHECKS = {
    "solved": check_solved,
    "border": check_proof,
    "bias": check_proof,
    "row_of_zeros": check_row_of_zeros,
    "saturated": check_saturated,
    "falling": check_falling,
    "oscillating": check_oscillating,
    "dead": check_dead,
    "by_heart": check_by_heart,
    "contradictory": check_contradictory,
    "range": check_range,
    "diverged": lambda run, found: None if run.stopped == run.iteration else 1 / 0,
    "seen": lambda run, found: None,
}


@pytest.mark.long
def test_no_claim_of_300_random_experiments_is_false():
    random, seen = np.random.default_rng(14), Counter()
    for _ in range(N_EXPERIMENTS):
        experiment = random_experiment(random)
        run = Run(experiment)
        run.advance_to(int(random.choice([1, 7, 60, 200])))
        found = verdict(run)
        seen[found.key] += 1
        CHECKS[found.key](run, found)
        assert "minimum" not in found.sentence
        assert "nan" not in found.sentence
        assert "–" not in found.sentence
        assert found.sentence.endswith(".")
        if found.remedy is not None:
            check_remedy(experiment, found.remedy)
    assert len(seen) >= 11, seen


def check_remedy(experiment, remedy):
    """It is another setup that can be trained, or another place in this one."""
    data = experiment.dataset
    setup = Setup(
        OWN,
        from_dataset(data),
        (0.0,) * data.n_inputs,
        held_back=data.n_test / (data.n_test + data.n_samples),
        architecture=experiment.architecture,
        training=experiment.training,
        preparation=experiment.preparation,
        iterations=1,
    )
    made = remedy.applied(setup)
    assert (made == setup) is (remedy.go_to is not None or remedy.searches)
    assert made.experiment().dataset == data
