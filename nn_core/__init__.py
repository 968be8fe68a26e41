"""A neural network small enough to read: the article's neuron, and networks grown from it."""

from nn_core.errors import InputError
from nn_core.experiment.architecture import Architecture
from nn_core.experiment.dataset import Dataset
from nn_core.experiment.experiment import Experiment
from nn_core.experiment.intervention import Intervention
from nn_core.experiment.preparation import Feature, Preparation
from nn_core.experiment.settings import TrainingSettings
from nn_core.run.ensemble import Ensemble
from nn_core.run.run import Run
from nn_core.run.snapshot import Snapshot

__all__ = [
    "Architecture",
    "Dataset",
    "Ensemble",
    "Experiment",
    "Feature",
    "InputError",
    "Intervention",
    "Preparation",
    "Run",
    "Snapshot",
    "TrainingSettings",
]
