"""The texts of a component, as Streamlit sends them: one of scripts, one of styles, one of HTML.

In a folder that is no installed package Streamlit serves no files that import each other, so the
modules are joined. Each that is imported keeps its names to itself in a function that returns what
it exports, and stands before those that import it. Comments and indents stay here.
"""

from __future__ import annotations

import re
from pathlib import Path

BROWSER = Path(__file__).parent / "browser"
_IMPORT = re.compile(r'^import (\{[^}]*+\}) from "\./(\w++)\.js";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async )?(?:function|class|const) (\w++))", re.MULTILINE)
_UNSENT = re.compile(r"/\*[^*]*+\*++(?:[^/*][^*]*+\*++)*+/\s*+|^\s*+//.*+\n|^\s++", re.MULTILINE)


def script(entry: str) -> str:
    """The module `entry` with all that it imports, as one module."""
    found: dict[str, str] = {}
    _take(entry, found)
    text = _EXPORT.sub("", _with_imports(_read(f"{entry}.js")))
    return _UNSENT.sub("", "".join(found.values()) + text)


def style(names: tuple[str, ...]) -> str | None:
    """These style sheets as one; None when there are none."""
    return "".join(_UNSENT.sub("", _read(f"{name}.css")) for name in names) or None


def html(name: str) -> str | None:
    """A component's own HTML, if it has any."""
    return _read(f"{name}.html") if (BROWSER / f"{name}.html").exists() else None


def _take(importer: str, found: dict[str, str]) -> None:
    """Put into `found` what a module imports, each after what it imports itself."""
    for _, name in _IMPORT.findall(_read(f"{importer}.js")):
        if name not in found:
            _take(name, found)
            text = _with_imports(_read(f"{name}.js"))
            names = ", ".join(_EXPORT.findall(text))
            inside = _EXPORT.sub("", text)
            found[name] = f"const _{name} = (() => {{\n{inside}return {{ {names} }};\n}})();\n"


def _with_imports(text: str) -> str:
    return _IMPORT.sub(r"const \1 = _\2;\n", text)


def _read(file: str) -> str:
    return (BROWSER / file).read_text("utf-8")
