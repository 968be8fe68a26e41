"""Parts of a setup that do not go together: they are taken out, and that is said."""

from __future__ import annotations

from dataclasses import replace

from nn_core.errors import InputError
from nn_core.experiment.dataset import Dataset
from nn_core.experiment.experiment import Experiment
from nn_core.experiment.preparation import Preparation
from nn_core.experiment.settings import TrainingSettings
from nn_core.sharing.setup import Setup
from nn_core.sharing.validate import Complaints


def fitted(setup: Setup, complaints: Complaints) -> Setup:
    """`setup` without the features, changes and loss that its table or network do not allow."""
    return _with_fitting_loss(
        _with_fitting_changes(_with_fitting_features(setup, complaints), complaints), complaints
    )


def _with_fitting_features(setup: Setup, complaints: Complaints) -> Setup:
    kept = []
    for feature in setup.preparation.features:
        try:
            Preparation((feature,)).check(len(setup.table.input_names))
            kept.append(feature)
        except InputError as error:
            complaints.add(f'"features" is left out in part: {error}')
    return replace(setup, preparation=replace(setup.preparation, features=tuple(kept)))


def _with_fitting_changes(setup: Setup, complaints: Complaints) -> Setup:
    n_parameters = _outline(setup).n_parameters
    kept = tuple(
        one for one in setup.interventions if one.parameter is None or one.parameter < n_parameters
    )
    if len(kept) < len(setup.interventions):
        complaints.add(
            f'"changes" is left out in part: the network has {n_parameters} weights and biases.'
        )
    return replace(setup, interventions=kept)


def _with_fitting_loss(setup: Setup, complaints: Complaints) -> Setup:
    usual = replace(setup.training, loss=TrainingSettings().loss)
    try:
        setup.experiment()
        return setup
    except InputError as error:
        # An unfinished table is opened as it is: the page says what is missing.
        if not _would_fit(replace(setup, training=usual)):
            return setup
        complaints.add(f'"loss" is left out: {error}')
    return replace(setup, training=usual)


def _would_fit(setup: Setup) -> bool:
    try:
        setup.experiment()
    except InputError:
        return False
    return True


def _outline(setup: Setup) -> Experiment:
    """The experiment's shape, whatever the rows are."""
    dataset = Dataset(
        X=[[0.0] * len(setup.table.input_names)], y=[[0.0] * len(setup.table.target_names)]
    )
    return Experiment(dataset, setup.architecture, preparation=setup.preparation)
