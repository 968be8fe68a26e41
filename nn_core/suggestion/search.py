"""The search for a set-up that fits a table: from no hidden layer up, only as far as needed."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import replace
from typing import Final, TypeVar

import numpy as np

from nn_core.advice.answer import Answer, answer_to
from nn_core.arrays import FloatArray
from nn_core.experiment.dataset import Dataset
from nn_core.experiment.experiment import Experiment
from nn_core.experiment.held_back import hold_back
from nn_core.experiment.preparation import Preparation
from nn_core.run.stop_rule import StopRule
from nn_core.sharing.setup import OWN, Setup
from nn_core.suggestion.networks import LADDER, with_network, with_training
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
from nn_core.verdict.ceiling import ceiling

Found = TypeVar("Found")

# The share of the spread of amounts that need not be explained.
_SMALL: Final = 0.01
# So many larger networks that are no better end the search.
_MOST_IN_VAIN: Final = 2
# Inputs between -1 and 1 are about as large as scaled ones.
_ABOUT_ONE: Final = 1.0


def suggestion(setup: Setup) -> Suggestion:
    """The whole search at once."""
    return ended(search(setup))


def ended(going: Generator[Progress, None, Found]) -> Found:
    """What a search finds, without a pause."""
    while True:
        try:
            next(going)
        except StopIteration as end:
            found: Found = end.value
            return found


def search(setup: Setup) -> Generator[Progress, None, Suggestion]:
    """Try out networks on the setup's table, a little at each `next`, and return what fits it.

    The same setup gives the same suggestion. Raises InputError for an unfinished table.
    """
    ready = _with_rows_held_back(setup)
    dataset = hold_back(to_dataset(ready.table), ready.held_back)
    answer = answer_to(dataset)
    begun = experiment_for(ready, dataset, answer)
    trials = yield from _trials(begun, judged_parts(dataset, setup.seed))
    best = _best(trials)
    fitting = replace(
        ready,
        architecture=best.experiment.architecture,
        training=best.experiment.training,
        preparation=best.experiment.preparation,
        interventions=(),
        stop=StopRule(),
        iterations=best.iterations,
    )
    return Suggestion(fitting, told(setup, fitting, answer, trials, best, keeps_aside(dataset)))


def _trials(
    begun: Experiment, parts: Sequence[Dataset]
) -> Generator[Progress, None, Sequence[Trial]]:
    """What comes of each network that is tried, the smallest first."""
    trials: list[Trial] = []
    for number, hidden in enumerate(LADDER):
        progress = Progress(number / len(LADDER), _said_of(hidden))
        yield progress
        candidate = yield from with_training(with_network(begun, hidden), parts, progress)
        trials.append((yield from tried(candidate, parts, progress)))
        if _is_enough(trials):
            break
    return trials


def _with_rows_held_back(setup: Setup) -> Setup:
    """The setup with a fifth of the rows held back where there are enough. Rows that somebody has
    put in order are shuffled then, since their end may be different; points are drawn in none."""
    if setup.held_back or len(setup.table.rows) < LEAST_TO_HOLD_BACK:
        return setup
    ready = replace(setup, held_back=SHARE_HELD_BACK)
    if setup.generated is not None:
        return ready
    return replace(ready, problem=OWN, table=shuffled(setup.table, setup.seed))


def experiment_for(setup: Setup, dataset: Dataset, answer: Answer) -> Experiment:
    """The setup's own network and training on its dataset, for this kind of answer."""
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


def _is_enough(trials: Sequence[Trial]) -> bool:
    """Whether the best network so far leaves nothing to be wished for, or larger ones are no
    better."""
    best = _best(trials)
    return best.level >= _highest(best.experiment) or _n_in_vain(trials) >= _MOST_IN_VAIN


def _highest(experiment: Experiment) -> float:
    """The level that nothing can be clearly better than."""
    dataset = experiment.dataset
    if not dataset.is_classification:
        return 1 - _SMALL
    most = None if keeps_aside(dataset) else ceiling(experiment)
    return 1.0 if most is None else most.n_right / dataset.n_samples


def _n_in_vain(trials: Sequence[Trial]) -> int:
    return len(trials) - 1 - [trial is _best(trials) for trial in trials].index(True)


def _best(trials: Sequence[Trial]) -> Trial:
    """The smallest network than which no larger one is clearly better."""
    best = trials[0]
    for trial in trials[1:]:
        if trial.is_clearly_better(best):
            best = trial
    return best
