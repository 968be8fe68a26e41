"""Parts of what is kept that do not go together: they are taken out, and that is said."""

from __future__ import annotations

from dataclasses import replace

from nn_core.errors import InputError
from nn_core.experiment.dataset import Dataset
from nn_core.experiment.experiment import Experiment
from nn_core.experiment.preparation import Preparation
from nn_core.experiment.settings import TrainingSettings
from nn_core.sharing.checked import Complaints
from nn_core.sharing.shared import Shared


def fitted(shared: Shared, complaints: Complaints) -> Shared:
    """`shared` without the features, changes and loss that its table or network do not allow."""
    return _with_fitting_loss(
        _with_fitting_changes(_with_fitting_features(shared, complaints), complaints), complaints
    )


def _with_fitting_features(shared: Shared, complaints: Complaints) -> Shared:
    kept = []
    for feature in shared.preparation.features:
        try:
            Preparation((feature,)).check(len(shared.table.input_names))
            kept.append(feature)
        except InputError as error:
            complaints.add(f'"features" is left out in part: {error}')
    return replace(shared, preparation=replace(shared.preparation, features=tuple(kept)))


def _with_fitting_changes(shared: Shared, complaints: Complaints) -> Shared:
    n_parameters = _outline(shared).n_parameters
    kept = tuple(
        one for one in shared.interventions if one.parameter is None or one.parameter < n_parameters
    )
    if len(kept) < len(shared.interventions):
        complaints.add(
            f'"changes" is left out in part: the network has {n_parameters} weights and biases.'
        )
    return replace(shared, interventions=kept)


def _with_fitting_loss(shared: Shared, complaints: Complaints) -> Shared:
    usual = replace(shared.training, loss=TrainingSettings().loss)
    try:
        shared.experiment()
        return shared
    except InputError as error:
        # An unfinished table is opened as it is: the page says what is missing.
        if not _would_fit(replace(shared, training=usual)):
            return shared
        complaints.add(f'"loss" is left out: {error}')
    return replace(shared, training=usual)


def _would_fit(shared: Shared) -> bool:
    try:
        shared.experiment()
    except InputError:
        return False
    return True


def _outline(shared: Shared) -> Experiment:
    """The experiment's shape, whatever the rows are."""
    dataset = Dataset(
        X=[[0.0] * len(shared.table.input_names)], y=[[0.0] * len(shared.table.target_names)]
    )
    return Experiment(dataset, shared.architecture, preparation=shared.preparation)
