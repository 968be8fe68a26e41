"""Sentences about what was just done, and where they are said."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass
class Notices:
    """`sentence` is said under the transport as long as the page stays at `moment`, or is on its
    way there; `at` holds those that are said elsewhere, until something else is changed."""

    sentence: str = ""
    moment: tuple[int, int] = (0, 0)
    at: dict[str, str] = field(default_factory=dict)

    def current(self, moment: tuple[int, int]) -> str:
        """What was said of this very moment; "" when the page has moved on."""
        return self.sentence if self.moment == moment else ""
