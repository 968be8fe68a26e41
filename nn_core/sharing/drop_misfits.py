"""Parts of a setup that do not go together: they are taken out, and that is said."""

from __future__ import annotations

from dataclasses import replace

from nn_core.errors import InputError
from nn_core.experiment.architecture import Architecture
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
    features, kept = setup.preparation.features, []
    for feature in features:
        try:
            Preparation((feature,)).check(setup.table.n_numbers[0])
            kept.append(feature)
        except InputError as error:
            complaints.add(f'"features" is left out in part: {error}')
    if len(kept) == len(features):
        return setup
    return replace(setup, preparation=replace(setup.preparation, features=tuple(kept)))


def _with_fitting_changes(setup: Setup, complaints: Complaints) -> Setup:
    n_parameters = _outline(setup).n_parameters
    kept = tuple(
        one for one in setup.interventions if one.parameter is None or one.parameter < n_parameters
    )
    if len(kept) == len(setup.interventions):
        return setup
    complaints.add(
        f'"changes" is left out in part: the network has {n_parameters} weights and biases.'
    )
    return replace(setup, interventions=kept)


def _with_fitting_loss(setup: Setup, complaints: Complaints) -> Setup:
    try:
        setup.experiment()
        return setup
    except InputError as error:
        usual = replace(setup.training, loss=TrainingSettings().loss)
        without_loss = replace(setup, training=usual)
        if _would_fit(without_loss):
            complaints.add(f'"loss" is left out: {error}')
            return without_loss
        # An output that only goes with a loss, or with targets, that are not there.
        without_both = replace(without_loss, architecture=_with_usual_output(setup.architecture))
        if _would_fit(without_both):
            complaints.add(f'"output" is left out: {error}')
            return without_both
        # An unfinished table is opened as it is: the page says what is missing.
        return setup


def _would_fit(setup: Setup) -> bool:
    try:
        setup.experiment()
    except InputError:
        return False
    return True


def _outline(setup: Setup) -> Experiment:
    """The experiment's shape, whatever the rows are."""
    n_inputs, n_outputs = setup.table.n_numbers
    dataset = Dataset(X=[[0.0] * n_inputs], y=[[0.0] * n_outputs])
    architecture = _with_usual_output(setup.architecture)
    return Experiment(dataset, architecture, preparation=setup.preparation)


def _with_usual_output(architecture: Architecture) -> Architecture:
    return replace(architecture, output_activation=Architecture().output_activation)
