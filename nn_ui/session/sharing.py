"""What a tab keeps about its address and its files from one run of the page to the next."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass, field
from typing import Any, Final

from nn_core.sharing.kept import KEPT
from nn_core.sharing.link import query_text, shortened, to_query
from nn_core.sharing.setup import Moment

# Room for the name of the server and for the iteration, which is added later.
_BEFORE: Final = " " * 100


@dataclass(frozen=True)
class Address:
    """The link to what the page shows, but for the iteration.

    experiment: a name for the experiment alone, so that the browser knows when it is another one;
    left_out: the parts that a link has no room for; whole: the same link with them, "" where it
    has room for all.
    """

    query: tuple[tuple[str, str], ...] = ()
    experiment: str = ""
    left_out: tuple[str, ...] = ()
    whole: str = ""

    def at(self, t: int) -> str:
        """The part of the link after "?" when iteration `t` is on the screen; nothing at all for a
        new page, of which only the version would be said."""
        return _text(dict(self.query), t) if t or len(self.query) > 1 else ""


@dataclass
class Sharing:
    """What has been opened, and what there is to say about it."""

    address: Address = field(default_factory=Address)
    is_new: bool = True
    # The tab was another server's, and has not said yet what it shows.
    is_coming_back: bool = False
    # Tells the browser that a page which it has drawn already is now another server's.
    name: str = field(default_factory=lambda: secrets.token_hex(6))
    # What could not be used of a link or file; said until it is closed.
    complaints: tuple[str, ...] = ()
    # The uploaded experiment that has been read, so that it is read once.
    upload_read: str = ""
    # The number of the last step through the browser's history that was followed.
    step: int = 0

    def keep(self, moment: Moment) -> None:
        """Make `moment` what the address says."""
        self.address = address(moment)


def address(moment: Moment) -> Address:
    """The link to `moment`, without what it has no room for."""
    query = to_query(*moment)
    query.pop("t", None)
    view: dict[str, Any] = dict(moment.view)
    moved = {*view, "iterations", "example", KEPT}
    experiment = query_text({key: value for key, value in query.items() if key not in moved})
    whole, (query, left_out) = _text(query, 0), shortened(query, _BEFORE)
    name = hashlib.sha1(experiment.encode(), usedforsecurity=False).hexdigest()[:16]
    return Address(tuple(query.items()), name, left_out, whole if left_out else "")


def _text(query: dict[str, str], t: int) -> str:
    """The iteration always has a place, where the browser can write another one as time goes by.
    It comes soon, since links are cut off at their end."""
    return query_text({"v": query["v"], "t": str(t), **query})
