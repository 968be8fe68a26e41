"""What is said of one part of a setup, and how it is read from a setup and put there."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from nn_core.sharing import validate
from nn_core.sharing.kinds import Kind
from nn_core.sharing.setup import Setup


@dataclass(frozen=True)
class Field:
    """One part of a setup. key: its name in a link; path: where it stands in a file, group first;
    title: what stands over its field on the page; word: what a sentence calls it; sentence: what it
    is, for who writes a file; low, high: the smallest and the largest number; at: where it stands
    in a `Setup`, () for the iteration that is shown, which is no part of it."""

    key: str
    path: tuple[str, ...]
    kind: Kind
    title: str
    word: str
    sentence: str
    low: float | None = None
    high: float | None = None
    at: tuple[str, ...] = ()

    def of(self, setup: Setup) -> Any:
        """Its value; None where it does not apply."""
        value: Any = setup
        for name in self.at:
            value = None if value is None else getattr(value, name)
        return value

    def put(self, setup: Setup, value: object) -> Setup:
        """The setup with another value; InputError when it cannot have it."""
        *groups, name = self.at
        if not groups:
            return replace(setup, **{name: value})  # type: ignore[arg-type]
        changed = replace(getattr(setup, groups[0]), **{name: value})
        return replace(setup, **{groups[0]: changed})

    def check(self, value: object) -> Any:
        """The value that stands in a link or a file; InputError when it is of another type, or a
        whole number that is too small or too large."""
        assert self.kind.check is not None
        found = self.kind.check(value)
        if isinstance(found, int) and self.low is not None and self.high is not None:
            return validate.whole_from(int(self.low), int(self.high))(found)
        return found

    def said(self, plain: dict[str, Any]) -> Any:
        """What a file says of it; None where its group does not apply."""
        value: Any = plain
        for name in self.path:
            value = None if value is None else value[name]
        return value

    def say(self, plain: dict[str, Any], value: object) -> None:
        """Have a file say it."""
        for name in self.path[:-1]:
            plain = plain.setdefault(name, {})
        plain[self.path[-1]] = value
