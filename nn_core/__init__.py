"""A neural network small enough to read: the article's neuron, and networks grown from it."""

from nn_core.architecture import Architecture
from nn_core.dataset import Dataset
from nn_core.errors import InputError
from nn_core.experiment import Experiment, TrainingSettings
from nn_core.run import Run
from nn_core.snapshot import Snapshot

__all__ = [
    "Architecture",
    "Dataset",
    "Experiment",
    "InputError",
    "Run",
    "Snapshot",
    "TrainingSettings",
]
