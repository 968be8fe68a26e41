"""The network of an experiment as lines of Python: its first weights, forward pass and loss."""

from __future__ import annotations

from nn_core.experiment.architecture import Architecture
from nn_core.experiment.experiment import Experiment
from nn_core.program.quoted import expression, renamed
from nn_core.program.source import lines


def explanation(architecture: Architecture) -> str:
    """What the first lines do."""
    if architecture.initial_weights == "zero":
        begin = "All weights begin at 0."
    else:
        begin = "The seed makes the random first weights the same at every run."
    if not architecture.hidden:
        return begin
    return f"{begin} Every layer has an array of weights, (inputs, neurons)."


def start(experiment: Experiment) -> str:
    """The statements that make the first weights and biases."""
    architecture, bias = experiment.architecture, experiment.architecture.bias
    sizes = (experiment.n_inputs, *architecture.hidden, experiment.dataset.n_outputs)
    seed = f"seed = {experiment.seed}\nrng = np.random.RandomState(seed)"
    if architecture.hidden:
        return lines(
            f"sizes = {list(sizes)}  # inputs, then the neurons of each layer",
            seed,
            "weights = [",
            f"    {_drawn(architecture, 'n_in', 'n_out')}",
            "    for n_in, n_out in zip(sizes[:-1], sizes[1:])",
            "]",
            "biases = [np.zeros(n_out) for n_out in sizes[1:]]" if bias else "",
        )
    n_in, n_out = sizes
    return lines(
        seed,
        f"weights = {_drawn(architecture, str(n_in), str(n_out))}",
        f"bias = np.zeros({n_out})" if bias else "",
    )


def _drawn(architecture: Architecture, n_in: str, n_out: str) -> str:
    shape = f"({n_in}, {n_out})"
    drawn = f"2 * rng.random_sample({shape}) - 1"
    bound = {"glorot": f"np.sqrt(6 / ({n_in} + {n_out}))", "he": f"np.sqrt(6 / {n_in})"}
    if architecture.initial_weights == "zero":
        return f"np.zeros({shape})"
    if architecture.initial_weights in bound:
        return f"{bound[architecture.initial_weights]} * ({drawn})"
    return drawn


def forward(architecture: Architecture) -> str:
    """The function `forward`."""
    if not architecture.hidden:
        add = " + bias" if architecture.bias else ""
        return lines(
            "def forward(X):",
            f"    z = np.dot(X, weights){add}",
            f"    return z, {architecture.output_activation}(z)",
        )
    add = " + biases[layer]" if architecture.bias else ""
    same = architecture.activation == architecture.output_activation
    name = architecture.activation if same else "activation"
    choice = (
        f"        activation = {architecture.output_activation} "
        f"if layer == len(weights) - 1 else {architecture.activation}"
    )
    return lines(
        "def forward(X):",
        "    zs, outputs = [], [X]  # the inputs count as the output of a layer before the first",
        "    for layer in range(len(weights)):",
        f"        zs.append(np.dot(outputs[-1], weights[layer]){add})",
        "" if same else choice,
        f"        outputs.append({name}(zs[-1]))",
        "    return zs, outputs",
    )


def loss(experiment: Experiment) -> str:
    """The function `loss`."""
    names = "zs, outputs" if experiment.architecture.hidden else "z, output"
    total = f"np.sum({_of_last_layer(experiment, expression(experiment.loss.each))})"
    formula = f"1 / y.size * {total}" if experiment.loss.is_mean else total
    return lines("def loss(X, y):", f"    {names} = forward(X)", f"    return {formula}")


def _of_last_layer(experiment: Experiment, code: str) -> str:
    """A formula of z and output, which with hidden layers stand at the end of lists."""
    hidden = experiment.architecture.hidden
    return renamed(code, z="zs[-1]", output="outputs[-1]") if hidden else code


def first_delta(experiment: Experiment) -> str:
    """delta at the output, dLoss/dz: an expression of z and output, or zs and outputs."""
    slope = f"{experiment.architecture.output_activation}_slope(z, output)"
    y = "batch_y" if is_batched(experiment) else "y"
    delta = renamed(expression(experiment.loss.delta), y=y, slope=slope)
    if experiment.loss.is_mean:
        delta = f"1 / {y}.size * ({delta})"
    return _of_last_layer(experiment, delta)


def is_batched(experiment: Experiment) -> bool:
    """Whether an update looks at a part of the table only."""
    size = experiment.training.batch_size
    return size is not None and size < experiment.dataset.n_samples
