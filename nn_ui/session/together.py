"""What a tab knows of the class that it is in, as its teacher or as a learner."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

CODE_KEY: Final = "class"
_CODE: Final = re.compile(r"[A-Z]{6}")


class _Codes(Sequence[str]):
    """The values that the key of a class may have in a link: none, or six capital letters."""

    def __contains__(self, value: object) -> bool:
        return isinstance(value, str) and (not value or is_code(value))

    def __len__(self) -> int:
        return 2

    def __getitem__(self, place: Any) -> Any:
        return ("", "six capital letters")[place]


CODES: Final = _Codes()


def is_code(text: str) -> bool:
    """Whether this can be the code of a class."""
    return _CODE.fullmatch(text) is not None


@dataclass
class Together:
    """code: of the class, from the link or since it was entered; token, nickname: a learner's;
    key: the teacher's; n_calls: the number of the last call that was followed; refusal: why it did
    not work; n_learners: how many were there when last asked; offered: a code for a class that may
    be opened."""

    code: str = ""
    token: str = ""
    nickname: str = ""
    key: str = ""
    n_calls: int = 0
    refusal: str = ""
    n_learners: int = 0
    offered: str = ""

    @property
    def is_teacher(self) -> bool:
        """Whether this tab is the class's teacher's."""
        return bool(self.key)

    @property
    def is_learner(self) -> bool:
        """Whether this tab is a learner's in a class."""
        return bool(self.token)

    @property
    def to_keep(self) -> dict[str, str]:
        """What the browser should keep, so that a tab that is reloaded has its seat again."""
        return {"code": self.code, "seat": self.token}

    def leave(self, refusal: str = "") -> None:
        """Be in no class any more; `refusal` says why. The code stays, to come back."""
        self.token = self.key = self.nickname = ""
        self.n_calls, self.refusal = 0, refusal

    def restore(self, code: str) -> None:
        """Take up what a link says; a tab that is in a class stays there."""
        if code and not (self.is_teacher or self.is_learner):
            self.code = code
