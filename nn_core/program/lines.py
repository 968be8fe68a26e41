"""The lines of NumPy that do one iteration, for every kind of network.

They run as they stand, see `stages`. With hidden layers there is one array a layer, in lists, and
what is done to each of them stands in a loop.
"""

from __future__ import annotations

from collections.abc import Iterator
from types import MappingProxyType
from typing import Final

from nn_core.experiment.experiment import Experiment
from nn_core.experiment.intervention import PARAMETER
from nn_core.program.quoted import expression, renamed
from nn_core.training import parameters

# Each name in braces is that of an array, shaped like the weights or the bias.
_OPTIMISERS: Final = MappingProxyType(
    {
        "gradient_descent": ("{change} = -learning_rate * {gradient}",),
        "momentum": (
            "{velocity} = 0.9 * {velocity} + {gradient}",
            "{change} = -learning_rate * {velocity}",
        ),
        "rmsprop": (
            "{mean_square} = 0.99 * {mean_square} + (1 - 0.99) * ({gradient} * {gradient})",
            "{change} = -learning_rate * {gradient} / (np.sqrt({mean_square}) + 1e-8)",
        ),
        "adam": (
            "{mean} = 0.9 * {mean} + (1 - 0.9) * {gradient}",
            "{mean_square} = 0.999 * {mean_square} + (1 - 0.999) * ({gradient} * {gradient})",
            "size = np.sqrt({mean_square} / (1 - 0.999**t)) + 1e-8",
            "{change} = -learning_rate * ({mean} / (1 - 0.9**t)) / size",
        ),
    }
)
_LISTS: Final = ("gradients", "changes", "bias_gradients", "bias_changes")
_NAMES: Final = ("gradient", "change", "velocity", "mean", "mean_square")


def forward(experiment: Experiment) -> str:
    """z and output of every layer."""
    last, bias = experiment.activations[-1], experiment.architecture.bias
    function = expression(last.function)
    if not experiment.architecture.hidden:
        return _text(f"z = np.dot(X, weights){' + bias' if bias else ''}", f"output = {function}")
    first = experiment.activations[0]
    if first != last:
        hidden = expression(first.function)
        function = f"{function} if layer == len(weights) - 1 else {hidden}"
    keeps_z = first.uses_z
    return _text(
        "outputs, sums = [X], []" if keeps_z else "outputs = [X]",
        "for layer in range(len(weights)):",
        f"    z = np.dot(outputs[layer], weights[layer]){' + biases[layer]' if bias else ''}",
        *(["    sums.append(z)"] if keeps_z else []),
        f"    outputs.append({function})",
        "output = outputs[-1]",
    )


def slope_and_delta(experiment: Experiment) -> str:
    """The slopes, and the deltas from the last layer back."""
    last = experiment.activations[-1]
    slope = expression(last.slope)
    if not experiment.architecture.hidden:
        return _text(f"slope = {slope}", f"delta = {_delta(experiment, 'slope')}")
    first = experiment.activations[0]
    if first == last and not first.uses_z:
        slopes = [f"slopes = [{slope} for output in outputs[1:]]"]
    else:
        each = "z in sums[:-1]" if first.uses_z else "output in outputs[1:-1]"
        slopes = [
            f"slopes = [{expression(first.slope)} for {each}]",
            f"slopes.append({slope})",
        ]
    return _text(
        *slopes,
        f"deltas = [{_delta(experiment, 'slopes[-1]')}]",
        "for layer in reversed(range(1, len(weights))):",
        "    carried_back = np.dot(deltas[0], weights[layer].T)",
        "    deltas.insert(0, carried_back * slopes[layer - 1])",
    )


def _delta(experiment: Experiment, slope: str) -> str:
    """delta at the output, of what the slope is called."""
    delta = renamed(expression(experiment.loss.delta), slope=slope)
    return f"1 / y.size * ({delta})" if experiment.loss.is_mean else delta


def change(experiment: Experiment, iteration: int) -> str:
    """The gradients with their penalty, the optimiser's memory, and the changes."""
    bias = ["bias"] if experiment.architecture.bias else []
    if experiment.architecture.hidden:
        body = [
            line for kind in ("weights", *bias) for line in _change_of(experiment, iteration, kind)
        ]
        lists = [name for name in _LISTS if any(line.startswith(f"{name}.append") for line in body)]
        return _text(
            *(f"{name} = []" for name in lists),
            "for layer, inputs in enumerate(outputs[:-1]):",
            *(f"    {line}" for line in body),
        )
    return _text(
        *(line for kind in ("weights", *bias) for line in _change_of(experiment, iteration, kind))
    )


def new_weights(experiment: Experiment, iteration: int) -> str:
    """The changes added, and what an intervention sets."""
    bias = experiment.architecture.bias
    if experiment.architecture.hidden:
        lines = ["weights = [before + change for before, change in zip(weights, changes)]"]
        if bias:
            lines.append(
                "biases = [before + change for before, change in zip(biases, bias_changes)]"
            )
    else:
        lines = ["weights += change", *(["bias += bias_change"] if bias else [])]
    return _text(*lines, *_set_by_hand(experiment, iteration + 1))


def _change_of(experiment: Experiment, iteration: int, kind: str) -> list[str]:
    """The change of a layer's weights, or of its bias."""
    hidden, is_bias = bool(experiment.architecture.hidden), kind == "bias"
    names = {name: _array(name, is_bias, hidden) for name in _NAMES}
    delta, inputs = ("deltas[layer]", "inputs") if hidden else ("delta", "X")
    gradient = f"np.dot({'np.ones(len(X))' if is_bias else f'{inputs}.T'}, {delta})"
    training = experiment.training_at(iteration)
    weights = "weights[layer]" if hidden else "weights"
    prices = [f"l1 * np.sign({weights})"] if training.l1 else []
    prices += [f"l2 * {weights}"] if training.l2 else []
    if is_bias:
        prices = []
    if training.optimiser == "gradient_descent" and not prices:
        return [_assign(names["change"], f"-learning_rate * {gradient}")]
    lines = [_assign(names["gradient"], gradient)]
    if prices:
        lines.append(f"{names['gradient']} += {' + '.join(prices)}")
    for line in _OPTIMISERS[training.optimiser]:
        name, _, value = line.format(**names).partition(" = ")
        lines.append(_assign(name, value) if "change" in name else f"{name} = {value}")
    return lines


def _array(name: str, is_bias: bool, hidden: bool) -> str:
    """The name of an array, or of its place in a list of one array a layer."""
    name = f"bias_{name}" if is_bias else name
    if not hidden:
        return name
    plural = f"{name.removesuffix('y')}ies" if name.endswith("y") else f"{name}s"
    return f"{plural}[layer]"


def _assign(name: str, value: str) -> str:
    """A new array, at the end of its list where there is one."""
    if name.endswith("[layer]"):
        return f"{name.removesuffix('[layer]')}.append({value})"
    return f"{name} = {value}"


def _set_by_hand(experiment: Experiment, iteration: int) -> Iterator[str]:
    places = parameters.places(experiment)
    hidden = bool(experiment.architecture.hidden)
    names = ("weights", "biases" if hidden else "bias")
    for one in experiment.interventions:
        if one.what != PARAMETER or one.iteration != iteration:
            continue
        for name, arrays in zip(names, places, strict=True):
            for layer, array in enumerate(arrays):
                for place in zip(*(array == one.parameter).nonzero(), strict=True):
                    if name == "weights" or experiment.architecture.bias:
                        at = ", ".join(map(str, place))
                        yield f"{name}{f'[{layer}]' if hidden else ''}[{at}] = {one.value!r}"


def _text(*lines: str) -> str:
    return "\n".join(lines)
