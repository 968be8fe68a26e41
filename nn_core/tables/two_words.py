"""Which of the two words of a target is 1: the affirmative one, as long as nobody says."""

from __future__ import annotations

from typing import Final

_AFFIRMATIVE: Final = frozenset(
    (
        *("yes", "y", "true", "t", "ja", "wahr", "oui", "vrai", "sí", "si", "on", "pass", "passed"),
        *("positive", "positiv", "present", "success", "good", "granted", "approved", "alive"),
    )
)
_NEGATIVE: Final = frozenset(
    (
        *("no", "n", "false", "f", "nein", "falsch", "non", "faux", "off", "fail", "failed"),
        *("negative", "negativ", "absent", "failure", "bad", "refused", "denied", "dead", "none"),
    )
)


def one_last(words: tuple[str, ...], one: str) -> tuple[str, ...]:
    """The two words, the one that is 1 behind the other: `one` where it is among them, else the
    affirmative one, else the last one."""
    first, second = (word.lower() for word in words)
    is_turned = first in _AFFIRMATIVE or second in _NEGATIVE
    if one in words:
        is_turned = one == words[0]
    return words[::-1] if is_turned else words
