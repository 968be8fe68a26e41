"""The names of the tabs under the stage, in their order."""

IDEAS, NUMBERS, TRUTH = "Things to try", "One step in numbers", "Truth table"
HOW_WELL, PROGRAM = "How well it does", "Show me the program"
SEEN = "What the network sees"
# Each with its word in a link.
WORDS = (
    ("ideas", IDEAS),
    ("numbers", NUMBERS),
    ("seen", SEEN),
    ("truth", TRUTH),
    ("how_well", HOW_WELL),
    ("program", PROGRAM),
)
