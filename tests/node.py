"""Runs the page's scripts in Node: tests try the very modules that the browser gets."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

BROWSER = Path(__file__).parents[1] / "nn_ui" / "stage" / "browser"
HOW_TO_GET_NODE = (
    "The tests of the page's scripts need Node 20 or later: run "
    "`sudo apt-get install nodejs npm`, or get it from https://nodejs.org."
)
HOW_TO_GET_TSC = (
    f"The form of the messages is checked by tsc: run `npm ci --prefix {BROWSER}`, once."
)
HOW_TO_GET_AXE = f"What axe-core finds: run `npm ci --prefix {BROWSER}`, once."
# Finds the modules, whatever folder the script is in, and answers in JSON.
_FRAME = """
import {{ readFileSync }} from "node:fs";
const at = (name) => import(`file://{folder}/${{name}}.js`);
const given = JSON.parse(readFileSync(0, "utf8"));
console.log(JSON.stringify(await (async () => {{ {body} }})()));
"""


def axe_script() -> str:
    """The text of axe-core; without it the test is skipped, in CI it fails."""
    path = BROWSER / "node_modules" / "axe-core" / "axe.min.js"
    return path.read_text("utf-8") if path.exists() else _missing(HOW_TO_GET_AXE)


def run_node(*arguments: str, given: str = "") -> subprocess.CompletedProcess[str]:
    """Run Node; without it the test is skipped, in CI it fails."""
    node = shutil.which("node") or _missing(HOW_TO_GET_NODE)
    return _run([node, *arguments], given)


def run_tsc(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the type checker; without it the test is skipped, in CI it fails."""
    if not shutil.which("node"):
        _missing(HOW_TO_GET_NODE)
    tsc = BROWSER / "node_modules" / ".bin" / "tsc"
    return _run([str(tsc) if tsc.exists() else _missing(HOW_TO_GET_TSC), *arguments], "")


def in_node(body: str, given: Any = None) -> Any:
    """What the JavaScript `body` returns: `await at("numbers")` is a module, `given` the value."""
    script = _FRAME.format(folder=BROWSER.as_posix(), body=body)
    done = run_node("--input-type=module", "--eval", script, given=json.dumps(given))
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def patched(figure: Any, patches: Sequence[Any]) -> list[Any]:
    """What the browser makes of a network's figure with each of the patches, one after another."""
    body = """
    const { merge } = await at("arrays");
    return given.patches.map((patch) => {
      merge(given.figure.data, patch.data);
      merge(given.figure.layout.shapes, patch.shapes);
      return structuredClone(given.figure);
    });
    """
    given = {"figure": json.loads(figure.to_json()), "patches": list(patches)}
    found: list[Any] = in_node(body, given)
    return found


def _run(command: list[str], given: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, input=given, check=False, capture_output=True, text=True, encoding="utf-8"
    )


def _missing(how_to_get_it: str) -> str:
    # On somebody's own computer the rest is still worth running; in CI a gap must show.
    return (pytest.fail if os.environ.get("CI") else pytest.skip)(how_to_get_it)
