"""Everything that a formula takes part in, gone through with one setup that uses it."""

from __future__ import annotations

import contextlib
import gc
import io
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from streamlit.testing.v1 import AppTest

from nn_core import Run
from nn_core.explanation.gradient_check import gradient_check
from nn_core.program.notebook import notebook
from nn_core.program.phases import phases
from nn_core.program.program import program
from nn_core.sharing.file import from_document, to_document
from nn_core.sharing.link import from_query, to_query
from nn_core.sharing.setup import Moment, Setup
from nn_core.training.loop import states
from nn_core.training.trainer import Trainer
from tests.nn_core.program.test_phases import compare_with_explanation, names_for
from tests.nn_core.program.test_program import code_cells, example_of, expected, printed_by

APP = Path(__file__).resolve().parent.parent / "app.py"
ITERATIONS = 12


def go_through(setup: Setup, shown: Sequence[str]) -> None:
    """Train, link, file, program, tab and check; `shown` are titles and formulas of the page."""
    experiment = setup.experiment()
    run = Run(experiment)
    run.advance_to(ITERATIONS)
    trainer = Trainer(experiment)
    trainer.advance(ITERATIONS)
    *_, last = states(experiment, ITERATIONS)
    assert trainer.parameters.tobytes() == last.parameters.tobytes()
    assert trainer.memory.tobytes() == last.memory.tobytes()

    moment = Moment(setup, ITERATIONS)
    assert from_query(to_query(*moment), None) == (moment, ())
    assert from_document(to_document(*moment).encode(), None) == (moment, ())

    printed, example = expected(experiment, ITERATIONS), example_of(experiment)
    assert printed_by([program(experiment, example, ITERATIONS)]) == printed
    assert printed_by(code_cells(notebook(experiment, example, ITERATIONS))) == printed

    snapshot = run.at(ITERATIONS - 1)
    names = names_for(snapshot)
    for phase in phases(experiment, snapshot.iteration):
        with np.errstate(over="ignore"):
            exec(phase.our_line, names)
    compare_with_explanation(names, snapshot)

    check = gradient_check(snapshot)
    assert check.passed
    assert not gradient_check(snapshot, analytic=1.001 * snapshot.next_update.gradient).passed
    on_the_page(moment, shown)
    gc.collect()  # the tab's memory is asked for as long as it is there, and with it its formulas


def on_the_page(moment: Moment, shown: Sequence[str]) -> None:
    page = AppTest.from_file(APP, default_timeout=60)
    page.query_params.update({**to_query(*moment), "tab": "numbers"})
    with contextlib.redirect_stderr(io.StringIO()):
        page.run()
    assert [each.value for each in page.exception] == []
    assert page.session_state["session"].sharing.complaints == ()
    seen = [each.value for each in page.latex]
    seen += [each.label for kind in ("text_input", "expander") for each in page.get(kind)]
    seen += [option for each in page.selectbox for option in each.options]
    for each in shown:
        assert any(each in text for text in seen), each
