"""The program behind one iteration: the lines of NumPy that compute each stage, and the article's.

Our lines run as they stand, with NumPy as `np`. A network without hidden layers needs `X`, `y`,
`weights`, `learning_rate` and, where it has one, `bias`; with hidden layers `weights` and `biases`
are lists, one array a layer. The article's lines need its own names.
"""

from dataclasses import dataclass
from typing import Final

from nn_core.architecture import Architecture

# Milo Spencer-Harper, "How to build a simple neural network in 9 lines of Python code" (2015).
ARTICLE_FORWARD: Final = "output = 1 / (1 + exp(-(dot(training_set_inputs, synaptic_weights))))"
ARTICLE_UPDATE: Final = (
    "synaptic_weights += dot(training_set_inputs.T, "
    "(training_set_outputs - output) * output * (1 - output))"
)

# Each line equates two or more ways of writing one number, s being the sigmoid of z.
SLOPE_DERIVATION: Final = (
    r"s = \frac{1}{1 + e^{-z}} = \left(1 + e^{-z}\right)^{-1}",
    r"\frac{ds}{dz} = -\left(1 + e^{-z}\right)^{-2} \cdot \left(-e^{-z}\right)",
    r"\frac{ds}{dz} = \frac{e^{-z}}{\left(1 + e^{-z}\right)^{2}}"
    r" = \frac{1}{1 + e^{-z}} \cdot \frac{e^{-z}}{1 + e^{-z}}",
    r"\frac{e^{-z}}{1 + e^{-z}} = \frac{\left(1 + e^{-z}\right) - 1}{1 + e^{-z}}"
    r" = 1 - \frac{1}{1 + e^{-z}} = 1 - s",
    r"\frac{ds}{dz} = s \cdot \left(1 - s\right)",
)


@dataclass(frozen=True)
class Stage:
    """One stage of an iteration, and the code that does it.

    key: a name for programs; title and sentence: for a learner; our_line: one or more lines of
    NumPy; article_line: the line of the article's program that does this stage among others;
    article_part: the piece of article_line that does this stage.
    """

    key: str
    title: str
    sentence: str
    our_line: str
    article_line: str
    article_part: str


def stages(architecture: Architecture) -> tuple[Stage, ...]:
    """The five stages in order, with keys forward, error, slope, change and new_weights."""
    hidden, bias = bool(architecture.hidden), architecture.bias
    return (
        _forward(hidden, bias),
        _error(),
        _slope(hidden),
        _change(hidden, bias),
        _new_weights(hidden, bias),
    )


def _forward(hidden: bool, bias: bool) -> Stage:
    and_bias = " and the bias" if bias else ""
    if hidden:
        sentence = (
            "Layer by layer, every neuron multiplies each input by its weight, adds the products"
            f"{and_bias} to get z, and squeezes z with the sigmoid into an "
            "output between 0 and 1, which is an input of the next layer."
        )
        our_line = _lines(
            "outputs = [X]",
            "for layer in range(len(weights)):",
            f"    z = np.dot(outputs[layer], weights[layer]){' + biases[layer]' if bias else ''}",
            "    outputs.append(1 / (1 + np.exp(-z)))",
            "output = outputs[-1]",
        )
    else:
        sentence = (
            f"Each input is multiplied by its weight, the products{and_bias}"
            " are added to get z, and the sigmoid squeezes z into an output between 0 and 1."
        )
        our_line = _lines(
            f"z = np.dot(X, weights){' + bias' if bias else ''}", "output = 1 / (1 + np.exp(-z))"
        )
    return Stage("forward", "Forward", sentence, our_line, ARTICLE_FORWARD, ARTICLE_FORWARD)


def _error() -> Stage:
    return Stage(
        key="error",
        title="Error",
        sentence="The error is the target minus the output: positive when the output is too low.",
        our_line="error = y - output",
        article_line=ARTICLE_UPDATE,
        article_part="(training_set_outputs - output)",
    )


def _slope(hidden: bool) -> Stage:
    sentence = (
        "The slope of the sigmoid is output × (1 − output), where output is already the sigmoid "
        "of z, because s = sigmoid(z) has the derivative s × (1 − s); delta, the slope of the loss "
        "by z, is minus error × slope"
    )
    if hidden:
        sentence += ", and in a hidden layer the deltas that come back through the weights × slope."
        our_line = _lines(
            "slopes = [output * (1 - output) for output in outputs[1:]]",
            "deltas = [-(error * slopes[-1])]",
            "for layer in reversed(range(1, len(weights))):",
            "    carried_back = np.dot(deltas[0], weights[layer].T)",
            "    deltas.insert(0, carried_back * slopes[layer - 1])",
        )
    else:
        sentence += "."
        our_line = _lines("slope = output * (1 - output)", "delta = -(error * slope)")
    return Stage("slope", "Slope", sentence, our_line, ARTICLE_UPDATE, "output * (1 - output)")


def _change(hidden: bool, bias: bool) -> Stage:
    sentence = (
        "Every row contributes input × delta to each weight, and the sum over the rows, times "
        "minus the learning rate (which is 1 in the article), is the change of that weight"
    )
    sentence += "; a bias counts as a weight whose input is always 1." if bias else "."
    if hidden:
        lines = [
            "changes = [-learning_rate * np.dot(inputs.T, delta)",
            "           for inputs, delta in zip(outputs[:-1], deltas)]",
        ]
        bias_line = (
            "bias_changes = [-learning_rate * np.dot(np.ones(len(X)), delta) for delta in deltas]"
        )
    else:
        lines = ["change = -learning_rate * np.dot(X.T, delta)"]
        bias_line = "bias_change = -learning_rate * np.dot(np.ones(len(X)), delta)"
    return Stage(
        key="change",
        title="Weight change",
        sentence=sentence,
        our_line=_lines(*lines, *([bias_line] if bias else [])),
        article_line=ARTICLE_UPDATE,
        article_part=ARTICLE_UPDATE.removeprefix("synaptic_weights += "),
    )


def _new_weights(hidden: bool, bias: bool) -> Stage:
    if hidden:
        line = "weights = [before + change for before, change in zip(weights, changes)]"
        bias_line = "biases = [before + change for before, change in zip(biases, bias_changes)]"
    else:
        line, bias_line = "weights += change", "bias += bias_change"
    what = "weight and every bias" if bias else "weight"
    return Stage(
        key="new_weights",
        title="New weights",
        sentence=f"The change is added to every {what}, and the next iteration begins.",
        our_line=_lines(line, *([bias_line] if bias else [])),
        article_line=ARTICLE_UPDATE,
        article_part="synaptic_weights +=",
    )


def _lines(*lines: str) -> str:
    return "\n".join(lines)
