"""An experiment as a file: a JSON document, described in docs/experiment-file.md."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final, NoReturn

from nn_core.errors import InputError, shown
from nn_core.run.snapshot import Snapshot
from nn_core.sharing.model import layers, tidy_json
from nn_core.sharing.parse import KNOWN, parse
from nn_core.sharing.setup import Moment, Setup, View, Views
from nn_core.sharing.to_dict import to_dict
from nn_core.sharing.validate import Complaints

MAX_BYTES: Final = 1_000_000
FORMAT: Final = "See a neural network learn: experiment"
WEIGHTS: Final = "weights"


def to_document(setup: Setup, t: int = 0, view: View = (), snapshot: Snapshot | None = None) -> str:
    """The document, with the weights of `snapshot` when there is one. Every number is written so
    that it is read back bit for bit. t: the iteration that is shown; view: what else is."""
    document = {"format": FORMAT, **to_dict(setup, t, view)}
    if snapshot is not None:
        document[WEIGHTS] = {"iteration": snapshot.iteration, "layers": layers(snapshot)}
    return tidy_json(document)


def from_document(data: bytes, views: Views | None) -> tuple[Moment, tuple[str, ...]]:
    """What a file shows, and a sentence for everything in it that could not be used.

    The weights are not taken from the file but trained again. views: what the view may hold; see
    `Views`, and None where there is no page. Raises InputError for a file that is no such
    document at all.
    """
    document = _parsed(data)
    complaints = Complaints()
    said = {name: value for name, value in document.items() if name in KNOWN}
    moment = parse(said, views or {}, complaints)
    known = {*KNOWN, "format", WEIGHTS}
    complaints.unknown(name for name in document if name not in known)
    return moment, complaints.sentences


def _parsed(data: bytes) -> Mapping[str, Any]:
    if len(data) > MAX_BYTES:
        raise InputError(
            f"The file is larger than {MAX_BYTES // 1_000_000} MB: choose a smaller one."
        )
    try:
        document = json.loads(data.decode("utf-8-sig"), parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        raise InputError(
            "The file is not a JSON document: choose a file that this page has saved."
        ) from error
    if not isinstance(document, dict) or not {"format", *KNOWN} & document.keys():
        raise InputError("The file holds no experiment: choose a file that this page has saved.")
    if document.get("format", FORMAT) != FORMAT:
        found = shown(str(document["format"])[:100])
        raise InputError(
            f'The file is of another kind ("{found}"): choose one that this page saved.'
        )
    return document


def _no_number(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is no number")
