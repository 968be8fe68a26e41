"""What is done to a row before it enters the network: added features, and scaling, if wished.

Nothing is done unless it is asked for: the user's numbers are never changed in silence.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from nn_core.arrays import FloatArray
from nn_core.checks import instances, keep, text, truth, whole
from nn_core.errors import InputError
from nn_core.limits import MAX_FEATURES

SQUARE: Final = "square"
PRODUCT: Final = "product"
SINE: Final = "sine"
# A column that varies by less than this, or this share of its size, varies by rounding only.
LEAST_DEVIATION: Final = 1e-12


@dataclass(frozen=True, order=True)
class Feature:
    """One more input, made of the table's own: the square of one, the product of two, or the sine
    of one. `first` and `second` count the inputs from 0; the order of a product makes no
    difference. InputError for any other kind, and for places that are no whole numbers."""

    kind: str
    first: int
    second: int | None = None

    def __post_init__(self) -> None:
        sentence = "A feature is the square or sine of one input, or a product of two."
        kind = text(self.kind, sentence)
        if kind not in (SQUARE, PRODUCT, SINE) or (self.second is not None) != (kind == PRODUCT):
            raise InputError(sentence)
        first, second = _place(self.first), None if self.second is None else _place(self.second)
        if second is not None:
            first, second = sorted((first, second))
        keep(self, kind=kind, first=first, second=second)

    def values(self, X: FloatArray) -> FloatArray:
        """The feature of every row: (n_rows, n_inputs) gives (n_rows,)."""
        if self.kind == SQUARE:
            return np.square(X[:, self.first])
        if self.second is not None:
            return np.asarray(X[:, self.first] * X[:, self.second])
        return np.sin(X[:, self.first])

    def name(self, names: Sequence[str]) -> str:
        """Such as "Input 1²", "Input 1 × Input 2" or "sin(Input 1)"."""
        if self.kind == SQUARE:
            return f"{names[self.first]}²"
        if self.second is not None:
            return f"{names[self.first]} × {names[self.second]}"
        return f"sin({names[self.first]})"


def _place(value: object) -> int:
    return whole(value, 0, None, "A feature needs the places of its inputs, counted from 0.")


@dataclass(frozen=True)
class Preparation:
    """The features that are added to every row, whether all inputs are scaled, and whether targets
    that are amounts are (see `target_scaling`)."""

    features: tuple[Feature, ...] = ()
    scale: bool = False
    scale_targets: bool = False

    def __post_init__(self) -> None:
        keep(self, features=instances(self.features, Feature))
        keep(self, scale=truth(self.scale, "Inputs are scaled or not: True or False."))
        scaled = truth(self.scale_targets, "Targets are scaled or not: True or False.")
        keep(self, scale_targets=scaled)

    def check(self, n_inputs: int) -> None:
        """Raise InputError for features that the table's inputs do not allow."""
        if len(self.features) > MAX_FEATURES or len(set(self.features)) < len(self.features):
            raise InputError(f"Use at most {MAX_FEATURES} features, each of them once.")
        for feature in self.features:
            if not all(0 <= i < n_inputs for i in (feature.first, feature.second or 0)):
                raise InputError(f"The table has {n_inputs} inputs: a feature needs another one.")

    def names(self, input_names: Sequence[str]) -> tuple[str, ...]:
        """A name for every number that enters the network."""
        return (*input_names, *(feature.name(input_names) for feature in self.features))

    def expanded(self, X: FloatArray) -> FloatArray:
        """(n_rows, n_inputs) with the features beside: (n_rows, n_inputs + n_features)."""
        if not self.features:
            return X
        return np.column_stack([X, *(feature.values(X) for feature in self.features)])


@dataclass(frozen=True, eq=False)
class Scaling:
    """Standardisation: every input minus its mean, divided by its standard deviation. Of targets
    these two may be others, see `target_scaling`.

    mean, deviation: (n_columns,), both from the training rows, so that held-back rows stay unseen.
    The deviation is that of all rows (divided by n, not n - 1). A column with one value only, but
    for rounding, is left as it is (mean 0, deviation 1): it has nothing to scale, and "always 1"
    must stay a bias.
    """

    mean: FloatArray
    deviation: FloatArray

    def scaled(self, X: FloatArray) -> FloatArray:
        """(n_rows, n_columns) with mean 0 and standard deviation 1 over the training rows."""
        return (X - self.mean) / self.deviation

    def restored(self, scaled: FloatArray) -> FloatArray:
        """The way back, for values (..., n_columns)."""
        return self.mean + self.deviation * scaled

    @property
    def is_scaled(self) -> NDArray[np.bool_]:
        """Whether a column is not left as it is, (n_columns,)."""
        return np.asarray((self.mean != 0) | (self.deviation != 1))


def scaling_of(X: FloatArray) -> Scaling:
    """What standardises the columns of the training rows `X`."""
    return with_constants(X, X.mean(axis=0), X.std(axis=0))


def with_constants(X: FloatArray, mean: FloatArray, deviation: FloatArray) -> Scaling:
    """The scaling with these numbers, (n_columns,), where a column of `X` varies."""
    varies = X.std(axis=0) > LEAST_DEVIATION * np.maximum(1.0, np.abs(X).max(axis=0))
    return Scaling(np.where(varies, mean, 0.0), np.where(varies, deviation, 1.0))


@dataclass(frozen=True)
class InputFact:
    """What was done to one number that enters the network: (value - mean) / deviation.

    is_feature: it was added to the table's inputs. Where it is not scaled, mean is 0 and
    deviation 1.
    """

    name: str
    is_feature: bool
    is_scaled: bool
    mean: float
    deviation: float


def what_it_did(
    preparation: Preparation, input_names: Sequence[str], scaling: Scaling | None
) -> tuple[InputFact, ...]:
    """One fact for each number that enters the network, the table's inputs first.

    input_names: of the table (dataset.input_names); scaling: `experiment.scaling`.
    """
    names = preparation.names(input_names)
    means = [0.0] * len(names) if scaling is None else scaling.mean.tolist()
    deviations = [1.0] * len(names) if scaling is None else scaling.deviation.tolist()
    return tuple(
        InputFact(name, place >= len(input_names), (mean, deviation) != (0, 1), mean, deviation)
        for place, (name, mean, deviation) in enumerate(zip(names, means, deviations, strict=True))
    )
