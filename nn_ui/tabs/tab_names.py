"""The names of the tabs under the stage, in their order."""

from nn_core.sharing.some_of import SomeOf

IDEAS, NUMBERS, TRUTH = "Things to try", "One step in numbers", "Truth table"
HOW_WELL, PROGRAM = "How well it does", "Show me the program"
SEEN = "What the network sees"
MANY = "Many seeds"
# Each with its word in a link.
WORDS = (
    ("ideas", IDEAS),
    ("numbers", NUMBERS),
    ("seen", SEEN),
    ("truth", TRUTH),
    ("how_well", HOW_WELL),
    ("many", MANY),
    ("program", PROGRAM),
)
# Some of them, as a link names those that are left out.
TAB_WORDS = SomeOf(tuple(word for word, _ in WORDS))
