"""The settings of an experiment in the words that the page uses for them."""

from __future__ import annotations

from collections.abc import Iterator

from nn_core import Experiment
from nn_core.errors import counted
from nn_core.network import regularisation
from nn_core.network.activation import activation
from nn_core.network.loss import loss
from nn_core.network.optimiser import optimiser
from nn_core.problems.generated import generated_kind
from nn_core.problems.ready_made import problem
from nn_core.sharing.setup import OWN, Setup
from nn_core.tables.number_style import shortest
from nn_core.tables.scaled_targets import ways_back
from nn_core.training.parameters import names
from nn_ui.figures.changes import in_words

Said = tuple[str, str]


def settings(setup: Setup, experiment: Experiment) -> list[Said]:
    """Pairs of a field's name and what it holds; what is as on a new page is said as well where it
    decides the run."""
    return [
        ("Problem", problem_title(setup)),
        *_data(setup, experiment),
        *_network(experiment),
        *_training(experiment),
        ("Seed", str(experiment.seed)),
        ("Iterations", f"{setup.iterations:,}"),
        *_stop(setup),
        *(("Change on the way", in_words(one, names(experiment))) for one in setup.interventions),
    ]


def problem_title(setup: Setup) -> str:
    """The problem as the list on the page names it."""
    if setup.problem == OWN:
        return "Own table"
    if setup.generated is not None:
        return f"Points: {generated_kind(setup.problem).title}"
    return problem(setup.problem).title


def _data(setup: Setup, experiment: Experiment) -> Iterator[Said]:
    if (made := setup.generated) is not None:
        noise = f"noise {shortest(round(100 * made.noise, 10))} %"
        yield "Points", f"{made.n_points:,}, {noise}, data seed {made.data_seed}"
    data, preparation = experiment.dataset, experiment.preparation
    if data.n_test:
        share = f"the last {data.n_test:,} of {data.n_samples + data.n_test:,} rows"
        yield "Held back for testing", share
    if preparation.features:
        added = (feature.name(data.input_names) for feature in preparation.features)
        yield "Added inputs", ", ".join(added)
    if preparation.scale:
        yield "Scale inputs", "yes"
    if experiment.target_scaling is not None:
        yield "Scale targets", "; ".join(("yes", *ways_back(experiment)))


def _network(experiment: Experiment) -> Iterator[Said]:
    architecture = experiment.architecture
    sizes = ", ".join(counted(size, "neuron") for size in architecture.hidden)
    yield "Hidden layers", sizes or "none"
    yield "Bias", "yes" if architecture.bias else "no"
    if architecture.hidden:
        yield "Hidden activation", activation(architecture.activation).title
    yield "Output activation", activation(architecture.output_activation).title
    yield "Initial weights", architecture.start.title


def _training(experiment: Experiment) -> Iterator[Said]:
    training = experiment.training
    yield "Loss", loss(training.loss).title
    yield "Optimiser", optimiser(training.optimiser).title
    yield "Learning rate", shortest(training.learning_rate)
    yield "Batch size", "whole table" if training.batch_size is None else str(training.batch_size)
    for key, rate in training.used_rates.items():
        yield regularisation.REGULARISERS[key].title, shortest(rate)


def _stop(setup: Setup) -> Iterator[Said]:
    if setup.stop.loss_under is not None:
        yield "Stop at a loss under", shortest(setup.stop.loss_under)
    if setup.stop.all_right:
        yield "Stop at all rows right", "yes"
