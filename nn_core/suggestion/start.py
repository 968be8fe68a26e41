"""A set-up to begin with: it can learn a table, and nothing has been tried out for it."""

from __future__ import annotations

from dataclasses import replace

from nn_core.advice.answer import answer_to
from nn_core.sharing.setup import Setup
from nn_core.suggestion.networks import LADDER, with_network, with_training
from nn_core.suggestion.rows import judged_parts
from nn_core.suggestion.search import ended, experiment_for
from nn_core.suggestion.values import Progress


def begun(setup: Setup) -> Setup:
    """The setup with the first network of the search, for the kind of answer that its table asks
    for. Raises InputError for an unfinished table."""
    dataset = setup.dataset()
    plain = experiment_for(setup, dataset, answer_to(dataset))
    layer, parts = with_network(plain, LADDER[0]), judged_parts(dataset, setup.seed)
    chosen = ended(with_training(layer, parts, Progress(0.0, "")))
    return replace(
        setup,
        architecture=chosen.architecture,
        training=chosen.training,
        preparation=chosen.preparation,
        interventions=(),
    )
