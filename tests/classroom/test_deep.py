"""What is said of the memory of the largest networks."""

from pathlib import Path

from tests.benchmarks.classroom import deep
from tests.benchmarks.classroom.deep import LIMIT_MEGABYTES, Deep


def test_the_limit_is_that_of_the_documented_service(project_root: Path) -> None:
    service = (project_root / "docs" / "hosting" / "neuron@.service").read_text(encoding="utf-8")
    assert f"MemoryMax={LIMIT_MEGABYTES // 1024}G" in service


def test_the_figures_stand_in_the_table() -> None:
    trained = (200.0, 230.0, 260.0, 290.0, 320.0, 345.0, 340.0, 340.0)
    text = deep.text(Deep(170.0, trained, 210.0, 150.0, 1, ("odd",)))
    for line in (
        "| Before, after one visit | 170 MB |",
        "| With 8 tabs | 340 MB |",
        "| The most at any time | 345 MB |",
        "| Tabs that were refused | 1 |",
        "| A tab, as long as there is room | 30 MB |",
        "| 150 s after all had closed | 210 MB |",
    ):
        assert line in text
    assert "1 errors on the pages" in text
