"""Checks of what stands in the sidebar's fields, each with a sentence for who typed it."""

from __future__ import annotations

from collections.abc import Sequence

from nn_core import InputError
from nn_core.cells import Cell, read_number


def whole_number(value: object, name: str, low: int, high: int) -> int:
    """The whole number in a field; InputError when it is empty or outside `low` to `high`."""
    if value is None:
        raise InputError(f"{name} is empty: type a whole number from {low:,} to {high:,}.")
    if not isinstance(value, int) or not low <= value <= high:
        raise InputError(f"{name} is {value:,}: type a whole number from {low:,} to {high:,}.")
    return value


def positive_number(value: object, name: str, high: float) -> float:
    """The number in a field; InputError when it is empty, not over 0, or over `high`."""
    if value is None:
        raise InputError(f"{name} is empty: type a number over 0, at most {high:,.0f}.")
    if not isinstance(value, int | float) or not 0 < value <= high:
        raise InputError(f"{name} is {value:,}: type a number over 0, at most {high:,.0f}.")
    return float(value)


def example_numbers(cells: Sequence[Cell], names: Sequence[str]) -> tuple[float, ...]:
    """The new example as numbers; InputError names the input whose cell cannot be used."""
    return tuple(
        read_number(cell, f'New example, column "{name}"')
        for cell, name in zip(cells, names, strict=True)
    )
