"""How much memory this process may take, as whoever runs it has set."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

# Megabytes; for where several processes share one limit, or none is set.
SETTING: Final = "NEURON_MEMORY_MB"


def memory_limit(settings: Mapping[str, str], root: Path = Path("/")) -> int | None:
    """The limit in bytes: NEURON_MEMORY_MB, or else the lowest that the system sets for the group
    of processes, or else the memory of the machine; None where nobody says."""
    chosen = settings.get(SETTING, "")
    if chosen.isdecimal() and int(chosen) > 0:
        return int(chosen) * 2**20
    machine = _of_the_machine()
    return min([*_of_groups(root), *([] if machine is None else [machine])], default=None)


def _of_groups(root: Path) -> Iterator[int]:
    """The limits of this process's cgroup and of all that it is in, of version 2 and 1."""
    for line in _text(root / "proc/self/cgroup").splitlines():
        _, _, named = line.partition(":")
        controller, _, path = named.partition(":")
        if controller in ("", "memory"):
            top = root / "sys/fs/cgroup" / controller
            group = top / path.strip("/")
            name = "memory.limit_in_bytes" if controller else "memory.max"
            folders = [each for each in (group, *group.parents) if each.is_relative_to(top)]
            limits = [_text(each / name).strip() for each in folders]
            yield from (int(limit) for limit in limits if limit.isdecimal())


def _of_the_machine() -> int | None:
    try:
        return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (AttributeError, ValueError, OSError):
        return None


def _text(path: Path) -> str:
    try:
        return path.read_text()
    except OSError:
        return ""
