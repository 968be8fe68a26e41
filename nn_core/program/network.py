"""The network of an experiment as lines of Python: its first weights, forward pass and loss."""

from __future__ import annotations

from nn_core.experiment.architecture import Architecture
from nn_core.experiment.experiment import Experiment
from nn_core.program import lines as code
from nn_core.program.quoted import expression, renamed
from nn_core.program.source import indented, lines


def explanation(architecture: Architecture) -> str:
    """What the first lines do."""
    if architecture.start.bound is None:
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
    shape, bound = f"({n_in}, {n_out})", architecture.start.bound
    if bound is None:
        return f"np.zeros({shape})"
    drawn, factor = f"2 * rng.random_sample({shape}) - 1", expression(bound)
    if factor == "1.0":
        return drawn
    return f"{renamed(factor, n_in=n_in, n_out=n_out)} * ({drawn})"


def forward(experiment: Experiment) -> str:
    """The function `forward`."""
    given = "sums, outputs" if experiment.architecture.hidden else "z, output"
    body = code.forward(experiment, keeps_z=True).removesuffix("\noutput = outputs[-1]")
    return lines("def forward(X):", indented(body), f"    return {given}")


def loss(experiment: Experiment) -> str:
    """The function `loss`."""
    formula = expression(experiment.loss.each)
    given = "z, output"
    if experiment.architecture.hidden:
        given = "sums, outputs"
        formula = renamed(formula, z="sums[-1]", output="outputs[-1]")
    return lines(
        "def loss(X, y):",
        f"    {given} = forward(X)",
        f"    return {code.mean_of(experiment)}np.sum({formula})",
    )


def may_overflow(experiment: Experiment) -> bool:
    """Whether exp(-z) is computed, which is infinite far below zero, and rightly so."""
    formulas = (each for one in experiment.activations for each in (one.function, one.slope))
    return any("np.exp(-" in expression(formula) for formula in formulas)


def is_batched(experiment: Experiment) -> bool:
    """Whether an update looks at a part of the table only."""
    size = experiment.training.batch_size
    return size is not None and size < experiment.dataset.n_samples
