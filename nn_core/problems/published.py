"""What the article printed, so that anyone can see that this network is the same one."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from nn_core.experiment.architecture import Architecture
from nn_core.experiment.experiment import Experiment
from nn_core.experiment.preparation import Preparation
from nn_core.experiment.settings import TrainingSettings
from nn_core.problems.ready_made import PROBLEMS, Problem
from nn_core.tables.table import to_dataset

# How the articles train: one neuron without bias, the whole gradient, seed 1.
ARTICLE_SETTINGS = (Architecture(hidden=(), bias=False), TrainingSettings(learning_rate=1.0), 1)


def published_prediction(
    experiment: Experiment, example: Sequence[float], iteration: int
) -> str | None:
    """The prediction as an article printed it for exactly this experiment, example and iteration;
    None where no article did. Names of columns make no difference."""
    return published_predictions(experiment, example).get(iteration)


def published_predictions(experiment: Experiment, example: Sequence[float]) -> dict[int, str]:
    """All predictions that an article printed for exactly this experiment and example, by their
    iterations."""
    settings = (experiment.architecture, experiment.training, experiment.seed)
    is_changed = experiment.interventions or experiment.preparation != Preparation()
    if settings != ARTICLE_SETTINGS or is_changed:
        return {}
    for problem in PROBLEMS:
        if problem.published and _is_of(problem, experiment, example):
            return dict(problem.published)
    return {}


def _is_of(problem: Problem, experiment: Experiment, example: Sequence[float]) -> bool:
    if tuple(example) != tuple(problem.new_example):
        return False
    theirs, ours = to_dataset(problem.table), experiment.dataset
    return np.array_equal(theirs.X, ours.X) and np.array_equal(theirs.y, ours.y)
