"""Rows that no straight border can part: proved with fractions, and against the perceptron."""

from fractions import Fraction

import numpy as np
import pytest

from nn_core.verdict.certificate import certificate

XOR = np.array([[0.0, 0], [0, 1], [1, 0], [1, 1]])


def parted(rows, passes=3000):
    """Whether the perceptron finds weights with rows · weights > 0; True is a proof, False none."""
    weights = np.zeros(rows.shape[1])
    for _ in range(passes):
        wrong = np.flatnonzero(rows @ weights <= 0)
        if not len(wrong):
            return True
        for row in rows[wrong]:
            if row @ weights <= 0:
                weights += row
    return False


def signed(X, ones, *, bias):
    columns = np.column_stack([X, np.ones(len(X))]) if bias else X
    return columns * np.where(ones, 1.0, -1.0)[:, None]


def holds(found, X, ones, *, through_zero=False):
    """Whether the weights are a proof, in fractions."""
    pairs = list(zip(found.rows, found.weights, strict=True))
    sides = [
        sum(weight for row, weight in pairs if bool(ones[row]) is one) for one in (True, False)
    ]
    sums_fit = sum(sides) == 1 if through_zero else sides == [1, 1]
    columns = (
        sum(w * Fraction(float(X[row, column])) * (1 if ones[row] else -1) for row, w in pairs)
        for column in range(X.shape[1])
    )
    return sums_fit and min(found.weights) > 0 and all(total == 0 for total in columns)


def test_xor_is_certified_by_its_four_rows():
    assert certificate(XOR, np.array([0, 1, 1, 0])).rows == (0, 1, 2, 3)


def test_a_row_of_zeros_alone_stands_against_every_border_through_zero():
    assert certificate(XOR, np.array([0, 1, 1, 1]), through_zero=True).rows == (0,)
    assert certificate(XOR, np.array([0, 1, 1, 1])) is None


def test_the_proof_is_about_the_exact_numbers_that_are_given():
    # Three tenths are no sum of floats 0.1 and 0.2, but the numbers that a person typed are.
    X = np.array([[0.1, 0.0], [0.2, 0.0], [0.3, 0.0]])
    found = certificate(X, np.array([0, 1, 0]), lambda row: [Fraction(row + 1, 10), Fraction(0)])
    assert found.weights == (Fraction(1, 2), 1, Fraction(1, 2))


@pytest.mark.parametrize("through_zero", [False, True])
@pytest.mark.parametrize("values", [(-4, 5), (0, 2)], ids=["whole numbers", "0 and 1"])
def test_each_of_300_random_tables_is_certified_or_parted(through_zero, values):
    random = np.random.default_rng(5)
    n_certified = 0
    for _ in range(300):
        n_inputs = int(random.integers(1, 4))
        X = random.integers(*values, (int(random.integers(3, 9)), n_inputs)).astype(float)
        ones = random.random(len(X)) < 0.5
        found = certificate(X, ones, through_zero=through_zero)
        if found is None:
            assert parted(signed(X, ones, bias=not through_zero)), (X, ones)
            continue
        n_certified += 1
        assert len(found.rows) <= n_inputs + 2
        assert holds(found, X, ones, through_zero=through_zero)
    assert 50 < n_certified < 299


def test_a_large_table_is_certified_in_a_bounded_number_of_steps():
    random = np.random.default_rng(2)
    X = random.normal(size=(1000, 10))
    ones = X[:, 0] + 0.3 * random.normal(size=1000) > 0
    found = certificate(X, ones)
    assert len(found.rows) <= 12
    assert holds(found, X, ones)
    assert certificate(X, X[:, 0] > 0) is None
