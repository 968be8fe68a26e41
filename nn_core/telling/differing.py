"""How two setups differ, in the words of the page: "learning rate 0.1, here 1"."""

from __future__ import annotations

from typing import Any, Final

from nn_core.sharing import kinds
from nn_core.sharing.field import Field
from nn_core.sharing.fields import FIELDS, GENERATED, PROBLEM, TABLE
from nn_core.sharing.setup import Setup, known_problem
from nn_core.sharing.titles import TITLES
from nn_core.tables.number_style import shortest
from nn_core.telling.lists import first_of

THE_SAME: Final = "the same as here"
_MOST: Final = 3
# What is said of the table as a whole, and what one timeline and one new example make the same.
_OF_TABLE: Final = ("inputs", "targets", "columns", TABLE)
_SHARED: Final = ("iterations", "t", "stop_loss", "stop_right", "example")
_TITLED: Final = (PROBLEM, *_OF_TABLE, *_SHARED)


def in_short(kept: Setup, here: Setup) -> str:
    """What differs, in as many words as a button has room for; nothing of the learner's own."""
    return first_of(differences(kept, here), _MOST, "; ") or THE_SAME


def differences(kept: Setup, here: Setup) -> tuple[str, ...]:
    """A few words for each setting of `kept` that is another one than in `here`."""
    is_other_problem = kept.problem != here.problem
    fields = [
        field
        for field in FIELDS
        if field.key not in _TITLED
        and not (is_other_problem and field.path[0] == GENERATED)
        and repr(field.of(kept)) != repr(field.of(here))
    ]
    return (*_of_problem(kept, here), *(_told(field, kept, here) for field in fields))


def _of_problem(kept: Setup, here: Setup) -> tuple[str, ...]:
    if kept.problem != here.problem:
        return (f"problem {_title(kept)}, here {_title(here)}",)
    is_drawn_anew = kept.generated != here.generated
    return ("another table",) if kept.table != here.table and not is_drawn_anew else ()


def _title(setup: Setup) -> str:
    known = known_problem(setup.problem)
    return "of one's own" if known is None else known.title.partition(":")[0]


def _told(field: Field, kept: Setup, here: Setup) -> str:
    own, other = field.of(kept), field.of(here)
    if field.kind in (kinds.FEATURES, kinds.CHANGES):
        if own and other:
            return f"other {field.word}"
        return f"{'with' if own else 'without'} {field.word}"
    return f"{field.word} {_value(field, own)}, here {_value(field, other)}"


def _value(field: Field, value: Any) -> str:
    if field.key in TITLES:
        return TITLES[field.key](value)
    if field.kind is kinds.TRUTH:
        return "on" if value else "off"
    if field.kind is kinds.SIZES:
        return "-".join(map(str, value)) or "none"
    if field.key == "batch" and value is None:
        return "of the whole table"
    if field.key in ("held_back", "noise"):
        return f"{shortest(round(100 * value, 10))} %"
    # The digits of a seed are no amount.
    return str(value) if field.key.endswith("seed") else shortest(value)
