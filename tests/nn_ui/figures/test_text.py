"""Numbers and names as the pictures show them."""

import html

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from nn_ui.figures.text import compact, in_two_lines, plain, shortened, signed


@given(name=st.text(max_size=40))
@example("<b>bold</b> & <a href='x'>link</a>")
@example("50 %{y} of %{customdata}")
def test_a_name_is_shown_to_the_letter(name: str) -> None:
    escaped = plain(name)
    assert "<" not in escaped
    assert ">" not in escaped
    assert "%{" not in escaped, "Plotly would fill in a value here"
    assert html.unescape(escaped) == name


@given(name=st.text(max_size=40), length=st.integers(2, 20))
def test_a_shortened_name_fits_and_says_that_it_is_shortened(name: str, length: int) -> None:
    short = shortened(name, length)
    assert len(short) <= length
    assert short == name or (short.endswith("…") and name.startswith(short[:-1]))


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("Input 1", ("Input 1",)),
        ("Always 1 (bias)", ("Always 1", "(bias)")),
        ("Size of the house", ("Size of", "the house")),
        ("Size of the old house", ("Size of", "the old…")),
        ("Temperature", ("Temperat…",)),
    ],
)
def test_a_long_name_stands_in_two_lines(name: str, lines: tuple[str, ...]) -> None:
    assert in_two_lines(name) == lines


@given(name=st.text(max_size=40))
def test_two_lines_fit(name: str) -> None:
    lines = in_two_lines(name)
    assert len(lines) <= 2
    assert all(len(line) <= 9 for line in lines)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.0, "+0.00"),
        (1.234, "+1.23"),
        (-1.236, "−1.24"),
        (-99.994, "−99.99"),
        (1234.5, "+1,234"),
        (-1e6, "−1,000,000"),
        (-7.4e9, "−7.4 × 10⁹"),
        (2.5e-9, "+2.5 × 10⁻⁹"),
        (-0.003, "−0.003"),
    ],
)
def test_a_weight_always_has_its_sign(value: float, text: str) -> None:
    assert signed(value) == text


@given(value=st.floats(allow_nan=False, allow_infinity=False))
def test_every_weight_is_short(value: float) -> None:
    assert len(signed(value)) <= 13
    assert len(compact(value)) <= 14


def test_an_input_has_no_more_places_than_it_needs() -> None:
    assert [compact(value) for value in (1.0, -0.5, 1e6, 0.123456)] == [
        "1",
        "−0.5",
        "1,000,000",
        "0.123",
    ]
