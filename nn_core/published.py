"""What the article printed, so that anyone can see that this network is the same one."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from nn_core.architecture import Architecture
from nn_core.experiment import Experiment
from nn_core.preparation import Preparation
from nn_core.problems import PROBLEMS, Problem
from nn_core.settings import TrainingSettings
from nn_core.table import to_dataset

# How the articles train: one neuron without bias, the whole gradient, seed 1.
ARTICLE_SETTINGS = (Architecture(hidden=(), bias=False), TrainingSettings(learning_rate=1.0), 1)


def published_prediction(
    experiment: Experiment, example: Sequence[float], iteration: int
) -> str | None:
    """The prediction as an article printed it for exactly this experiment, example and iteration;
    None where no article did. Names of columns make no difference."""
    settings = (experiment.architecture, experiment.training, experiment.seed)
    is_changed = experiment.interventions or experiment.preparation != Preparation()
    if settings != ARTICLE_SETTINGS or is_changed:
        return None
    for problem in PROBLEMS:
        if iteration in dict(problem.published) and _is_of(problem, experiment, example):
            return dict(problem.published)[iteration]
    return None


def _is_of(problem: Problem, experiment: Experiment, example: Sequence[float]) -> bool:
    theirs, ours = to_dataset(problem.table), experiment.dataset
    same_table = np.array_equal(theirs.X, ours.X) and np.array_equal(theirs.y, ours.y)
    return same_table and tuple(example) == tuple(problem.new_example)
