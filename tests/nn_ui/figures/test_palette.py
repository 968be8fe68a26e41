"""The colours of the pictures: seen against their page, and told apart by every kind of eye."""

from __future__ import annotations

import re
import tomllib
from itertools import product
from pathlib import Path

import pytest

from nn_ui.figures.class_map import AREA
from nn_ui.figures.palette import (
    CLASSES,
    CONTRAST,
    DARK,
    LIGHT,
    PALETTES,
    SAFE,
    Palette,
    blend,
    palette,
)
from nn_ui.figures.time_charts import BACKGROUND
from tests.colour_vision import VISIONS, contrast, difference, lab, nearest

HEX = re.compile(r"#[0-9a-f]{6}")
CONFIG = Path(__file__).resolve().parents[3] / ".streamlit" / "config.toml"
ALL = [one for both in PALETTES.values() for one in both]
# CIEDE2000. A difference of 1 can just be seen side by side; thin lines need many times as much.
TOLD_APART, FAR_APART = 10.0, 20.0
# Areas lie side by side and are large.
AREAS_TOLD_APART = 8.0


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ((50, 2.6772, -79.7751), (50, 0, -82.7485), 2.0425),
        ((50, -1, 2), (50, 0, 0), 2.3669),
        ((50, 2.49, -0.001), (50, -2.49, 0.0009), 7.1792),
        ((50, 2.5, 0), (73, 25, -18), 27.1492),
        ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
        ((2.0776, 0.0795, -1.1350), (0.9033, -0.0636, -0.5514), 0.9082),
    ],
)
def test_differences_are_those_that_sharma_published(
    first: tuple[float, float, float], second: tuple[float, float, float], expected: float
) -> None:
    assert difference(first, second) == pytest.approx(expected, abs=5e-5)


def test_red_and_green_are_alike_to_two_kinds_of_eyes() -> None:
    """The simulation itself: what it says of two colours that are known to be confused."""
    found = {vision: nearest(("#c04000", "#6f7000"), vision) for vision in VISIONS}
    assert min(found["usual"], found["tritanopia"]) > FAR_APART
    assert min(found["protanopia"], found["deuteranopia"]) < TOLD_APART


@pytest.mark.parametrize(("name", "of_text", "of_lines"), [(SAFE, 4.5, 3.0), (CONTRAST, 7.0, 4.5)])
def test_text_and_lines_stand_out_from_the_page(name: str, of_text: float, of_lines: float) -> None:
    for colours in PALETTES[name]:
        for colour in (colours.text, colours.muted):
            assert contrast(colour, colours.background) >= of_text, colour
        for colour in (colours.positive, colours.negative, *colours.curves):
            assert contrast(colour, colours.background) >= of_lines, colour
        in_background = blend(colours.background, colours.muted, BACKGROUND)
        assert contrast(in_background, colours.background) >= of_lines


@pytest.mark.parametrize("vision", VISIONS)
@pytest.mark.parametrize("colours", ALL)
def test_curves_and_signs_are_told_apart(colours: Palette, vision: str) -> None:
    signs = (colours.positive, colours.negative)
    assert nearest(signs, vision) >= FAR_APART
    assert nearest((*colours.curves, *signs, colours.muted), vision) >= TOLD_APART


@pytest.mark.parametrize("colours", ALL)
def test_no_curve_looks_as_if_it_meant_positive_or_negative(colours: Palette) -> None:
    for curve, sign in product(colours.curves, (colours.positive, colours.negative)):
        assert difference(lab(curve, "usual"), lab(sign, "usual")) >= FAR_APART, (curve, sign)


@pytest.mark.parametrize("vision", VISIONS)
def test_classes_are_told_apart_and_so_are_their_areas(vision: str) -> None:
    assert nearest(CLASSES, vision) >= TOLD_APART
    for colours in ALL:
        areas = [blend(colours.background, one, AREA) for one in CLASSES]
        assert nearest(areas, vision) >= AREAS_TOLD_APART


def test_most_contrast_has_more_of_it() -> None:
    for safe, strong in zip(PALETTES[SAFE], PALETTES[CONTRAST], strict=True):
        for one in ("text", "muted", "grid", "positive", "negative"):
            pair = [contrast(getattr(each, one), each.background) for each in (safe, strong)]
            assert pair[0] < pair[1], one


@pytest.mark.parametrize(
    ("colours", "theme"),
    [(each, "light") for each in ALL[::2]] + [(each, "dark") for each in ALL[1::2]],
)
def test_a_palette_knows_the_background_of_its_page(colours: Palette, theme: str) -> None:
    config = tomllib.loads(CONFIG.read_text("utf-8"))
    assert colours.background == config["theme"][theme]["backgroundColor"]


def test_all_are_hex_and_each_theme_has_its_own() -> None:
    assert all(HEX.fullmatch(each) for each in CLASSES)
    for colours in ALL:
        parts = (colours.text, colours.muted, colours.grid, colours.positive, colours.negative)
        assert all(HEX.fullmatch(each) for each in (*parts, *colours.curves))
    assert [palette(theme) for theme in ("dark", "light", None, "unknown")] == [DARK, *[LIGHT] * 3]
    assert len({palette(theme, name) for theme in ("dark", "light") for name in PALETTES}) == 4


def test_blending_goes_from_one_colour_to_the_other() -> None:
    assert blend("#000000", "#ff8040", 0) == "#000000"
    assert blend("#000000", "#ff8040", 1) == "#ff8040"
    assert blend("#000000", "#ff8040", 0.5) == "#804020"
    assert all(HEX.fullmatch(blend(LIGHT.background, DARK.positive, k / 50)) for k in range(51))


def test_the_pages_own_style_sheet_has_the_colours_of_the_themes() -> None:
    themes = tomllib.loads(CONFIG.read_text("utf-8"))["theme"]
    sheet = (CONFIG.parents[1] / "nn_ui" / "page.css").read_text("utf-8")
    for name, option in (
        ("background", "backgroundColor"),
        ("text", "textColor"),
        ("primary", "primaryColor"),
    ):
        expected = [themes[theme][option] for theme in ("light", "dark")]
        assert re.findall(rf"--st-{name}-color: (#\w+)", sheet) == expected
