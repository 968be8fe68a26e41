"""Softmax and its loss, chosen on the page for a table of classes."""

from __future__ import annotations

import contextlib
import io
from pathlib import Path

from streamlit.testing.v1 import AppTest

from nn_core import Architecture, Run, TrainingSettings
from nn_core.sharing.link import to_query
from nn_core.sharing.setup import OWN, Moment, Setup
from nn_core.tables.table import Table
from nn_ui.stage.answers import answers
from tests.nn_ui.pages import fine

APP = Path(__file__).resolve().parents[3] / "app.py"
ROWS = ((0, 1, 1, 0, 0), (1, 0.5, 0, 1, 0), (-1, 2, 0, 0, 1), (1, -0.7, 0, 1, 0))
TABLE = Table(("a", "b"), ("A", "B", "C"), tuple(tuple(map(float, row)) for row in ROWS))


def opened(tab: str, setup: Setup) -> AppTest:
    page = AppTest.from_file(APP, default_timeout=60)
    page.query_params.update({**to_query(*Moment(setup, 50)), "tab": tab})
    with contextlib.redirect_stderr(io.StringIO()):
        page.run()
    return fine(page)


def test_softmax_is_chosen_by_its_remedies_and_trained() -> None:
    page = opened("how_well", Setup(OWN, TABLE, (0.5, 0.5), iterations=100))
    assert "Softmax" in page.selectbox(key="output_activation").options
    fine(page.selectbox(key="output_activation").set_value("softmax").run())
    session = page.session_state["session"]
    assert session.player.experiment.architecture.output_activation == "sigmoid"
    (button,) = (one for one in page.button if one.key == "remedy_cross_entropy_output_0")
    assert button.label == "Choose categorical cross-entropy as the loss"
    fine(button.click().run())
    experiment = page.session_state["session"].player.experiment
    assert experiment.architecture.output_activation == "softmax"
    assert experiment.training.loss == "categorical_cross_entropy"
    fine(page.button(key="skip_to_end").click().run())
    assert page.session_state["session"].player.snapshot.iteration == 100


def test_one_hot_targets_are_offered_softmax() -> None:
    page = opened("how_well", Setup(OWN, TABLE, (0.5, 0.5), iterations=100))
    fine(page.button(key="remedy_classes_0").click().run())
    experiment = page.session_state["session"].player.experiment
    assert experiment.architecture.output_activation == "softmax"
    assert "remedy_classes_0" not in [one.key for one in page.button]


def test_a_row_s_tooltip_speaks_of_the_other_outputs() -> None:
    shares = Architecture((), True, output_activation="softmax")
    training = TrainingSettings(0.5, "categorical_cross_entropy")
    run = Run(Setup(OWN, TABLE, (0.5, 0.5), architecture=shares, training=training).experiment())
    assert answers(run.at(0), TABLE.coding)["threshold"] == "the other outputs"


def test_the_confusion_matrix_is_one_of_classes() -> None:
    shares = Architecture((), True, output_activation="softmax")
    training = TrainingSettings(0.5, "categorical_cross_entropy")
    setup = Setup(OWN, TABLE, (0.5, 0.5), architecture=shares, training=training)
    page = opened("how_well", setup)
    (matrix,) = (one.value for one in page.dataframe if "Answered A" in one.value.columns)
    assert [*matrix.index] == ["Target A", "Target B", "Target C"]
    assert matrix.to_numpy().sum() == 4
