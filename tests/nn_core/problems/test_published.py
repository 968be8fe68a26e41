"""The published digits, and every weight on the way to them."""

import numpy as np
import pytest
from numpy.testing import assert_allclose

from nn_core import Architecture, Dataset, Experiment, Run, TrainingSettings
from nn_core.problems.published import published_prediction
from nn_core.problems.ready_made import PROBLEMS, Problem
from nn_core.tables.table import to_dataset
from tests.oracles import article, article_path

VARIANT = Experiment(
    Dataset(X=[[0, 0, 1], [1, 1, 1], [1, 0, 1], [0, 1, 1]], y=[0, 1, 1, 0]), seed=1
)
PUBLISHED = [
    pytest.param(article(), (1, 0, 1), 10, "0.65980921", id="article-10"),
    pytest.param(article(), (1, 0, 1), 100, "0.87680541", id="article-100"),
    pytest.param(article(), (1, 0, 1), 10_000, "0.9897704", id="article-10000"),
    pytest.param(VARIANT, (1, 0, 0), 10_000, "0.99993704", id="variant-10000"),
]


@pytest.mark.parametrize(("experiment", "example", "iteration", "printed"), PUBLISHED)
def test_the_predictions_are_the_published_ones(
    experiment: Experiment, example: tuple[int, ...], iteration: int, printed: str
) -> None:
    run = Run(experiment)
    run.advance_to(10_000)
    prediction = run.at(iteration).predict([example])
    assert prediction.shape == (1, 1)
    with np.printoptions(precision=8):  # as `print` shows it, which is how it was published
        assert str(prediction[0]) == f"[{printed}]"
    assert f"{prediction.item():.8f}" == f"{float(printed):.8f}"
    assert published_prediction(experiment, example, iteration) == printed


@pytest.mark.parametrize("experiment", [article(), VARIANT], ids=["article", "variant"])
def test_the_whole_weight_path_is_that_of_the_articles_loop(experiment: Experiment) -> None:
    data = experiment.dataset
    path = article_path(data.X, data.y[:, 0], 10_000)
    run = Run(experiment)
    run.advance_to(10_000)
    ours = np.array([run.at(iteration).weights[0][:, 0] for iteration in range(10_001)])
    assert np.array_equal(ours[0], path[0])
    assert_allclose(ours, path, rtol=0, atol=1e-11)


def test_the_initial_weights_are_the_articles() -> None:
    (weights,) = Run(article()).at(0).weights
    assert_allclose(weights, [[-0.16595599], [0.44064899], [-0.99977125]], atol=5e-9)


def test_the_seed_decides_the_initial_weights() -> None:
    starts = {Run(article(seed)).at(0).parameters.tobytes() for seed in range(20)}
    assert len(starts) == 20


@pytest.mark.parametrize("each", [each for each in PROBLEMS if each.published])
def test_the_ready_made_problems_give_the_digits_that_they_quote(each: Problem) -> None:
    run = Run(Experiment(to_dataset(each.table)))
    for iteration, printed in each.published:
        run.advance_to(iteration)
        assert run.at(iteration).predict(each.new_example).item() == pytest.approx(
            float(printed), abs=5e-9
        )


def test_nothing_else_is_called_published() -> None:
    data, example = article().dataset, (1, 0, 1)
    renamed = Dataset(data.X, data.y, input_names=("a", "b", "c"))
    assert published_prediction(Experiment(renamed), example, 10) == "0.65980921"
    others = [
        article(seed=2),
        article(learning_rate=0.5),
        Experiment(data, architecture=Architecture(bias=True)),
        Experiment(data, architecture=Architecture(hidden=(1,))),
        Experiment(Dataset(data.X, 1 - data.y)),
        Experiment(Dataset(data.X[::-1], data.y[::-1])),
    ]
    assert [published_prediction(other, example, 10) for other in others] == [None] * len(others)
    assert published_prediction(article(), (1, 0, 0), 10) is None
    assert published_prediction(article(), example, 11) is None
    equal = Experiment(data, training=TrainingSettings(1.0))
    assert published_prediction(equal, example, 100) == "0.87680541"
