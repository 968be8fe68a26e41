"""The cursor's moment in numbers, as the text at the top of the stage."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from nn_core import Experiment, Snapshot
from nn_core.advice.on_tables import matching_rows
from nn_core.arrays import FloatArray
from nn_core.errors import shown
from nn_core.problems.published import published_predictions
from nn_core.run.metrics import Metrics, held_back_metrics, training_metrics
from nn_core.tables.answer import Answer, amount_text, with_unit
from nn_core.tables.coding import TWO_CLASSES, Coding
from nn_core.tables.number_style import NO_NUMBER, fixed, rounded, shortest

# So much of a word has room.
MOST_LETTERS = 24
LONGEST_FORMULA = 28
LONG_TARGET = len("target not known")
# Of a kept run that is not trained so far.
NOT_YET = "…"


@dataclass(frozen=True)
class Known:
    """What the readouts say of an experiment and a new example at every iteration; a piece of film
    finds it out once for all its frames. `printed` is what the article prints, by iteration;
    `coding` is that of a table whose targets are words or have units, None where they are plain
    numbers."""

    target: str
    printed: Mapping[int, str]
    coding: Coding | None = None


def known(experiment: Experiment, example: Sequence[float], coding: Coding | None = None) -> Known:
    """What is known of the new example before any training; `coding` is the table's."""
    if coding is not None and coding.has_plain_answers:
        coding = None
    target = _target(experiment, example, coding)
    return Known(target, published_predictions(experiment, example), coding)


def readouts(
    snapshot: Snapshot, example: Sequence[float], coding: Coding | None = None
) -> dict[str, str]:
    """What stands in each place of the row of readouts, by the name of the place. Of iteration,
    prediction and loss programs read the number in full, and people see what is `-shown`; where
    the table's `coding` has words or units they see the `answer` instead of the prediction."""
    prediction = snapshot.predict([example])[0]
    told = known(snapshot.experiment, example, coding)
    return texts(snapshot, told, prediction, held_back_metrics(snapshot))


def texts(
    snapshot: Snapshot, told: Known, prediction: FloatArray, test: Metrics | None
) -> dict[str, str]:
    """The `readouts`, from the `prediction` for the new example, (n_outputs,), and the metrics of
    the test rows."""
    is_below = _is_below(told, len(prediction))
    note = _of_loss(snapshot.experiment)
    if snapshot.experiment.target_scaling is not None:
        note = "of the scaled targets"
    if test:
        note = f"test rows {eight_places(test.loss)}"
    return {
        "iteration": str(snapshot.iteration),
        "iteration-shown": f"{snapshot.iteration:,}",
        **_prediction(prediction, told.coding),
        "target": "" if is_below else told.target,
        "loss": in_full(snapshot.loss),
        "loss-shown": eight_places(snapshot.loss),
        "loss-note": note,
        **_answers(snapshot, told.coding, test),
        "mark": told.target
        if is_below
        else _mark(told.printed.get(snapshot.iteration), float(prediction[0])),
    }


def beside(
    snapshot: Snapshot, example: Sequence[float] | None, coding: Coding, *, is_short: bool = False
) -> tuple[str, str, str]:
    """What stands on the chip of a kept run: what it predicts, its loss, and the loss in full; with
    `is_short` the first two have few digits. None for an example that its table does not know."""
    write = _four_places if is_short else eight_places
    predicted = NO_NUMBER
    if example is not None:
        outputs = snapshot.predict([example])[0].tolist()
        plain = coding.has_plain_answers
        predicted = ", ".join(map(write, outputs) if plain else map(_said, coding.found(outputs)))
    return predicted, write(snapshot.loss), in_full(snapshot.loss)


def _four_places(value: float) -> str:
    return fixed(value, 4, most=6, significant=2)


def _of_loss(experiment: Experiment) -> str:
    """The loss as a formula, or where there is no room for that its name."""
    loss = experiment.loss
    return loss.formula if len(loss.formula) <= LONGEST_FORMULA else loss.title.lower()


def _is_below(told: Known, n_outputs: int) -> bool:
    """Whether the target stands below the prediction: beside it there is no room for a long one."""
    if told.coding is not None:
        return len(told.coding.targets) == 1
    return n_outputs == 1 and len(told.target) > LONG_TARGET


def _prediction(prediction: FloatArray, coding: Coding | None) -> dict[str, str]:
    """The outputs, or what they say: of several classes programs read the number of the answer."""
    if coding is None:
        return {
            "prediction": ", ".join(f"{value:.8f}" for value in prediction),
            "prediction-shown": ", ".join(map(eight_places, prediction.tolist())),
            "answer": "",
        }
    outputs = prediction.tolist()
    found = coding.found(outputs)
    numbers = (
        part[0] if target.kind == TWO_CLASSES else one.number
        for one, (target, part) in zip(found, coding.parts(outputs), strict=True)
    )
    return {
        "prediction": ", ".join(f"{value:.8f}" for value in numbers),
        "prediction-shown": "",
        "answer": ", ".join(map(_said, found)),
    }


def _said(answer: Answer) -> str:
    """Such as "setosa 0.93", "280,259.74 €"."""
    if answer.word:
        return f"{shown(answer.word, MOST_LETTERS)} {fixed(answer.number, 2)}"
    return amount_text(answer.number, answer.unit)


def _answers(snapshot: Snapshot, coding: Coding | None, test: Metrics | None) -> dict[str, str]:
    """How many rows are right; where targets are no classes, R² (of the mean of all outputs)."""
    data = snapshot.experiment.dataset
    if data.is_classification:
        note = f"on the target’s side of {shortest(data.threshold)}"
        if snapshot.experiment.loss.by_row:
            note = "target’s output is largest"
        right = int(snapshot.correct.sum())
        return {
            "correct-label": "Right answers",
            # Of a hundred rows and more there is no room for the word.
            "correct": f"{right:,} of {data.n_samples:,}" + " rows" * (data.n_samples < 100),
            "correct-note": f"test rows {test.n_correct:,} of {test.n_rows:,}" if test else note,
        }
    found, label = training_metrics(snapshot), "R² (1 is perfect)"
    if snapshot.experiment.target_scaling is not None:
        # There is no room for it below, beside the test rows.
        label = f"R²; typical error {typical_error_text(found, coding)}"
    return {
        "correct-label": label,
        "correct": r_squared_text(found),
        "correct-note": f"test rows {r_squared_text(test)}"
        if test
        else "share of spread explained",
    }


def typical_error_text(metrics: Metrics, coding: Coding | None = None, digits: int = 4) -> str:
    """The typical error of each output, in the table's numbers and units, to so many digits."""
    units = coding.output_units if coding else ((1.0, ""),) * len(metrics.typical_error)
    return ", ".join(
        with_unit(rounded(error * divisor, digits), unit)
        for error, (divisor, unit) in zip(metrics.typical_error, units, strict=True)
    )


def r_squared_text(metrics: Metrics) -> str:
    """R² of each output, to four decimals; a dash where it is not defined."""
    values = [found.value for found in metrics.r_squared]
    return ", ".join(NO_NUMBER if value is None else fixed(value, 4, most=7) for value in values)


def eight_places(value: float) -> str:
    """A prediction or a loss as people see it."""
    return fixed(value, 8, most=10, significant=5)


def in_full(value: float) -> str:
    """A loss to eight decimals, or to five significant digits when it is too small for that."""
    return f"{value:.8f}" if value >= 1e-5 or value == 0 else f"{value:.4e}"


def targets(experiment: Experiment, example: Sequence[float]) -> tuple[float, ...]:
    """The targets of the new example, known when it is also a training row."""
    rows = matching_rows(experiment.dataset, example)
    return tuple(float(y) for y in experiment.dataset.y[rows[0]]) if rows else ()


def _target(experiment: Experiment, example: Sequence[float], coding: Coding | None) -> str:
    found = targets(experiment, example)
    if not found:
        return "target not known"
    if coding is None:
        return "target " + ", ".join(map(shortest, found))
    answers = coding.found(found)
    of_words = ":" * any(one.word for one in answers)
    return f"target{of_words} " + ", ".join(one.in_full(MOST_LETTERS) for one in answers)


def _mark(printed: str | None, prediction: float) -> str:
    if printed is None:
        return ""
    same = abs(float(printed) - prediction) < 5e-9
    return f"The article prints {printed}: {'the same' if same else 'not the same'}"
