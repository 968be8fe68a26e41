"""The lines of NumPy that do one iteration, for every kind of network.

They run as they stand, see `phases` and `training`. With hidden layers there is one array a layer,
in lists, and what is done to each of them stands in a loop. Formulas are quoted from the functions
that training computes.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from nn_core.experiment.experiment import Experiment
from nn_core.experiment.intervention import PARAMETER, Intervention
from nn_core.network import regularisation
from nn_core.network.optimiser import optimiser
from nn_core.program.quoted import as_factor, expression, renamed, statements
from nn_core.program.source import indented, lines, number
from nn_core.training import parameters

_LISTS: Final = ("gradients", "changes", "bias_gradients", "bias_changes")


def forward(experiment: Experiment, *, keeps_z: bool = False) -> str:
    """z and output of every layer; keeps_z: all z, and not just those that the slopes need."""
    first, last = experiment.activations[0], experiment.activations[-1]
    bias, function = experiment.architecture.bias, expression(last.function)
    if not experiment.architecture.hidden:
        return lines(f"z = np.dot(X, weights){' + bias' if bias else ''}", f"output = {function}")
    is_last = "layer == len(weights) - 1"
    if first != last:
        # A row's formula is too long to stand with the question on one line.
        name = "is_last" if last.by_row else is_last
        function = f"{function} if {name} else {expression(first.function)}"
    keeps_z = keeps_z or first.uses_z
    return lines(
        "outputs, sums = [X], []" if keeps_z else "outputs = [X]",
        "for layer in range(len(weights)):",
        f"    z = np.dot(outputs[layer], weights[layer]){' + biases[layer]' if bias else ''}",
        "    sums.append(z)" if keeps_z else "",
        f"    is_last = {is_last}" if last.by_row else "",
        f"    outputs.append({function})",
        "output = outputs[-1]",
    )


def slope_and_delta(experiment: Experiment) -> str:
    """The slopes, and the deltas from the last layer back."""
    last, first = experiment.activations[-1], experiment.activations[0]
    slope = expression(last.slope)
    if not experiment.architecture.hidden:
        return lines(f"slope = {slope}", f"delta = {delta(experiment)}")
    if first == last and not first.uses_z:
        slopes = [f"slopes = [{slope} for output in outputs[1:]]"]
    else:
        each = "z in sums[:-1]" if first.uses_z else "output in outputs[1:-1]"
        slopes = [f"slopes = [{expression(first.slope)} for {each}]", f"slopes.append({slope})"]
    return lines(
        *slopes,
        f"deltas = [{renamed(delta(experiment), slope='slopes[-1]')}]",
        "for layer in reversed(range(1, len(weights))):",
        "    carried_back = np.dot(deltas[0], weights[layer].T)",
        "    deltas.insert(0, carried_back * slopes[layer - 1])",
    )


def delta(experiment: Experiment) -> str:
    """delta at the output, dLoss/dz, of output, y and slope."""
    formula = expression(experiment.loss.delta)
    mean = mean_of(experiment)
    return f"{mean}({formula})" if mean else formula


def mean_of(experiment: Experiment) -> str:
    """What makes a mean over outputs, or over rows, of a sum; nothing where the loss is the sum."""
    if not experiment.loss.is_mean:
        return ""
    return "1 / len(y) * " if experiment.loss.by_row else "1 / y.size * "


def change(experiment: Experiment, penalties: Iterable[str], *, comments: bool = False) -> str:
    """The gradients with their penalty, the optimiser's memory, and the changes. penalties: the
    keys of the regularisers that play a part; comments: with those of the optimiser."""
    found = _change_of(experiment, "weights", penalties, comments=comments)
    if experiment.architecture.bias:
        found += _change_of(experiment, "bias", (), comments=False)
    if not experiment.architecture.hidden:
        return lines(*found)
    made = [name for name in _LISTS if any(line.startswith(f"{name}.append") for line in found)]
    return lines(
        *(f"{name} = []" for name in made),
        "for layer, inputs in enumerate(outputs[:-1]):",
        indented(lines(*found)),
    )


def new_weights(experiment: Experiment) -> str:
    """The changes added."""
    bias = experiment.architecture.bias
    if not experiment.architecture.hidden:
        return lines("weights += change", "bias += bias_change" if bias else "")
    add = "biases = [before + change for before, change in zip(biases, bias_changes)]"
    return lines(
        "weights = [before + change for before, change in zip(weights, changes)]",
        add if bias else "",
    )


def memory(experiment: Experiment) -> str:
    """What the optimiser remembers before the first update: zeros."""
    hidden, found = bool(experiment.architecture.hidden), []
    for name in optimiser(experiment.training.optimiser).remembered:
        for is_bias in (False, True)[: 1 + experiment.architecture.bias]:
            array = _array(name, is_bias, hidden).removesuffix("[layer]")
            like = ("biases" if hidden else "bias") if is_bias else "weights"
            zeros = (
                f"[np.zeros_like(one) for one in {like}]" if hidden else f"np.zeros_like({like})"
            )
            found.append(f"{array} = {zeros}")
    return lines(*found)


def by_hand(experiment: Experiment, one: Intervention) -> str:
    """The statement that does what an intervention does."""
    if one.what != PARAMETER:
        return f"{one.what} = {number(one.value)}"
    hidden = bool(experiment.architecture.hidden)
    names = ("weights", "biases" if hidden else "bias")
    # The biases that a network does not have are zeros, and come after all weights.
    layer, name, at = next(
        (layer, name, place)
        for name, arrays in zip(names, parameters.places(experiment), strict=True)
        for layer, array in enumerate(arrays)
        for place in zip(*(array == one.parameter).nonzero(), strict=True)
    )
    place = ", ".join(map(str, at))
    return f"{name}{f'[{layer}]' if hidden else ''}[{place}] = {number(one.value)}"


def _change_of(
    experiment: Experiment, kind: str, penalties: Iterable[str], *, comments: bool
) -> list[str]:
    """The change of a layer's weights, or of its bias."""
    hidden, is_bias = bool(experiment.architecture.hidden), kind == "bias"
    chosen = optimiser(experiment.training.optimiser)
    names = {
        name: _array(name, is_bias, hidden) for name in ("gradient", "change", *chosen.remembered)
    }
    code = [line for line in statements(chosen.step) if comments or line[0] != "#"]
    gradient = _gradient(hidden=hidden, is_bias=is_bias)
    terms = [_penalty(key, hidden=hidden) for key in penalties]
    if len(code) == 1 and not terms:
        return [_renamed_line(code[0], names | {"gradient": gradient})]
    found = [_assign(names["gradient"], gradient)]
    if terms:
        found.append(f"{names['gradient']} += {' + '.join(terms)}")
    return [*found, *(_renamed_line(line, names) for line in code)]


def _gradient(*, hidden: bool, is_bias: bool) -> str:
    delta, inputs = ("deltas[layer]", "inputs") if hidden else ("delta", "X")
    # A bias is the weight of an input that is always 1.
    return f"np.dot({'np.ones(len(X))' if is_bias else f'{inputs}.T'}, {delta})"


def _penalty(key: str, *, hidden: bool) -> str:
    slope = as_factor(expression(regularisation.REGULARISERS[key].slope))
    return f"{key} * {renamed(slope, weights='weights[layer]') if hidden else slope}"


def _renamed_line(line: str, names: dict[str, str]) -> str:
    """A line of an optimiser with the names of this place; a comment stays as it is."""
    if line.startswith("#"):
        return line
    name, _, value = line.partition(" = ")
    return _assign(names.get(name, name), renamed(value, **names))


def _array(name: str, is_bias: bool, hidden: bool) -> str:
    """The name of an array, or of its place in a list of one array a layer."""
    name = f"bias_{name}" if is_bias else name
    if not hidden:
        return name
    plural = f"{name.removesuffix('y')}ies" if name.endswith("y") else f"{name}s"
    return f"{plural}[layer]"


def _assign(name: str, value: str) -> str:
    """A new array, at the end of its list where that is made anew in each iteration."""
    made_anew = name.removesuffix("[layer]")
    return f"{made_anew}.append({value})" if made_anew in _LISTS else f"{name} = {value}"
