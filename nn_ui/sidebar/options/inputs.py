"""The folded part "Inputs and test rows": added features, scaling, and rows held back."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations

import streamlit as st

from nn_core import Experiment, Feature
from nn_core.experiment.preparation import PRODUCT, SINE, SQUARE
from nn_core.limits import MAX_FEATURES
from nn_core.sharing.setup import Setup
from nn_ui import state
from nn_ui.sidebar.options import effects, words
from nn_ui.sidebar.options.drawing import effect, refused


def inputs(setup: Setup, experiment: Experiment, refusals: Mapping[str, str]) -> None:
    """Draw the fields, with what they make of `experiment`."""
    names = experiment.dataset.input_names
    st.multiselect(
        "Added inputs",
        possible(len(names)),
        format_func=lambda feature: feature.name(names),
        key="features",
        placeholder="Squares, products, sines",
        max_selections=MAX_FEATURES,
        **state.controls_looks("features", words.FEATURES),
    )
    refused(refusals, "features")
    effect("features", effects.features(experiment))
    _toggle("Scale inputs", "scale_inputs", words.SCALE_INPUTS)
    effect("scaling", effects.scaling(experiment))
    _toggle("Scale targets", "scale_targets", words.SCALE_TARGETS)
    effect("scaled_targets", effects.scaled_targets(experiment))
    if setup.generated is not None:
        st.caption("The share of test rows stands under the problem.")
    else:
        share_held_back()
    effect("test_rows", effects.held_back(experiment))


def _toggle(label: str, key: str, help: str) -> None:
    st.toggle(label, key=key, **state.controls_looks(key, help))


def share_held_back() -> None:
    """The field for the share of test rows."""
    st.slider(
        "Held back for testing",
        min_value=0,
        max_value=90,
        step=5,
        format="%d %%",
        key="test_share",
        **state.controls_looks("test_share", words.TEST_SHARE),
    )


def possible(n_inputs: int) -> list[Feature]:
    """All features that a table with so many inputs allows."""
    ones = range(n_inputs)
    return [
        *(Feature(SQUARE, first) for first in ones),
        *(Feature(PRODUCT, first, second) for first, second in combinations(ones, 2)),
        *(Feature(SINE, first) for first in ones),
    ]
