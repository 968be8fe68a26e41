"""How much the app accepts: enough to play with, and little enough for a class on one server."""

from typing import Final

MAX_ROWS: Final = 1000
MAX_INPUTS: Final = 10
MAX_OUTPUTS: Final = 4
MAX_ABSOLUTE_VALUE: Final = 1e6
MAX_NAME_LENGTH: Final = 40

MAX_ITERATIONS: Final = 10_000_000
MAX_LEARNING_RATE: Final = 1000.0
MAX_SEED: Final = 2**32 - 1
MAX_HIDDEN_LAYERS: Final = 6
MAX_NEURONS: Final = 16
MAX_REGULARISATION: Final = 10.0
MAX_INTERVENTIONS: Final = 100
MAX_FEATURES: Final = 20
