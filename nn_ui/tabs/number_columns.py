"""Columns of numbers in a table to look at: each number in the style of all numbers, while sorting
and copying go by the number itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import pandas as pd
import streamlit as st
from pandas.io.formats.style import Styler

from nn_core.arrays import FloatArray

# Streamlit refuses to show larger ones as numbers: a browser has gaps between them.
LARGEST_NUMBER = 2.0**53 - 1


def styled(frame: pd.DataFrame, written: Mapping[str, Callable[[float], str]]) -> Styler:
    """The frame with the numbers of these columns as they are `written`."""
    texts = {name: write for name, write in written.items() if is_too_large(frame[name])}
    shown = frame.assign(**{name: [*map(write, frame[name])] for name, write in texts.items()})
    return shown.style.format({name: written[name] for name in written if name not in texts})


def number_column(title: str, values: FloatArray, **looks: Any) -> Any:
    """The column's config: of text where its numbers are too large."""
    if is_too_large(values):
        return st.column_config.TextColumn(title, alignment="right", **looks)
    return st.column_config.NumberColumn(title, **looks)


def is_too_large(values: FloatArray | pd.Series[Any]) -> bool:
    """Whether a value is too large for Streamlit's number columns."""
    return bool((np.abs(values) > LARGEST_NUMBER).any())
