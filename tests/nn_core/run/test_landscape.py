"""The landscape: every point is the loss of a network whose weights were set by hand."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nn_core import (
    Architecture,
    Dataset,
    Experiment,
    Intervention,
    Preparation,
    Run,
    Snapshot,
    TrainingSettings,
)
from nn_core.arrays import FloatArray
from nn_core.run.landscape import (
    MOST_WORK,
    SIDES,
    has_same_landscape,
    landscape,
    losses_on,
    path_of,
    side,
)
from nn_core.run.plane import of_path, of_two
from tests.any_experiment import any_experiments

RANDOM = np.random.RandomState(7)
POINTS = Dataset(X=RANDOM.normal(size=(250, 2)), y=(RANDOM.random_sample(250) > 0.5).astype(float))
CLASSES = Dataset(X=RANDOM.normal(size=(9, 3)), y=np.eye(3)[np.arange(9) % 3])
DEEP = Experiment(
    POINTS,
    Architecture(hidden=(4, 2), bias=True, activation="tanh"),
    TrainingSettings(learning_rate=0.02),
)
ARTICLE = Experiment(Dataset(X=[[0, 0, 1], [1, 1, 1], [1, 0, 1], [0, 1, 1]], y=[0, 1, 1, 0]))
SOFTMAX = Experiment(
    CLASSES,
    Architecture(hidden=(3,), output_activation="softmax"),
    TrainingSettings(learning_rate=0.5, loss="categorical_cross_entropy"),
)
AXIS = np.linspace(-2.0, 2.5, 61)


def trained(experiment: Experiment, iteration: int = 200) -> tuple[Run, Snapshot]:
    run = Run(experiment)
    run.advance_to(iteration)
    return run, run.at(iteration)


def by_hand(snapshot: Snapshot, places: dict[int, float]) -> float:
    """The loss of the snapshot's network with these weights set."""
    row = snapshot.parameters.copy()
    for place, value in places.items():
        row[place] = value
    return Snapshot(snapshot.experiment, snapshot.iteration, row).loss


@pytest.mark.parametrize("experiment", [DEEP, ARTICLE, SOFTMAX], ids=["deep", "article", "softmax"])
@pytest.mark.parametrize("places", [(0, 1), (1, -1), (-2, -1)], ids=str)
def test_a_point_is_the_loss_with_two_weights_set_by_hand(
    experiment: Experiment, places: tuple[int, int]
) -> None:
    _, snapshot = trained(experiment)
    first, second = (place % experiment.n_parameters for place in places)
    plane = of_two(snapshot.parameters, first, second)
    losses = losses_on(experiment, plane, AXIS, AXIS[:31])
    assert losses.shape == (31, 61)
    for up, across in ((0, 0), (30, 60), (7, 41), (19, 3)):
        wanted = by_hand(snapshot, {first: AXIS[across], second: AXIS[up]})
        # What is left is the order in which rows and inputs are added up.
        assert losses[up, across] == pytest.approx(wanted, rel=1e-14)


@given(any_experiments(), st.integers(0, 30), st.data())
def test_every_experiment_has_the_losses_of_networks_set_by_hand(
    experiment: Experiment, iteration: int, data: st.DataObject
) -> None:
    if experiment.n_parameters == 1:
        return
    run = Run(experiment)
    snapshot = run.at(run.advance_to(iteration))
    whole = st.integers(0, experiment.n_parameters - 1)
    first, second = data.draw(st.lists(whole, min_size=2, max_size=2, unique=True))
    plane = of_two(snapshot.parameters, first, second)
    (loss,) = losses_on(experiment, plane, np.array([0.25]), np.array([-1.5]))[0]
    wanted = by_hand(snapshot, {first: 0.25, second: -1.5})
    assert loss == pytest.approx(wanted, rel=1e-9, abs=1e-12, nan_ok=True)


def test_a_point_of_any_plane_is_the_loss_there() -> None:
    run, snapshot = trained(DEEP)
    path = path_of(run, snapshot)
    plane = of_path(path.parameters, snapshot.parameters)
    losses = losses_on(DEEP, plane, AXIS, AXIS)
    row = snapshot.parameters + AXIS[5] * plane.directions[0] + AXIS[50] * plane.directions[1]
    assert losses[50, 5] == pytest.approx(Snapshot(DEEP, 200, row).loss, rel=1e-12)


def test_the_landscape_holds_the_path_up_to_the_moment() -> None:
    run, _ = trained(DEEP)
    path = path_of(run, run.at(150))
    assert path.iterations[0] == 0
    assert path.iterations[-1] == 150
    assert path.losses[-1] == pytest.approx(run.at(150).loss, rel=1e-14)
    found = landscape(run.at(150), path, of_two(run.at(150).parameters, 3, 4))
    assert found.places.tolist() == path.parameters[:, [3, 4]].tolist()
    assert found.distances[-1] == 0
    moved = np.delete(path.parameters - path.parameters[-1], [3, 4], axis=1)
    assert found.distances == pytest.approx(np.linalg.norm(moved, axis=1))
    for seen, places in zip((found.across, found.up), found.places.T, strict=True):
        assert seen[0] < places.min()
        assert places.max() < seen[-1]


@pytest.mark.parametrize("experiment", [DEEP, SOFTMAX], ids=["deep", "softmax"])
def test_the_slope_is_that_of_the_surface(experiment: Experiment) -> None:
    run, snapshot = trained(experiment)
    path = path_of(run, snapshot)
    found = landscape(snapshot, path, of_path(path.parameters, snapshot.parameters))
    near = np.array([-1e-5, 0.0, 1e-5])
    losses = losses_on(experiment, found.plane, near, near)
    measured = [(losses[1, 2] - losses[1, 0]) / 2e-5, (losses[2, 1] - losses[0, 1]) / 2e-5]
    assert found.slope == pytest.approx(measured, rel=1e-5, abs=1e-7)


def test_before_the_first_update_the_path_is_one_point() -> None:
    run, snapshot = trained(ARTICLE, 0)
    path = path_of(run, snapshot)
    assert path.iterations.tolist() == [0]
    for plane in (of_path(path.parameters, snapshot.parameters), of_two(snapshot.parameters, 0, 1)):
        found = landscape(snapshot, path, plane)
        assert found.share is None
        assert np.isfinite(found.losses).all()


def test_whatever_says_only_where_a_run_goes_leaves_the_landscape_as_it_is() -> None:
    same = [
        replace(DEEP, seed=9),
        replace(DEEP, training=TrainingSettings(0.5, optimiser="adam", l2=0.1)),
        replace(DEEP, interventions=(Intervention(3, "learning_rate", 1.0),)),
        replace(DEEP, architecture=replace(DEEP.architecture, initial_weights="glorot")),
    ]
    others = [
        replace(DEEP, dataset=Dataset(POINTS.X, 1 - POINTS.y)),
        replace(DEEP, training=TrainingSettings(loss="mean_squared_error")),
        replace(DEEP, architecture=replace(DEEP.architecture, activation="relu")),
        replace(DEEP, preparation=Preparation(scale=True)),
        ARTICLE,
    ]
    assert all(has_same_landscape(DEEP, one) for one in same)
    assert not any(has_same_landscape(DEEP, one) for one in others)


def test_another_network_stands_where_its_weights_are() -> None:
    run, snapshot = trained(DEEP)
    _, other = trained(replace(DEEP, seed=5))
    path = path_of(run, snapshot)
    found = landscape(snapshot, path, of_two(snapshot.parameters, 2, 7), {"Kept": other})
    (one,) = found.others
    assert (one.name, one.loss) == ("Kept", other.loss)
    assert one.place.tolist() == other.parameters[[2, 7]].tolist()
    beside = np.delete(other.parameters - snapshot.parameters, [2, 7])
    assert one.distance == pytest.approx(np.linalg.norm(beside))
    assert found.across[0] < one.place[0] < found.across[-1]
    assert found.up[0] < one.place[1] < found.up[-1]


def test_the_largest_landscape_is_coarser_or_none() -> None:
    assert side(DEEP) == SIDES[0]
    wide = Experiment(
        Dataset(X=np.zeros((1000, 2)), y=np.zeros(1000)), Architecture(hidden=(16,) * 6)
    )
    assert side(wide) is None
    middle = Experiment(POINTS, Architecture(hidden=(8, 8, 8)))
    n = side(middle)
    assert n is not None
    assert SIDES[-1] <= n < SIDES[0]
    assert n * n * 250 * (25 + 6) <= MOST_WORK


def test_weights_too_large_for_numbers_leave_the_rest_of_the_landscape_alone() -> None:
    experiment = Experiment(
        Dataset(X=[[1.0, 2.0], [2.0, 1.0]], y=[1.0, 0.0]),
        Architecture(hidden=(2,), activation="relu", output_activation="identity"),
    )
    snapshot = Run(experiment).at(0)
    far: FloatArray = np.array([1e200, 0.0])
    losses = losses_on(experiment, of_two(snapshot.parameters, 4, 5), far, far)
    assert not np.isfinite(losses[0, 0])
    assert losses[1, 1] == pytest.approx(by_hand(snapshot, {4: 0.0, 5: 0.0}), rel=1e-14)
