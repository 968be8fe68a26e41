"""The search for a set-up that fits a table: from no hidden layer up, only as far as needed."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import replace
from typing import Final

import numpy as np

from nn_core.arrays import FloatArray
from nn_core.experiment.dataset import Dataset
from nn_core.experiment.experiment import Experiment
from nn_core.experiment.held_back import hold_back
from nn_core.experiment.preparation import Preparation
from nn_core.run.stop_rule import StopRule
from nn_core.sharing.setup import Setup
from nn_core.suggestion.answer import Answer, answer_to
from nn_core.suggestion.networks import LADDER, with_network, with_rate
from nn_core.suggestion.rows import (
    LEAST_TO_HOLD_BACK,
    SHARE_HELD_BACK,
    judged_parts,
    keeps_aside,
)
from nn_core.suggestion.telling import told
from nn_core.suggestion.trial import Trial, tried
from nn_core.suggestion.values import Progress, Suggestion
from nn_core.tables.table import to_dataset
from nn_core.tables.table_changes import shuffled

# By this share, over the square root of the number of rows, a larger network's loss has to be
# smaller: a mean over rows is about as uncertain.
_WORTH_MORE: Final = 1.2
_MOST_WORTH: Final = 0.3
# The share of the spread of amounts that need not be explained.
_SMALL: Final = 0.01
# So many larger networks that are no better end the search.
_MOST_IN_VAIN: Final = 2
# Inputs between -1 and 1 are about as large as scaled ones.
_ABOUT_ONE: Final = 1.0


def search(setup: Setup) -> Generator[Progress, None, Suggestion]:
    """Try out networks on the setup's table, one step at each `next`, and return what fits it.

    The same setup gives the same suggestion. Raises InputError for an unfinished table.
    """
    ready = _with_rows_held_back(setup)
    dataset = hold_back(to_dataset(ready.table), ready.held_back)
    answer = answer_to(dataset)
    begun = _experiment(ready, dataset, answer)
    parts = judged_parts(dataset, setup.seed)
    trials: list[Trial] = []
    for number, hidden in enumerate(LADDER):
        yield Progress(number / len(LADDER), _said_of(hidden))
        candidate = with_rate(with_network(begun, hidden), parts)
        trials.append(tried(candidate, parts))
        if _is_enough(trials, dataset):
            break
    best = _best(trials, dataset)
    chosen = with_network(begun, best.hidden)
    chosen = replace(chosen, training=with_rate(chosen, parts).training)
    fitting = replace(
        ready,
        architecture=chosen.architecture,
        training=chosen.training,
        preparation=chosen.preparation,
        interventions=(),
        stop=StopRule(),
        iterations=best.iterations,
    )
    return Suggestion(fitting, told(setup, fitting, answer, trials, best, keeps_aside(dataset)))


def _with_rows_held_back(setup: Setup) -> Setup:
    """The setup with a fifth of the rows held back where there are enough; the rows are shuffled
    then, since a file may be in an order that makes its end different."""
    if setup.held_back or len(setup.table.rows) < LEAST_TO_HOLD_BACK:
        return setup
    mixed = shuffled(setup.table, setup.seed)
    return replace(setup, table=mixed, held_back=SHARE_HELD_BACK)


def _experiment(setup: Setup, dataset: Dataset, answer: Answer) -> Experiment:
    network = replace(setup.architecture, output_activation=answer.output)
    training = replace(setup.training, loss=answer.loss)
    features = setup.preparation.features
    expanded = setup.preparation.expanded(dataset.X)
    preparation = Preparation(features, _needs_scaling(expanded), answer.scales_targets)
    return Experiment(dataset, network, training, setup.seed, preparation=preparation)


def _needs_scaling(X: FloatArray) -> bool:
    return bool(np.abs(X).max() > _ABOUT_ONE)


def _said_of(hidden: tuple[int, ...]) -> str:
    if not hidden:
        return "Trying a network without a hidden layer"
    return f"Trying {'-'.join(map(str, hidden))} hidden neurons"


def _is_enough(trials: list[Trial], dataset: Dataset) -> bool:
    """Whether the best network so far leaves nothing to be wished for, or larger ones are no
    better."""
    best = _best(trials, dataset)
    if dataset.is_classification and best.n_right == best.n_rows:
        return True
    if not dataset.is_classification and best.loss <= _SMALL:
        return True
    return len(trials) - 1 - trials.index(best) >= _MOST_IN_VAIN


def _best(trials: list[Trial], dataset: Dataset) -> Trial:
    """The smallest network than which no larger one is much better."""
    best = trials[0]
    for trial in trials[1:]:
        if _is_better(trial, best, dataset):
            best = trial
    return best


def _is_better(trial: Trial, than: Trial, dataset: Dataset) -> bool:
    if dataset.is_classification and not keeps_aside(dataset):
        return trial.n_right > than.n_right
    less = min(_MOST_WORTH, _WORTH_MORE / trial.n_rows**0.5)
    return trial.loss <= (1 - less) * than.loss and trial.n_right >= than.n_right
