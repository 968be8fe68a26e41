"""Puts a benchmark's table into docs/benchmarks.md, each benchmark into a section of its own."""

import argparse
import os
import platform
import re
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

REPORT = Path(__file__).resolve().parents[2] / "docs" / "benchmarks.md"
OPENING = """# Benchmarks

Every section is written by the program that it names; the figures are those of one machine on one
day.
"""


def table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table."""
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def circumstances(*packages: str) -> str:
    """One sentence: the machine, the versions of Python and of `packages`, and the date."""
    versions = ", ".join(f"{package} {version(package)}" for package in packages)
    return (
        f"Measured on {datetime.now(UTC):%Y-%m-%d} on {_processor()}, {os.cpu_count()} cores, "
        f"{platform.system()}; Python {platform.python_version()}, {versions}."
    )


def told(purpose: str, name: str, title: str, text: Callable[[], str]) -> str:
    """Run a benchmark from the command line: its text is printed, and with --write put into the
    section of `name`."""
    parser = argparse.ArgumentParser(description=purpose)
    parser.add_argument("--write", action="store_true", help="put it into docs/benchmarks.md")
    is_written = parser.parse_args().write
    found = text()
    print(found)
    if is_written:
        write_section(name, title, found)
    return found


def write_section(name: str, title: str, body: str, path: Path = REPORT) -> None:
    """Replace the section between the markers of `name`, or add it at the end of the file."""
    start, end = f"<!-- {name}: start -->", f"<!-- {name}: end -->"
    section = f"{start}\n## {title}\n\n{body.strip()}\n{end}"
    text = path.read_text(encoding="utf-8") if path.exists() else OPENING
    between = re.compile(f"{re.escape(start)}.*?{re.escape(end)}", re.DOTALL)
    if between.search(text):
        text = between.sub(lambda _: section, text)
    else:
        text = f"{text.rstrip()}\n\n{section}\n"
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _processor() -> str:
    """The processor's name as the system gives it."""
    information = Path("/proc/cpuinfo")
    if information.exists():
        found = re.search(r"^model name\s*:\s*(.+)$", information.read_text(), re.MULTILINE)
        if found:
            return found[1]
    return platform.processor() or platform.machine()
