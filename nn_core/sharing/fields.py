"""The table of fields: every part of a setup, described once.

Links, files, their checks, the documentation and the page's fields read it.
"""

from __future__ import annotations

from typing import Final

from nn_core.experiment.held_back import MAX_SHARE
from nn_core.limits import (
    MAX_HIDDEN_LAYERS,
    MAX_ITERATIONS,
    MAX_LEARNING_RATE,
    MAX_NEURONS,
    MAX_REGULARISATION,
    MAX_ROWS,
    MAX_SEED,
)
from nn_core.network.regularisation import REGULARISERS
from nn_core.problems.generated import MAX_NOISE, MIN_POINTS
from nn_core.sharing import kinds
from nn_core.sharing.field import Field
from nn_core.sharing.kinds import Kind

PROBLEM: Final = "problem"
TABLE: Final = "table"
GENERATED: Final = "generated"


def _field(
    key: str,
    path: str,
    kind: Kind,
    title: str,
    word: str,
    sentence: str,
    low: float | None = None,
    high: float | None = None,
    at: str | None = None,
) -> Field:
    """A field; `path` and `at` with full stops between the names, `at` where it is not `path`."""
    places = path if at is None else at
    names = tuple(places.split(".")) if places else ()
    return Field(key, tuple(path.split(".")), kind, title, word, sentence, low, high, names)


_KEYS: Final = ", ".join(f"`{key}`" for key in REGULARISERS)
# In this order a link is written, so that one which is cut off loses as little as can be: what
# decides most is short and comes first, and what needs another part comes after it.
FIELDS: Final[tuple[Field, ...]] = (
    _field(
        *(PROBLEM, PROBLEM, kinds.TEXT, "Problem", "problem"),
        "the key of a ready-made or generated problem (`article`, `xor`, `spiral`…), `own` for "
        "another table",
    ),
    _field(
        *("iterations", "iterations", kinds.WHOLE, "Iterations", "iterations"),
        "how far to train",
        *(1, MAX_ITERATIONS),
    ),
    _field(
        *("t", "t", kinds.WHOLE, "Timeline", "iteration on the screen"),
        "the iteration that is shown, at most `iterations`",
        *(0, MAX_ITERATIONS),
        at="",
    ),
    _field(
        *("seed", "seed", kinds.WHOLE, "Seed", "seed"),
        "for the weights and the order of batches",
        *(0, MAX_SEED),
    ),
    _field(
        *("points", "generated.n_points", kinds.WHOLE, "Points", "number of points"),
        "of a generated problem; the group is null for the others",
        *(MIN_POINTS, MAX_ROWS),
    ),
    _field(
        *("noise", "generated.noise", kinds.NUMBER, "Noise", "noise"),
        "how far points stray from the pattern",
        *(0, MAX_NOISE),
    ),
    _field(
        *("data_seed", "generated.data_seed", kinds.WHOLE, "Data seed", "data seed"),
        "for the points",
        *(0, MAX_SEED),
    ),
    _field(
        *("held_back", "held_back", kinds.NUMBER, "Held back for testing"),
        "share of the rows held back",
        "the share of the rows, from the end, that is kept for testing",
        *(0, MAX_SHARE),
    ),
    _field(
        *("hidden", "network.hidden", kinds.SIZES, "Hidden layers", "hidden layers"),
        f"neurons in each of at most {MAX_HIDDEN_LAYERS} layers",
        *(1, MAX_NEURONS),
        at="architecture.hidden",
    ),
    _field(
        *("bias", "network.bias", kinds.TRUTH, "Bias", "bias"),
        "whether each neuron has one",
        at="architecture.bias",
    ),
    _field(
        *("activation", "network.activation", kinds.TEXT, "Hidden activation", "activation"),
        "of the hidden layers",
        at="architecture.activation",
    ),
    _field(
        *("output", "network.output_activation", kinds.TEXT, "Output activation"),
        "activation of the output",
        "of the output layer",
        at="architecture.output_activation",
    ),
    _field(
        *("weights", "network.initial_weights", kinds.TEXT, "Initial weights"),
        "way the weights start",
        "`uniform`, `glorot`, `he` or `zero`",
        at="architecture.initial_weights",
    ),
    _field(
        *("learning_rate", "training.learning_rate", kinds.NUMBER, "Learning rate"),
        "learning rate",
        "over 0",
        *(0, MAX_LEARNING_RATE),
    ),
    _field(
        *("loss", "training.loss", kinds.TEXT, "Loss", "loss"),
        "the key of what training makes smaller",
    ),
    _field(
        *("optimiser", "training.optimiser", kinds.TEXT, "Optimiser", "optimiser"),
        "the key of how a step is taken",
    ),
    _field(
        *("batch", "training.batch_size", kinds.WHOLE_OR_NONE, "Batch size", "size of a batch"),
        "rows that an update looks at; null: the whole table",
        *(1, MAX_ROWS),
    ),
    *(
        _field(
            *(one.key, f"training.{one.key}", kinds.NUMBER, one.title, one.title),
            one.about,
            *(0, MAX_REGULARISATION),
        )
        for one in REGULARISERS.values()
    ),
    _field(
        *("scale", "preparation.scale", kinds.TRUTH, "Scale inputs", "scaling of the inputs"),
        "whether each input is scaled by its mean and standard deviation",
    ),
    _field(
        *("scale_targets", "preparation.scale_targets", kinds.TRUTH, "Scale targets"),
        "scaling of the targets",
        "whether targets that are amounts are scaled for the training; answers are scaled back",
    ),
    _field(
        *("stop_loss", "stop.loss_under", kinds.NUMBER_OR_NONE, "Stop at a loss under"),
        "loss to stop at",
        "training ends at a loss under it, which is over 0",
    ),
    _field(
        *("stop_right", "stop.all_right", kinds.TRUTH, "Stop at all rows right"),
        "stop when all rows are right",
        "whether training ends when all training rows are right",
    ),
    _field(
        *("inputs", "table.inputs", kinds.NAMES, "Inputs", "names of the inputs"),
        "the names of the input columns",
        at="table.input_names",
    ),
    _field(
        *("targets", "table.targets", kinds.NAMES, "Targets", "names of the targets"),
        "the names of the target columns",
        at="table.target_names",
    ),
    _field(
        *("columns", "columns", kinds.FORMS, "Columns", "kinds of the columns"),
        "what stands in each column, inputs first, where not all hold plain numbers: `kind` "
        "(`numbers` or `words`), `unit` behind its numbers, `divisor` of numbers over a million, "
        "`one` (of a target's two words the one that is 1), `fills` (whether blank cells get the "
        "mean, or the commonest word)",
        at="table.forms",
    ),
    _field(
        *("example", "new_example", kinds.CELLS, "New example", "new example"),
        "one cell an input: a number, or a word where its column has words",
    ),
    _field(
        *(TABLE, "table.rows", kinds.ROWS, "Training table", "table"),
        "the rows, inputs first: numbers, words, and null where a cell is blank",
    ),
    _field(
        *("features", "preparation.features", kinds.FEATURES, "Added inputs", "features"),
        "each has `kind` (`square`, `sine` or `product`), `first` and for a product `second`, "
        "inputs counted from 0",
    ),
    _field(
        *("changes", "changes", kinds.CHANGES, "Changes on the way", "changes"),
        f"each has `iteration`, `what` (`learning_rate`, {_KEYS} or `parameter`), `value`, and "
        "for a parameter its place `parameter` in the row of all weights and biases, from 0",
        at="interventions",
    ),
)


def field(key: str) -> Field:
    """The field with this key in a link."""
    return next(one for one in FIELDS if one.key == key)


def group(name: str) -> tuple[Field, ...]:
    """The fields of a group of the file that are checked each by itself; of none for ""."""
    return tuple(
        one
        for one in FIELDS
        if one.kind.check is not None and one.at and one.path[:-1] == ((name,) if name else ())
    )
