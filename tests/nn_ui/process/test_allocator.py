"""What is freed goes back to the system, where the C library is glibc."""

import platform
import subprocess
import sys
from pathlib import Path

from nn_ui.process import allocator

# Blocks of records come and go between small things that stay, as in a class.
PROGRAM = """
import numpy as np
from nn_ui.process import allocator
from nn_core.run.records import BLOCK
{first}
kept, before = [], allocator.resident()
for _ in range(5):
    blocks = []
    for _ in range(200):
        blocks.append(np.ones(BLOCK // 8 - 100))
        kept.append(np.ones(BLOCK // 80))
    del blocks
print((allocator.resident() - before) / 2**20)
"""
# Of so many megabytes at a time; the small things take 26.
TAKEN = 50


def megabytes_left(root: Path, first: str) -> float:
    program = PROGRAM.format(first=first)
    return float(subprocess.check_output([sys.executable, "-c", program], cwd=root, text=True))


def test_blocks_of_records_go_back_to_the_system(project_root: Path) -> None:
    if platform.libc_ver()[0] == "glibc":
        assert megabytes_left(project_root, "") > TAKEN + 20
        assert megabytes_left(project_root, "allocator.tame()") < TAKEN - 15
    allocator.give_back()  # does no harm anywhere


def test_who_does_not_say_how_much_it_takes_is_unknown(tmp_path: Path) -> None:
    assert allocator.resident(tmp_path / "nothing") is None
    (tmp_path / "odd").write_text("12")
    assert allocator.resident(tmp_path / "odd") is None
    (tmp_path / "statm").write_text("300 200 100")
    resident = allocator.resident(tmp_path / "statm")
    assert resident is not None
    assert resident % 200 == 0
