"""A neural network small enough to read: the article's neuron, and networks grown from it."""

from nn_core.architecture import Architecture
from nn_core.dataset import Dataset
from nn_core.errors import InputError
from nn_core.experiment import Experiment
from nn_core.intervention import Intervention
from nn_core.preparation import Feature, Preparation
from nn_core.run import Run
from nn_core.settings import TrainingSettings
from nn_core.snapshot import Snapshot

__all__ = [
    "Architecture",
    "Dataset",
    "Experiment",
    "Feature",
    "InputError",
    "Intervention",
    "Preparation",
    "Run",
    "Snapshot",
    "TrainingSettings",
]
