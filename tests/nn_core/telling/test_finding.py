"""What a network has found: sentences worked by hand, and on random experiments each claim checked
by other means."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

import numpy as np
import pytest

from nn_core import (
    Architecture,
    Dataset,
    Experiment,
    Feature,
    Intervention,
    Preparation,
    Run,
    Snapshot,
)
from nn_core.problems.ready_made import problem
from nn_core.tables.opening import open_table
from nn_core.tables.plan import plan_for
from nn_core.tables.table import from_dataset, to_dataset
from nn_core.telling.finding import finding
from tests.nn_core.verdict.test_claims import random_experiment

ADDING_UP = Architecture(output_activation="identity")
# Every row of 0 and 1, whose sum 2 A - B + C is learned.
CORNERS = [[a, b, c] for a in (0, 1) for b in (0, 1) for c in (0, 1)]


def found(experiment: Experiment, *weights: float) -> str:
    snapshot = Snapshot(experiment, 9, np.array(weights, dtype=np.float64))
    return finding(snapshot, from_dataset(experiment.dataset).coding)


def of_corners(target: tuple[float, float, float], **more: object) -> Experiment:
    y = np.array(CORNERS) @ np.array(target)
    data = Dataset(CORNERS, y, input_names=("A", "B", "C"))
    return Experiment(data, ADDING_UP, **more)


def after(key: str, architecture: Architecture, iterations: int = 10_000) -> str:
    table = problem(key).table
    run = Run(Experiment(to_dataset(table), architecture))
    run.advance_to(iterations)
    return finding(run.at(iterations), table.coding)


def test_the_article_found_what_its_target_is() -> None:
    assert after("article", Architecture()) == (
        "It found by itself that the answer follows Input 3 (weight +8.94); "
        "Input 1 speaks against it (weight −4.37)."
    )
    assert after("article", Architecture(), 0) == ""


def test_one_neuron_finds_nothing_in_xor_and_a_hidden_layer_that_both_inputs_count() -> None:
    assert after("xor", Architecture()) == "So far the answer hardly depends on any input."
    assert after("xor", Architecture((4,), True, "tanh")) == (
        "It found by itself that the answer depends on Input 1 and Input 2 together: which way "
        "each moves it depends on the other."
    )


def test_weights_of_inputs_of_one_size_worked_by_hand() -> None:
    # 3 A − 0.5 B + 0.2 C: they move the answer by 3, 0.5 and 0.2 of 3 in all.
    experiment = of_corners((3, -0.5, 0.2))
    assert found(experiment, 3, -0.5, 0.2) == (
        "It found by itself that the answer follows A (weight +3); B speaks against it "
        "(weight −0.5)."
    )
    assert found(experiment, -3, 0.5, 0.2) == "So far the answer goes against A (weight −3)."
    assert found(experiment, 3, 2, -1.6) == "So far the answer rises with A and B and falls with C."
    assert found(experiment, 1, -0.1, 0.05).startswith("So far the answer follows A (weight +1)")
    assert found(experiment, 0.01, 0.1, 0) == "So far the answer hardly depends on any input."


def test_a_weight_that_was_set_by_hand_was_not_found() -> None:
    set_by_hand = of_corners((3, 0, 0), interventions=(Intervention(5, "parameter", 3.0, 0),))
    assert found(set_by_hand, 3, 0, 0) == "So far the answer follows A (weight +3)."
    later = of_corners((3, 0, 0), interventions=(Intervention(50, "parameter", 3.0, 0),))
    assert found(later, 3, 0, 0).startswith("It found by itself that")


def test_of_inputs_of_other_sizes_the_weight_is_no_measure() -> None:
    # 0.001 × 2,000 moves the answer by 2, and 0.5 × 1 by 0.5: the smaller weight does more.
    data = Dataset([[0, 0], [2000, 1], [2000, 0], [0, 1]], [0, 2.5, 2, 0.5])
    assert found(Experiment(data, ADDING_UP), 0.001, 0.5) == (
        "It found by itself that the answer follows Input 1."
    )
    scaled = Experiment(data, ADDING_UP, preparation=Preparation(scale=True))
    assert "follows Input 1 (weight +2)" in found(scaled, 2.0, 0.5)


def test_a_square_bends_so_no_direction_is_claimed() -> None:
    data = Dataset([[-1], [0], [1]], [1, 0, 1])
    squared = Preparation((Feature("square", 0),))
    said = found(Experiment(data, ADDING_UP, preparation=squared), 0, 1)
    assert said == "It found by itself that the answer depends on Input 1."


def test_words_and_several_classes_are_named_as_in_the_table() -> None:
    text = "sky,wind,go\nred,1,no\nblue,2,yes\nred,3,no\nblue,4,yes\nred,2,no\nblue,1,yes\n"
    table = plan_for(open_table(text.encode())).table
    experiment = Experiment(to_dataset(table), ADDING_UP)
    is_red = table.coding.inputs[0].coded_words == ("red",)
    assert is_red
    snapshot = Snapshot(experiment, 9, np.array([-0.9, 0.05]))
    assert finding(snapshot, table.coding).startswith("So far the answer goes against sky = red")
    text = "size,kind\n1,arve\n2,lind\n3,ulme\n1.1,arve\n2.1,lind\n2.9,ulme\n"
    table = plan_for(open_table(text.encode())).table
    of_classes = Experiment(to_dataset(table), ADDING_UP)
    said = finding(Snapshot(of_classes, 9, np.array([-1.0, 0.0, 1.0])), table.coding)
    assert said == "So far the answers depend on size."


def test_many_inputs_that_do_alike_are_counted() -> None:
    X = np.vstack([np.eye(12), np.zeros(12)])
    experiment = Experiment(Dataset(X, X.sum(axis=1)), ADDING_UP)
    assert found(experiment, *[1] * 9, 0, 0, 0) == (
        "So far the answer depends on 9 of 12 inputs about alike, most on Input 1, Input 2 "
        "and Input 3."
    )


def test_numbers_too_large_to_tell_are_not_told() -> None:
    network = Architecture((1,), False, "identity", "identity")
    data = Dataset([[1e6], [-1e6]], [1, 0])
    assert found(Experiment(data, network), 1e300, 1e300) == ""


# ---- random experiments, whose claims are checked by other means ---------------------------------


def answer(snapshot: Snapshot, row: np.ndarray) -> np.ndarray:
    return snapshot.predict([row])[0]


def swings(snapshot: Snapshot, column: int) -> tuple[np.ndarray, np.ndarray]:
    """For each row and output how far apart its answers are, as a share of the targets' range, when
    one input is any of those in the table; and each change to the next larger value."""
    data = snapshot.experiment.dataset
    size = np.where(np.ptp(data.y, axis=0) > 0, np.ptp(data.y, axis=0), 1)
    spans, steps = [], []
    for row in data.X:
        seen = []
        for value in sorted(set(data.X[:, column].tolist())):
            changed = row.copy()
            changed[column] = value
            seen.append(answer(snapshot, changed) / size)
        spans.append(np.max(seen, axis=0) - np.min(seen, axis=0))
        steps.append([after - before for before, after in pairwise(seen)])
    return np.array(spans), np.array(steps)


def check(snapshot: Snapshot, said: str) -> None:
    data = snapshot.experiment.dataset
    measured = [swings(snapshot, column) for column in range(data.n_inputs)]
    moves = [spans.mean() for spans, _ in measured]

    def column_of(name: str) -> int:
        return data.input_names.index(name)

    if "hardly" in said:
        assert max(moves) < 0.05
        return
    rising = re.findall(r"(?:follows|rises with) (Input \d)", said)
    falling = re.findall(r"(?:goes against|falls with) (Input \d)", said)
    falling += re.findall(r"(Input \d) speaks against", said)
    for names, sign in ((rising, 1), (falling, -1)):
        for column in map(column_of, names):
            _, steps = measured[column]
            assert (sign * steps > -0.0011).all()
            assert np.abs(steps).max() > 0
            if "(weight" in said:
                assert sign * snapshot.weights[0][column, 0] > 0
    named = [column_of(name) for name in re.findall(r"Input \d", said)]
    assert max(moves) == pytest.approx(max(moves[column] for column in named), rel=1e-9)
    for only in re.findall(
        r"(?:follows|goes against|most on|depends on) (Input \d)(?=[ .;,(])", said
    ):
        if " and " not in said and ", Input" not in said:
            others = [move for at, move in enumerate(moves) if at != column_of(only)]
            assert moves[column_of(only)] > 2 * max(others, default=0)
    if "together" in said:
        for column in map(column_of, re.findall(r"Input \d", said)):
            spans = measured[column][1].sum(axis=1)
            assert spans.min() < 0 < spans.max()


@pytest.mark.long
def test_no_finding_of_150_random_experiments_is_false() -> None:
    random, seen = np.random.default_rng(15), Counter[str]()
    for _ in range(150):
        experiment = random_experiment(random)
        run = Run(experiment)
        run.advance_to(int(random.choice([7, 60, 300])))
        snapshot = run.at(run.iteration)
        said = finding(snapshot, from_dataset(experiment.dataset).coding)
        if "by itself" in said and experiment.dataset.is_classification:
            assert snapshot.correct.all()
        kinds = ("follows", "against", "rises", "falls", "together", "depends", "hardly", "itself")
        seen.update(kind for kind in kinds if kind in said)
        assert said.endswith(".")
        check(snapshot, said)
    assert len(seen) == 8, seen
