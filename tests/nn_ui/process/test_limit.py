"""The limit of memory: what is set, or else the lowest that the system sets."""

from pathlib import Path

import pytest

from nn_ui.process.limit import SETTING, memory_limit

MEGABYTE = 2**20
MACHINE = memory_limit({}, Path("/nowhere"))


def system(root: Path, cgroup: str, files: dict[str, str]) -> Path:
    for name, text in {"proc/self/cgroup": cgroup, **files}.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return root


def test_a_setting_decides(tmp_path: Path) -> None:
    root = system(tmp_path, "0::/\n", {"sys/fs/cgroup/memory.max": f"{500 * MEGABYTE}\n"})
    assert memory_limit({SETTING: "300"}, root) == 300 * MEGABYTE
    for nonsense in ("", "0", "-3", "many", "1.5"):
        assert memory_limit({SETTING: nonsense}, root) == 500 * MEGABYTE


@pytest.mark.parametrize(
    ("group", "above", "expected"),
    [
        (f"{400 * MEGABYTE}", "max", 400),
        ("max", f"{300 * MEGABYTE}", 300),
        (f"{400 * MEGABYTE}", f"{300 * MEGABYTE}", 300),
    ],
)
def test_the_lowest_limit_of_a_service_counts(
    tmp_path: Path, group: str, above: str, expected: int
) -> None:
    service = "system.slice/neuron@8501.service"
    root = system(
        tmp_path,
        f"0::/{service}\n",
        {
            f"sys/fs/cgroup/{service}/memory.max": group,
            "sys/fs/cgroup/system.slice/memory.max": above,
        },
    )
    assert memory_limit({}, root) == expected * MEGABYTE


def test_the_older_kind_of_group_is_read_too(tmp_path: Path) -> None:
    root = system(
        tmp_path,
        "12:cpu,cpuacct:/a\n5:memory:/docker/b\n",
        {"sys/fs/cgroup/memory/docker/b/memory.limit_in_bytes": f"{200 * MEGABYTE}\n"},
    )
    assert memory_limit({}, root) == 200 * MEGABYTE


def test_without_any_limit_it_is_the_machines_memory(tmp_path: Path) -> None:
    root = system(tmp_path, "0::/\n", {"sys/fs/cgroup/memory.max": "max\n"})
    assert memory_limit({}, root) == MACHINE
    assert MACHINE is None or MACHINE > 100 * MEGABYTE
