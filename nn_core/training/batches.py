"""Batches: which rows of the table an update looks at.

An iteration is one update, an epoch one pass over the table. While the whole table is one batch
they are the same; with smaller batches an epoch takes several iterations.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from nn_core.experiment.experiment import Experiment


def size(experiment: Experiment) -> int:
    """The rows of a whole batch: the batch size, but never more than the table has."""
    n_samples = experiment.dataset.n_samples
    return min(experiment.training.batch_size or n_samples, n_samples)


def per_epoch(experiment: Experiment) -> int:
    """How many iterations an epoch takes: the batches that hold every row once."""
    return -(-experiment.dataset.n_samples // size(experiment))  # rounded up


def epoch_of(iteration: int, experiment: Experiment) -> int:
    """The epoch, counted from 0, of the update that follows `iteration` updates."""
    return iteration // per_epoch(experiment)


def order(experiment: Experiment, epoch: int) -> NDArray[np.intp]:
    """The order in which an epoch, counted from 0, goes through the rows, (n_samples,).

    The table's own order when all of it is one batch; else shuffled anew for every epoch. The
    shuffling depends on the seed and the epoch only, never on what was drawn before, so that any
    iteration can be computed again.
    """
    n_samples = experiment.dataset.n_samples
    if per_epoch(experiment) == 1:
        return np.arange(n_samples)
    return np.random.default_rng((experiment.seed, epoch)).permutation(n_samples)


def rows(experiment: Experiment, iteration: int) -> NDArray[np.intp]:
    """The rows of the update that follows `iteration` updates, (n_rows,).

    The last batch of an epoch holds what is left, which may be fewer rows.
    """
    epoch, place = divmod(iteration, per_epoch(experiment))
    start = place * size(experiment)
    return order(experiment, epoch)[start : start + size(experiment)]
