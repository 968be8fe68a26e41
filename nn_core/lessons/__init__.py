"""Twelve lessons: a guess first, then the experiment that settles it, then the reason."""

from typing import Final

from nn_core.errors import InputError, shown
from nn_core.lessons.depth import DEPTH
from nn_core.lessons.first_steps import FIRST_STEPS
from nn_core.lessons.lesson import DO_NOT_KNOW, Challenge, Lesson, Place
from nn_core.lessons.luck import LUCK
from nn_core.lessons.step_sizes import STEP_SIZES
from nn_core.lessons.what_it_cannot import WHAT_IT_CANNOT

LESSONS: Final = (*FIRST_STEPS, *STEP_SIZES, *WHAT_IT_CANNOT, *LUCK, *DEPTH)

__all__ = ["DO_NOT_KNOW", "LESSONS", "Challenge", "Lesson", "Place", "lesson"]


def lesson(number: int) -> Lesson:
    """The lesson of this number, 1 to 12; InputError when there is none."""
    for one in LESSONS:
        if one.number == number:
            return one
    raise InputError(f"Lessons go from 1 to {len(LESSONS)}, not to {shown(str(number))}.")
