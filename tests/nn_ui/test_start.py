"""What a new page is sent first, so that the browser can load it while the server is at work."""

import subprocess
import sys
from pathlib import Path

from streamlit.testing.v1 import AppTest

ROOT = Path(__file__).resolve().parents[2]
# Prints what Python has loaded by the time that the browser is told of Plotly.
WHAT_IS_LOADED = """
import sys
import streamlit
from nn_ui.stage import component
streamlit.plotly_chart = lambda *_, **__: print(*sys.modules)
component.drawing_tools()
"""


def test_the_browser_is_told_of_plotly_before_anything_heavy_is_imported() -> None:
    told = subprocess.run(
        [sys.executable, "-c", WHAT_IS_LOADED], cwd=ROOT, capture_output=True, text=True
    )
    loaded = told.stdout.split()
    assert "nn_ui.stage.component" in loaded, told.stderr
    assert {"numpy", "pandas", "nn_core", "nn_ui.page"}.isdisjoint(loaded)


def test_what_the_stage_draws_with_comes_before_the_rest_of_the_page() -> None:
    page = AppTest.from_file(str(ROOT / "app.py"), default_timeout=30).run()
    tools, *rest = page.main.children.values()
    assert [element.type for element in tools.children.values()] == [
        "plotly_chart",
        "bidi_component",
    ]
    assert rest
