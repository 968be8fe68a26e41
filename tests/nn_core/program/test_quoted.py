"""The code of a formula is quoted as it stands, with the numbers of its constants."""

import numpy as np
import pytest

from nn_core.network.activation import ACTIVATIONS
from nn_core.network.curves import leaky_relu, sigmoid
from nn_core.program.quoted import expression, statements

SMALL = 1e-8
HALF = 0.5


def one_line(z, y):
    """A docstring with SMALL in it is left out."""
    return HALF * (y - z) ** 2 + SMALL


def on_several_lines(z):
    return np.maximum(z, HALF) if HALF else z


def with_statements(gradient, rate, velocity):
    """Two lines and a `return`."""
    # The first comment
    # goes over two lines.
    velocity = HALF * velocity + gradient
    # The second does not.
    change = np.asarray(
        -rate * velocity / (np.sqrt(velocity * velocity * velocity * velocity * velocity) + SMALL)
    )

    return change, velocity


def test_an_expression_is_quoted_with_its_constants_as_numbers() -> None:
    assert expression(one_line) == "0.5 * (y - z) ** 2 + 1e-8"
    assert expression(sigmoid) == "1 / (1 + np.exp(-z))"
    assert expression(leaky_relu) == "np.maximum(z, 0.01 * z)"


def test_statements_are_quoted_one_a_line_with_their_comments() -> None:
    assert statements(with_statements) == (
        "# The first comment",
        "# goes over two lines.",
        "velocity = 0.5 * velocity + gradient",
        "# The second does not.",
        "change = np.asarray(-rate * velocity / "
        "(np.sqrt(velocity * velocity * velocity * velocity * velocity) + 1e-8))",
    )


def test_an_expression_of_several_lines_is_written_on_one() -> None:
    assert "\n" not in expression(on_several_lines)


def test_a_function_of_a_test_itself_is_quoted() -> None:
    def local(z):
        return np.abs(z) + HALF

    assert expression(local) == "np.abs(z) + 0.5"


def test_what_does_more_than_return_is_no_expression() -> None:
    with pytest.raises(ValueError, match="with_statements must return one expression"):
        expression(with_statements)


@pytest.mark.parametrize("key", ACTIVATIONS)
def test_what_is_quoted_computes_the_same(key: str) -> None:
    curve = ACTIVATIONS[key]
    names = {"np": np, "z": np.linspace(-3, 3, 60).reshape(20, 3)}
    output = names["output"] = eval(expression(curve.function), names)
    assert output.tobytes() == curve.function(names["z"]).tobytes()
    slope = eval(expression(curve.slope), names)
    assert slope.tobytes() == curve.slope_at(names["z"], output).tobytes()
