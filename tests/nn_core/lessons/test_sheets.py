"""The sheets of the lessons: what stands on them is computed, and they need nothing else."""

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from nn_core.__main__ import main
from nn_core.lessons import DO_NOT_KNOW, LESSONS
from nn_core.lessons.sheets import solutions, worksheet

WORKSHEET, SOLUTIONS = worksheet(), solutions()
BOTH = pytest.mark.parametrize("sheet", [WORKSHEET, SOLUTIONS], ids=["worksheet", "solutions"])


def sections(sheet: str) -> list[ElementTree.Element]:
    page = sheet.partition("\n")[2].replace('<meta charset="utf-8">', "")
    return list(ElementTree.fromstring(page).iter("section"))


def words(section: ElementTree.Element) -> str:
    return " ".join(" ".join(section.itertext()).split())


def answers(section: ElementTree.Element) -> list[str]:
    return [row[-1].text or "" for row in section.iter("tr") if row[-1].tag == "td"]


@BOTH
def test_it_loads_nothing_and_runs_nothing(sheet: str) -> None:
    assert not re.search(r"https?:|<script|<link|<img|@import|url\(|\son\w+=", sheet)


@BOTH
def test_every_lesson_has_its_question_table_and_axes(sheet: str) -> None:
    for section, one in zip(sections(sheet), LESSONS, strict=True):
        said = words(section)
        for text in (one.title, one.question, one.do, one.challenge.words):
            assert text in said
        assert f"?lesson={one.number}" in said
        assert len(list(section.iter("table"))) == 1
        assert [each for each in section.iter("path") if each.get("class") == "axis"]


def test_the_worksheet_gives_nothing_away() -> None:
    for section, one in zip(sections(WORKSHEET), LESSONS, strict=True):
        said = words(section)
        assert one.claim not in said
        assert one.why not in said
        assert "☑" not in said
        assert said.count("☐") == len(one.answers) + 2  # "I don't know", and the challenge
        assert DO_NOT_KNOW in said
        assert set(answers(section)) == {""}
        assert not list(section.iter("polyline"))
        assert not list(section.iter("rect"))


def test_the_solutions_tick_the_outcome_of_the_run_and_draw_it() -> None:
    for section, one in zip(sections(SOLUTIONS), LESSONS, strict=True):
        said = words(section)
        assert f"☑ {one.outcome(one.run())}" in said
        assert said.count("☑") == 1
        assert one.claim in said
        assert one.why in said
        assert all(answers(section))
        drawn = [*section.iter("polyline"), *section.iter("rect")]
        assert drawn


def test_the_solutions_have_the_digits_of_the_article() -> None:
    first = sections(SOLUTIONS)[0]
    assert answers(first)[2] == "0.9898"
    (line,) = first.iter("polyline")
    heights = [float(point.split(",")[1]) for point in line.attrib["points"].split()]
    assert heights[-1] < heights[100] < heights[0]  # downwards on the screen is less


def test_no_number_is_missing_and_no_curve_leaves_its_picture() -> None:
    for section in sections(SOLUTIONS):
        assert not {"nan", "inf"} & set(re.findall(r"\w+", words(section).lower()))
        for line in section.iter("polyline"):
            for point in line.attrib["points"].split():
                x, y = map(float, point.split(","))
                assert 0 <= x <= 360
                assert 0 <= y <= 230


@pytest.mark.parametrize("option", ["--worksheet", "--solutions"])
def test_the_command_line_writes_them(
    option: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "sheet.html"
    assert main([option, str(path)]) == 0
    assert capsys.readouterr().out == f"Written: {path}\n"
    assert path.read_text("utf-8") == {"--worksheet": WORKSHEET, "--solutions": SOLUTIONS}[option]
    assert main([option, str(tmp_path / "none" / "sheet.html")]) == 2
    assert main([option, str(path), "--problem", "and"]) == 2
