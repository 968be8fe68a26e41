"""What the gradient check says on the page, in words."""

from nn_core.explanation.gradient_check import GradientCheck, ParameterCheck
from nn_ui.tabs.numbers.check import sentence

AGREES = ParameterCheck("a", 1.0, 1.0, 1e-6, 0.0)
ROUNDED = ParameterCheck("b", 1.0, 1.1, 1e-6, 0.2)
AT_KINK = ParameterCheck("c", 1.0, 0.5, 1e-6, 0.0, at_kink=True)
TOO_FAR = ParameterCheck("d", 1e20, 0.5, 1e-6, 0.0, too_far=True)
DIFFERS = ParameterCheck("e", 1.0, 0.5, 1e-6, 0.0)


def said(*parameters: ParameterCheck) -> str:
    return sentence(GradientCheck(5, 6e-6, 1e-7, parameters))


def test_what_cannot_be_told_has_its_reason() -> None:
    kink = "for 1 of them nothing can be said: their nudge goes over a kink"
    far = "for 1 of them nothing can be said: their weights are so large that even the smallest"
    assert f"The gradients agree, but {kink}" in said(AGREES, AT_KINK)
    assert f"The gradients agree, but {far}" in said(AGREES, TOO_FAR)
    both = said(AT_KINK, TOO_FAR)
    assert f"The gradients agree, but {kink}" in both
    assert f"to the right. And {far}" in both


def test_rounding_and_mistakes_are_counted() -> None:
    assert "agree; for 1 of them the difference is rounding." in said(AGREES, ROUNDED)
    assert "1 of 4 gradients differ: do not trust them." in said(DIFFERS, ROUNDED, AT_KINK, TOO_FAR)
    assert "At iteration 5, for each of the 2 numbers" in said(AGREES, AGREES)
