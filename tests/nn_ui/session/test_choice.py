"""The row and the weight that the learner follows."""

import numpy as np

from nn_core import Dataset, Experiment
from nn_ui.session.choice import Choice

SMALL = Experiment(Dataset(X=np.eye(3), y=np.ones(3)))


def test_a_choice_that_the_table_does_not_have_any_more_is_the_nearest_one() -> None:
    assert Choice(row=2, parameter=2).fitting(SMALL) == Choice(row=2, parameter=2)
    assert Choice(row=9, parameter=3).fitting(SMALL) == Choice(row=2, parameter=None)


def test_choosing_a_weight_again_lets_it_go() -> None:
    chosen = Choice(row=1).with_parameter(2)
    assert chosen == Choice(row=1, parameter=2)
    assert chosen.with_parameter(0) == Choice(row=1, parameter=0)
    assert chosen.with_parameter(2) == Choice(row=1)
