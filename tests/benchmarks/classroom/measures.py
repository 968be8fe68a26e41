"""Numbers about many numbers, and about a process."""

import math
import os
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median


@dataclass(frozen=True)
class Spread:
    """The middle, the end of the best 95 %, and the worst of some values."""

    middle: float
    most: float
    worst: float

    def milliseconds(self) -> str:
        return ", ".join(f"{1000 * value:.0f}" for value in self.values) + " ms"

    def seconds(self) -> str:
        return ", ".join(f"{value:.2f}" for value in self.values) + " s"

    @property
    def values(self) -> tuple[float, float, float]:
        return self.middle, self.most, self.worst


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that is not below `share` of all values (nearest rank)."""
    if not values:
        raise ValueError("There is no value of which to take a share.")
    return sorted(values)[max(0, math.ceil(share * len(values)) - 1)]


def spread(values: Sequence[float]) -> Spread:
    """Median, 95th percentile and maximum; ValueError without any value."""
    return Spread(median(values or [math.nan]), percentile(values, 0.95), max(values))


def resident_megabytes(pid: int) -> float:
    """The memory of a process that is in use, in megabytes; not a number where nobody says."""
    status = Path(f"/proc/{pid}/status")
    found = re.search(r"^VmRSS:\s+(\d+) kB$", status.read_text(), re.M) if status.exists() else None
    return int(found[1]) / 1024 if found else math.nan


def processor_seconds(pid: int) -> float:
    """The processor time that a process has taken; not a number where nobody says."""
    stat = Path(f"/proc/{pid}/stat")
    if not stat.exists():
        return math.nan
    fields = stat.read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def busy_seconds() -> float:
    """The processor time that all programs of the machine have taken, over all cores."""
    stat = Path("/proc/stat")
    if not stat.exists():
        return math.nan
    user, nice, system, _, _, irq, softirq, steal = map(int, stat.read_text().split()[1:9])
    return (user + nice + system + irq + softirq + steal) / os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Work:
    """Seconds of processor time: the server's, this program's, and everybody else's."""

    server: float
    ours: float
    others: float

    def since(self, before: "Work") -> "Work":
        return Work(
            self.server - before.server, self.ours - before.ours, self.others - before.others
        )


def work_so_far(server_pid: int) -> Work:
    """The processor time taken until now."""
    server, ours = processor_seconds(server_pid), processor_seconds(os.getpid())
    return Work(server, ours, busy_seconds() - server - ours)
