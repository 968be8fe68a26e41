"""Training as lines of Python: as in `update.py`."""

from __future__ import annotations

from nn_core.experiment.experiment import Experiment
from nn_core.network import regularisation
from nn_core.network.arguments import arguments
from nn_core.network.optimiser import optimiser
from nn_core.program import lines as code
from nn_core.program.network import is_batched
from nn_core.program.quoted import renamed
from nn_core.program.source import indented, lines, number


def explanation(experiment: Experiment) -> str:
    """What the loop does."""
    sentences = [
        "Every update computes the outputs, and from how wrong they are the slope of the loss by "
        "each weight (slope is that of the activation by z, delta that of the loss by z). Each "
        "weight then goes a small step downhill."
    ]
    if is_batched(experiment):
        sentences.append(
            "An update looks at a few rows, a batch; every epoch goes through all rows, in a new "
            "random order that depends on the seed and the epoch only."
        )
    if experiment.interventions:
        sentences.append("What was changed on the way is changed after as many updates.")
    return " ".join(sentences)


def loop(experiment: Experiment, iteration: int, *, with_losses: bool) -> str:
    """The settings, and the loop that changes the weights."""
    chosen = optimiser(experiment.training.optimiser)
    comment = f"# What {chosen.title} remembers of earlier gradients."
    memory = code.memory(experiment)
    return lines(
        _settings(experiment, iteration),
        comment if memory else "",
        memory,
        _at_start(experiment),
        "losses = []  # pairs of iteration and loss, at most some two thousand"
        if with_losses
        else "",
        "\nfor iteration in range(n_iterations):",
        indented(
            lines(
                _losses() if with_losses else "",
                _batch(experiment),
                "t = iteration + 1" if "t" in arguments(chosen.step) else "",
                _update(experiment),
                _on_the_way(experiment),
            )
        ),
    )


def _settings(experiment: Experiment, iteration: int) -> str:
    training = experiment.training
    penalties = [
        f"{key} = {number(training.rates[key])}  # {regularisation.REGULARISERS[key].about}"
        for key in _penalties(experiment)
    ]
    rate = f"learning_rate = {number(training.learning_rate)}"
    return lines(rate, *penalties, f"n_iterations = {iteration}")


def _penalties(experiment: Experiment) -> list[str]:
    """The regularisers that play a part at any time."""
    changed = {one.what for one in experiment.interventions}
    return [key for key, rate in experiment.training.rates.items() if rate or key in changed]


def _losses() -> str:
    return lines(
        "if iteration < 1000 or iteration % (n_iterations // 1000) == 0:",
        "    losses.append((iteration, loss(X, y)))",
    )


def _batch(experiment: Experiment) -> str:
    if not is_batched(experiment):
        return ""
    size = experiment.training.batch_size or 1
    per_epoch = -(-experiment.dataset.n_samples // size)  # rounded up
    return lines(
        f"epoch, place = divmod(iteration, {per_epoch})  # {per_epoch} batches are an epoch",
        "if place == 0:",
        "    order = np.random.default_rng((seed, epoch)).permutation(len(X))",
        f"rows = order[place * {size} : place * {size} + {size}]",
        "batch_X, batch_y = X[rows], y[rows]",
    )


def _update(experiment: Experiment) -> str:
    """Forward, backward, and the step."""
    if experiment.architecture.hidden:
        outputs = "sums, outputs = forward(X)\nz, output = sums[-1], outputs[-1]"
    else:
        outputs = "z, output = forward(X)"
    found = lines(
        outputs,
        code.slope_and_delta(experiment),
        code.change(experiment, _penalties(experiment), comments=True),
        code.new_weights(experiment),
    )
    return renamed(found, X="batch_X", y="batch_y") if is_batched(experiment) else found


def _at_start(experiment: Experiment) -> str:
    now = [one for one in experiment.interventions if one.iteration == 0]
    changes = [code.by_hand(experiment, one) for one in now]
    return lines("# Changed before the first update." if changes else "", *changes)


def _on_the_way(experiment: Experiment) -> str:
    later = [one for one in experiment.interventions if one.iteration > 0]
    changes = [
        f"if iteration + 1 == {one.iteration}:\n    {code.by_hand(experiment, one)}"
        for one in later
    ]
    return lines("# Changes on the way, after so many updates." if changes else "", *changes)
