"""Every formula of "One step in numbers" is one that KaTeX, as Streamlit brings it, can set."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from pathlib import Path

import streamlit
from playwright.sync_api import Browser

from nn_core import Architecture, Dataset, Experiment, Run, TrainingSettings
from nn_core.network.activation import ACTIVATIONS
from nn_core.network.loss import LOSSES
from nn_core.network.optimiser import OPTIMISERS
from nn_ui.session.choice import Choice
from nn_ui.tabs.numbers import formulas
from nn_ui.tabs.numbers.focus import can_be_shown, focus
from tests.any_experiment import pairs
from tests.browser.driver import Server

WRITERS = (
    formulas.forward,
    formulas.error,
    formulas.slope,
    formulas.change,
    formulas.new_weight,
)
# One moment with ordinary numbers, and later ones with some that need powers of ten.
ITERATIONS = (0, 200)
# Inputs that make everything after them tiny, usual or huge.
SIZES = (1e-5, 1.0, 1e6)
WHAT_FAILS = """async ([address, formulas]) => {
  const katex = (await import(address)).default;
  const reason = (formula) => {
    try { katex.renderToString(formula, { displayMode: true }); return null; }
    catch (error) { return `${error.message} in ${formula}`; }
  };
  return formulas.map(reason).filter(Boolean);
}"""


def test_katex_sets_every_formula(browser: Browser, server: Server) -> None:
    written = sorted(
        {
            *_formulas(),
            *(line for one in (*ACTIVATIONS.values(), *LOSSES.values()) for line in one.derivation),
        }
    )
    assert any("10^" in formula for formula in written)
    page = browser.new_page()
    page.goto(f"{server.url}/_stcore/health")
    failing = page.evaluate(WHAT_FAILS, [f"{server.url}/static/js/{_katex()}", written])
    page.close()
    assert failing == []


def _katex() -> str:
    """The file that Streamlit itself loads; its name changes with its content."""
    static = Path(streamlit.__file__).parent / "static" / "static" / "js"
    (found,) = static.glob("katex.*.js")
    return found.name


def _formulas() -> Iterator[str]:
    for experiment in _experiments():
        run = Run(experiment)
        for iteration in ITERATIONS:
            run.advance_to(iteration)
            snapshot = run.at(run.iteration)
            if not can_be_shown(snapshot):
                continue
            layers = range(len(experiment.shapes))
            for layer, digits, row in product(layers, (4, 12), range(2)):
                at = focus(snapshot, Choice(row, layer), layer, 0, digits)
                yield from (write(at) for write in WRITERS)


def _experiments() -> Iterator[Experiment]:
    for size, optimiser, (output, loss) in product(SIZES, OPTIMISERS, pairs()):
        one = LOSSES[loss]
        targets = [[1, 0], [0, 1]] if one.by_row else [0, 1 if one.targets else size]
        hidden = "tanh" if ACTIVATIONS[output].by_row else output
        yield Experiment(
            Dataset([[0, size], [size, -size]], targets),
            Architecture((2,), True, hidden, output),
            TrainingSettings(0.1, loss, optimiser, l1=0.001, l2=0.001),
        )
