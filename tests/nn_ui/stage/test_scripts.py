"""The scripts of the page: joined as they were written, and doing what their comments say."""

import math
import re
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from nn_core.tables.number_style import LARGEST, NO_NUMBER, SMALLEST, fixed
from nn_ui.figures.boundary import boundary
from nn_ui.stage import scripts
from tests.node import in_node, run_node

HERE = Path(__file__).parent
ENTRIES = ("drawing_tools", "stage", "answers", "session_store", "chart", "link")
STYLE = {"smallest": SMALLEST, "largest": LARGEST, "no_number": NO_NUMBER}
MODULES = sorted(path.stem for path in scripts.BROWSER.glob("*.js"))


def test_the_pure_functions() -> None:
    done = run_node("--test", str(HERE / "browser.test.mjs"))
    assert done.returncode == 0, done.stdout[-4000:]


@pytest.mark.parametrize("entry", ENTRIES)
def test_a_joined_script_is_a_module_with_each_module_once(entry: str, tmp_path: Path) -> None:
    joined = scripts.script(entry)
    assert re.findall(r"^(?:import|export) .*", joined, re.MULTILINE) == re.findall(
        r"^export default .*", joined, re.MULTILINE
    )
    names = re.findall(r"^const _(\w+) = \(\(\)", joined, re.MULTILINE)
    assert len(names) == len(set(names))
    for name in set(re.findall(r"= _(\w+);$", joined, re.MULTILINE)):
        assert joined.index(f"const _{name} =") < joined.index(f"= _{name};")
    file = tmp_path / "joined.mjs"
    file.write_text(joined, encoding="utf-8")
    assert run_node("--check", str(file)).stderr == ""


def test_every_module_is_sent() -> None:
    sent = "".join(map(scripts.script, ENTRIES))
    assert [name for name in MODULES if f"const _{name} =" not in sent] == sorted(ENTRIES)


def test_no_comment_is_sent_and_no_text_is_lost() -> None:
    for entry in ENTRIES:
        joined = scripts.script(entry)
        assert not re.search(r"^\s*//|/\*|^ ", joined, re.MULTILINE)
    # The comment signs in a text would be taken for a comment's.
    for name in MODULES:
        text = (scripts.BROWSER / f"{name}.js").read_text("utf-8")
        assert not re.search(r"""["'`][^"'`\n]*/\*[^"'`\n]*["'`]""", text)
        assert all(line.count("`") % 2 == 0 for line in text.splitlines()), "a text of many lines"


def test_a_joined_module_keeps_its_names_to_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = {
        "low": "const size = 1;\n// No one sees it.\nexport const low = () => size;\n",
        "high": 'import { low } from "./low.js";\n\nconst size = 10;\n'
        "export function high() {\n  return low() + size;\n}\n",
        "entry": 'import { high } from "./high.js";\nimport { low } from "./low.js";\n\n'
        "const size = 100;\nexport default () => [low(), high(), size];\n",
    }
    for name, text in files.items():
        (tmp_path / f"{name}.js").write_text(text, encoding="utf-8")
    monkeypatch.setattr(scripts, "BROWSER", tmp_path)
    joined = tmp_path / "joined.mjs"
    joined.write_text(scripts.script("entry"), encoding="utf-8")
    call = f'return (await import("file://{joined.as_posix()}")).default();'
    assert in_node(call) == [1, 11, 100]
    assert "No one" not in joined.read_text("utf-8")


def test_the_browser_writes_numbers_as_the_server_does() -> None:
    values = [
        sign * digits * 10.0**power
        for power in range(-12, 19)
        for digits in (1, 1.234567, 4.5678, 9.99999, 9.9949)
        for sign in (1, -1)
    ]
    values += [0.0, -0.0, 5e-324, 1.5e308, 9_999_999.996, 868060211453623296.0]
    found = in_node(
        """
        const { inStyle } = await at("numbers");
        const inPlaces = (n) => given.values.map((value) => inStyle(value, n, given.style));
        const endless = [Infinity, -Infinity, NaN].map((value) => inStyle(value, 2, given.style));
        return [inPlaces(2), inPlaces(4), endless];
        """,
        {"values": values, "style": STYLE},
    )
    expected = [[fixed(value, places) for value in values] for places in (2, 4)]
    assert found == [*expected, [fixed(value, 2) for value in (math.inf, -math.inf, math.nan)]]


def grids() -> list[tuple[Any, float]]:
    random = np.random.RandomState(2)
    bumps = np.sin(np.arange(51) / 5) + np.cos(np.arange(51) / 7)[:, None]
    return [
        (random.randint(0, 65536, (7, 9)).astype(float), 32767.5),
        (random.rand(12, 12), 0.5),  # full of saddles
        (np.round(bumps, 1), 0.4),  # with points that are on the level
        (np.zeros((3, 3)), 0.0),
        (np.eye(4), 1.0),
    ]


@pytest.mark.parametrize("number", range(5))
def test_browser_and_report_draw_one_boundary(number: int) -> None:
    values, level = grids()[number]
    body = 'return (await at("boundary")).boundary(given.grid, given.width, given.level);'
    given = {"grid": values.ravel().tolist(), "width": values.shape[1], "level": level}
    assert in_node(body, given) == boundary(values, level).ravel().tolist()


def test_a_boundary_lies_where_the_values_are_at_the_level() -> None:
    plane = np.add.outer(np.arange(6.0), 2 * np.arange(8.0))
    lines = boundary(plane, 7.25)
    assert len(lines) > 4
    for x0, y0, x1, y1 in lines.tolist():
        assert y0 + 2 * x0 == pytest.approx(7.25)
        assert y1 + 2 * x1 == pytest.approx(7.25)
        assert math.hypot(x1 - x0, y1 - y0) <= math.sqrt(2)
    assert boundary(plane, 100.0).shape == (0, 4)
