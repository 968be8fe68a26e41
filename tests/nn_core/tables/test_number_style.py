"""One style for all numbers that people read, over all magnitudes."""

import math
import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from nn_core.tables.number_style import fixed, rounded, shortest

PLAIN = re.compile(r"−?\d{1,3}(,\d{3})*(\.\d+)?")
POWER = re.compile(r"−?\d(\.\d+)? × 10(⁻?[⁰¹²³⁴⁵⁶⁷⁸⁹]+)")
LOWERED = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹−", "-0123456789-")
FLOATS = st.floats(allow_nan=False, allow_infinity=False)


def read(text: str) -> float:
    """The number that a text in the style says."""
    mantissa, _, power = text.translate(LOWERED).replace(",", "").partition(" × 10")
    return float(f"{mantissa}e{power or 0}")


@pytest.mark.parametrize(
    ("value", "in_fixed", "in_rounded", "in_shortest"),
    [
        (0.0, "0.00", "0", "0"),
        (-0.0, "0.00", "0", "0"),
        (1.0, "1.00", "1", "1"),
        (-0.003, "−0.003", "−0.003", "−0.003"),
        (-0.0001, "−0.0001", "−0.0001", "−0.0001"),
        (-0.00009876, "−9.88 × 10⁻⁵", "−9.876 × 10⁻⁵", "−9.876 × 10⁻⁵"),
        (2.5e-9, "2.50 × 10⁻⁹", "2.5 × 10⁻⁹", "2.5 × 10⁻⁹"),
        (12.3456789, "12.35", "12.3457", "12.3456789"),
        (-1234.5, "−1,234.50", "−1,234.5", "−1,234.5"),
        (9_999_999.0, "9,999,999.00", "1 × 10⁷", "9,999,999"),
        (9_999_999.999, "1.00 × 10⁷", "1 × 10⁷", "9,999,999.999"),
        (1e7, "1.00 × 10⁷", "1 × 10⁷", "1 × 10⁷"),
        (-7.4e9, "−7.40 × 10⁹", "−7.4 × 10⁹", "−7.4 × 10⁹"),
        (868060211453623296.0, "8.68 × 10¹⁷", "8.6806 × 10¹⁷", "8.680602114536233 × 10¹⁷"),
        (1.7976931348623157e308, "1.80 × 10³⁰⁸", "1.79769 × 10³⁰⁸", "1.7976931348623157 × 10³⁰⁸"),
        (5e-324, "4.94 × 10⁻³²⁴", "4.94066 × 10⁻³²⁴", "5 × 10⁻³²⁴"),
    ],
)
def test_every_magnitude_has_its_form(
    value: float, in_fixed: str, in_rounded: str, in_shortest: str
) -> None:
    found = fixed(value, 2), rounded(value, 6), shortest(value)
    assert found == (in_fixed, in_rounded, in_shortest)


@given(FLOATS, st.integers(0, 12), st.integers(1, 12), st.none() | st.integers(3, 12))
@example(0.00099999, 2, 3, None)
@example(999_999.9999, 3, 3, 5)
def test_no_number_loses_its_size_or_its_sign(
    value: float, places: int, significant: int, most: int | None
) -> None:
    for text, error in (
        (fixed(value, places, most=most, significant=significant), None),
        (rounded(value, significant), 10.0 ** (1 - significant)),
        (shortest(value), 0.0),
    ):
        form = PLAIN if 1e-4 <= abs(value) < 9_999_999 or value == 0 else POWER
        assert form.fullmatch(text) or (abs(value) < 1e7 and POWER.fullmatch(text))
        assert (read(text) == 0) == (value == 0)
        assert text.startswith("−") == (value < 0)
        if value and not math.isinf(read(text)):
            allowed = 0.51 if error is None else 0.51 * error + 1e-15
            assert abs(read(text) / value - 1) <= allowed or abs(value) < 1e-300


@pytest.mark.parametrize("value", [math.inf, -math.inf, math.nan])
def test_what_is_no_number_is_a_dash(value: float) -> None:
    assert {fixed(value, 2), rounded(value, 3), shortest(value)} == {"–"}


@pytest.mark.parametrize(
    ("value", "text"),
    [(0.5, "0.500"), (12.3456, "12.346"), (1234.5678, "1,234.6"), (123456.78, "123,457")],
)
def test_the_more_digits_before_the_point_the_fewer_behind(value: float, text: str) -> None:
    assert fixed(value, 3, most=5) == text
