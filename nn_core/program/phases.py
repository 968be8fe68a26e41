"""The program behind one iteration: the lines of NumPy that compute each phase, and the article's.

Our lines run as they stand, with NumPy as `np`. A network without hidden layers needs `X`, `y`,
`weights`, `learning_rate` and, where it has one, `bias`; with hidden layers `weights` and `biases`
are lists, one array a layer. X and y are the rows of this update, with features and scaled where
that is asked for. Regularisation needs `l1` and `l2`, and optimisers what they remember:
`velocity`, `mean`, `mean_square`, with `bias_` in front for biases (`velocities`, `means`,
`mean_squares` with hidden layers), and Adam `t`, the number of the iteration that is reached.
The article's lines need its own names.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from nn_core.experiment.architecture import Architecture
from nn_core.experiment.experiment import Experiment
from nn_core.experiment.intervention import PARAMETER
from nn_core.experiment.settings import TrainingSettings
from nn_core.explanation import beats
from nn_core.network import regularisation
from nn_core.network.activation import Activation
from nn_core.network.optimiser import optimiser
from nn_core.program import lines
from nn_core.training import batches

# Milo Spencer-Harper, "How to build a simple neural network in 9 lines of Python code" (2015).
ARTICLE_FORWARD: Final = "output = 1 / (1 + exp(-(dot(training_set_inputs, synaptic_weights))))"
ARTICLE_UPDATE: Final = (
    "synaptic_weights += dot(training_set_inputs.T, "
    "(training_set_outputs - output) * output * (1 - output))"
)


@dataclass(frozen=True)
class Phase:
    """One phase of an iteration, and the code that does it.

    key: a name for programs; title and sentence: for a learner; our_line: one or more lines of
    NumPy; article_line: the line of the article's program that does this phase among others, ""
    where the article's network is another; article_part: the piece of it that does this phase.
    """

    key: str
    title: str
    sentence: str
    our_line: str
    article_line: str
    article_part: str


def is_articles(experiment: Experiment, iteration: int = 0) -> bool:
    """Whether the article's program does what the update after `iteration` updates does: one layer
    of sigmoid neurons without biases, half the sum of squares, plain steps on the whole table."""
    architecture, training = experiment.architecture, experiment.training_at(iteration)
    usual, its_training = Architecture(), TrainingSettings()
    alike = replace(
        usual, activation=architecture.activation, initial_weights=architecture.initial_weights
    )
    plain = replace(
        its_training, learning_rate=training.learning_rate, batch_size=training.batch_size
    )
    return (architecture, training) == (alike, plain) and batches.per_epoch(experiment) == 1


def phases(experiment: Experiment, iteration: int = 0) -> tuple[Phase, ...]:
    """The five phases of the update that follows `iteration` updates, in order, with the keys of
    `explanation.beats`."""
    found = (
        _forward(experiment),
        _error(experiment),
        _slope(experiment),
        _change(experiment, iteration),
        _new_weights(experiment, iteration),
    )
    if is_articles(experiment, iteration):
        return found
    return tuple(replace(phase, article_line="", article_part="") for phase in found)


def _forward(experiment: Experiment) -> Phase:
    and_bias = " and the bias" if experiment.architecture.bias else ""
    first, last = experiment.activations[0], experiment.activations[-1]
    if experiment.architecture.hidden:
        sentence = (
            "Layer by layer, every neuron multiplies each input by its weight, adds the products"
            f"{and_bias} to get z, and {does(first)}, which is an input of the next layer"
        )
        if first != last:
            sentence += f"; in the output layer it {does(last)}"
        sentence += "."
    else:
        sentence = (
            f"Each input is multiplied by its weight, the products{and_bias}"
            f" are added to get z, and {last.does_itself or f'the neuron {does(last)}'}."
        )
    our_line = lines.forward(experiment)
    return Phase(beats.FORWARD, "Forward", sentence, our_line, ARTICLE_FORWARD, ARTICLE_FORWARD)


def does(activation: Activation) -> str:
    """What a neuron does with its z, as the end of a sentence."""
    if activation.does:
        return activation.does
    return f"makes its output of z with its activation, {activation.formula} ({activation.title})"


def _error(experiment: Experiment) -> Phase:
    target = "target" if experiment.target_scaling is None else "scaled target"
    return Phase(
        key=beats.ERROR,
        title="Error",
        sentence=f"The error is the {target} minus the output: positive when the output is too "
        "low.",
        our_line="error = y - output",
        article_line=ARTICLE_UPDATE,
        article_part="(training_set_outputs - output)",
    )


def _slope(experiment: Experiment) -> Phase:
    first, last = experiment.activations[0], experiment.activations[-1]
    sentence = f"The slope of {slope_words(last)}"
    if first != last and experiment.architecture.hidden:
        sentence += f" (and in the hidden layers the slope of {slope_words(first)})"
    sentence += f"; delta, the slope of the loss by z, is {experiment.loss.delta_words}"
    if experiment.architecture.hidden:
        sentence += ", and in a hidden layer the deltas that come back through the weights × slope"
    our_line = lines.slope_and_delta(experiment)
    part = "output * (1 - output)"
    return Phase(beats.SLOPE, "Slope", f"{sentence}.", our_line, ARTICLE_UPDATE, part)


def slope_words(activation: Activation) -> str:
    """What the slope of the activation is, behind "the slope of"."""
    if activation.slope_words:
        return activation.slope_words
    name = activation.name or activation.title
    return f"{name}, {activation.formula}, is {activation.slope_formula}"


def _change(experiment: Experiment, iteration: int) -> Phase:
    training = experiment.training_at(iteration)
    of_batch = "" if batches.per_epoch(experiment) == 1 else " of the batch"
    sentence = f"Every row{of_batch} contributes input × delta to each weight, and the sum over "
    chosen, regularised = optimiser(training.optimiser), bool(training.used_rates)
    if chosen.is_plain and not regularised:
        article = " (which is 1 in the article)" if is_articles(experiment, iteration) else ""
        sentence += (
            f"the rows, times minus the learning rate{article}, is the change of that weight"
        )
    else:
        kinds = " and ".join(regularisation.REGULARISERS[key].title for key in training.used_rates)
        sentence += "the rows is its gradient"
        sentence += f", to which {kinds} regularisation adds the price of the weight" * regularised
        sentence += chosen.step_words
    sentence += "; a bias counts as a weight whose input is always 1" * experiment.architecture.bias
    sentence += " and has no price" * (experiment.architecture.bias and regularised)
    return Phase(
        key=beats.CHANGE,
        title="Weight change",
        sentence=f"{sentence}.",
        our_line=lines.change(experiment, training.used_rates),
        article_line=ARTICLE_UPDATE,
        article_part=ARTICLE_UPDATE.removeprefix("synaptic_weights += "),
    )


def _new_weights(experiment: Experiment, iteration: int) -> Phase:
    what = "weight and every bias" if experiment.architecture.bias else "weight"
    set_here = [
        lines.by_hand(experiment, one)
        for one in experiment.interventions
        if one.what == PARAMETER and one.iteration == iteration + 1
    ]
    by_hand = ", then what you have changed by hand is set" if set_here else ""
    return Phase(
        key=beats.NEW_WEIGHTS,
        title="New weights",
        sentence=f"The change is added to every {what}{by_hand}, and the next iteration begins.",
        our_line="\n".join([lines.new_weights(experiment), *set_here]),
        article_line=ARTICLE_UPDATE,
        article_part="synaptic_weights +=",
    )
