"""How much the app accepts: enough to play with, and little enough for a class on one server."""

from typing import Final

MAX_ROWS: Final = 1000
MAX_INPUTS: Final = 30
# Columns of targets, and numbers that come out: a column of words has one for each word.
MAX_TARGETS: Final = 4
MAX_OUTPUTS: Final = 10
MAX_ABSOLUTE_VALUE: Final = 1e6
# Letters of a name in a picture, where a longer one is cut, and over a column of a table.
MAX_NAME_LENGTH: Final = 40
MAX_COLUMN_NAME: Final = 200

MAX_ITERATIONS: Final = 10_000_000
MAX_LEARNING_RATE: Final = 1000.0
MAX_SEED: Final = 2**32 - 1
MAX_HIDDEN_LAYERS: Final = 6
MAX_NEURONS: Final = 16
MAX_REGULARISATION: Final = 10.0
MAX_INTERVENTIONS: Final = 100
MAX_FEATURES: Final = 20
# Runs that are kept beside the present one.
MAX_KEPT: Final = 3
