"""Reads the imports: app.py -> nn_ui -> nn_core -> numpy, and nothing points back."""

import ast
import re
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
STATE_FILE = "nn_ui/state.py"
# A setup, a player or a view is enough for all others.
SESSION_TAKERS = ("nn_ui/playing/", "nn_ui/page.py")
MOST_FIELDS_OF_A_SESSION = 10
# Calls that make something that can be changed later.
MUTABLE_CALLS = frozenset(
    {
        "list",
        "dict",
        "set",
        "bytearray",
        "defaultdict",
        "deque",
        "Counter",
        "OrderedDict",
        "array",
        "zeros",
        "ones",
        "empty",
        "full",
        "arange",
        "default_rng",
        "RandomState",
    }
)
# From the ground up: the files of a room import from their own room and from those before it.
ROOMS = (
    *("arrays", "errors", "limits", "network", "checks", "experiment", "training", "run"),
    *("explanation", "tables", "problems", "program", "advice", "sharing", "verdict"),
    *("telling", "suggestion", "lessons"),
    *("arguments", "printing", "expected", "__init__", "__main__"),
)
# The chapter stands on its own feet.
CHAPTER = "network"
UNDER_THE_CHAPTER = ("arrays", "errors")
MUTABLE_LITERALS = (ast.List, ast.Dict, ast.Set, ast.ListComp, ast.DictComp, ast.SetComp)


def python_files(folder: str) -> list[str]:
    return sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / folder).rglob("*.py"))


CORE_FILES = python_files("nn_core")
UI_FILES = python_files("nn_ui")


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


@cache
def parsed(source: str) -> ast.Module:
    return ast.parse(source)


def imported_names(source: str) -> list[str]:
    """Return every imported module, and for `from a import b` also a.b, which may be a module."""
    names = []
    for node in ast.walk(parsed(source)):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = "." * node.level + (node.module or "")
            names += [base, *(f"{base}.{alias.name}" for alias in node.names)]
    return names


def top(name: str) -> str:
    return name.partition(".")[0]


def within(name: str, package: str) -> bool:
    return name == package or name.startswith(package + ".")


def import_faults(name: str, source: str) -> list[str]:
    """Return the imports of the file `name` that break the plan."""
    return [module for module in imported_names(source) if not may_import(name, module)]


def may_import(name: str, module: str) -> bool:
    root = top(module)
    standard = root in sys.stdlib_module_names
    if root in ("", "tests"):  # a relative import hides where it points
        return False
    if name.startswith("nn_core/"):
        return standard or root in ("numpy", "nn_core")
    if name.startswith("nn_ui/figures/"):
        known = standard or root in ("numpy", "plotly", "nn_core")
        return known or module == "nn_ui" or within(module, "nn_ui.figures")
    if name.startswith("nn_ui/session/"):
        known = standard or root in ("numpy", "nn_core") or module == "nn_ui"
        return known or any(within(module, f"nn_ui.{room}") for room in ("session", "figures"))
    if name.startswith("nn_ui/"):
        return root != "app"
    return root not in ("numpy", "plotly")


def room(module: str) -> str:
    """Return the room of a module of nn_core, or the file's own name where it stands in none."""
    return module.removeprefix("nn_core").removeprefix(".").partition(".")[0] or "__init__"


def room_faults(name: str, source: str) -> list[str]:
    """Return the imports of a file of nn_core that point upwards."""
    own = room(module_name(name) if "/__init__" not in name[8:] else name[8:].partition("/")[0])
    known = ROOMS[: ROOMS.index(own) + 1]
    if own == CHAPTER:
        known = (*UNDER_THE_CHAPTER, CHAPTER)
    public = own == "__main__"  # the command line uses the public names, as any program does
    return [
        module
        for module in imported_names(source)
        if within(module, "nn_core.x".removesuffix(".x"))
        and not (public and module.count(".") <= 1)
        and module != "nn_core"
        and room(module) not in known
    ]


def uses_session_state(source: str) -> bool:
    return any(
        (isinstance(node, ast.Attribute) and node.attr == "session_state")
        or (isinstance(node, ast.alias) and "session_state" in node.name)
        for node in ast.walk(parsed(source))
    )


def takes_session(source: str) -> list[str]:
    """Return the functions that take a whole session."""
    return [
        node.name
        for node in ast.walk(parsed(source))
        if isinstance(node, ast.FunctionDef)
        for argument in (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs)
        if argument.annotation is not None
        and re.search(r"\bSession\b", ast.unparse(argument.annotation))
    ]


def module_level(body: list[ast.stmt]) -> Iterator[ast.stmt]:
    """Return the statements that run at import, class bodies and branches included."""
    for statement in body:
        yield statement
        if not isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef):
            for field in ("body", "orelse", "finalbody"):
                yield from module_level(getattr(statement, field, []))


def is_mutable(value: ast.expr | None) -> bool:
    if isinstance(value, ast.Tuple):
        return any(is_mutable(element) for element in value.elts)
    if isinstance(value, ast.Call):
        called = value.func
        name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
        return name in MUTABLE_CALLS
    return isinstance(value, MUTABLE_LITERALS)


def is_frozen_array(name: str, statements: list[ast.stmt]) -> bool:
    """Return whether the module itself makes the array `name` read-only."""
    return f"{name}.setflags(write=False)" in map(ast.unparse, statements)


def state_faults(source: str) -> list[str]:
    """Return the lines that keep something changeable at module level, where all users share it."""
    tree = parsed(source)
    faults = [
        f"line {node.lineno}: global" for node in ast.walk(tree) if isinstance(node, ast.Global)
    ]
    for statement in module_level(tree.body):
        if isinstance(statement, ast.Assign | ast.AnnAssign) and is_mutable(statement.value):
            targets = statement.targets if isinstance(statement, ast.Assign) else [statement.target]
            names = ", ".join(ast.unparse(target) for target in targets)
            if names != "__all__" and not is_frozen_array(names, tree.body):
                faults.append(f"line {statement.lineno}: {names}")
    return faults


def module_name(file: str) -> str:
    return file.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def import_graph(sources: Mapping[str, str]) -> dict[str, set[str]]:
    """Return for each module of `sources` (module -> text) the modules of `sources` it imports."""
    graph = {}
    for module, source in sources.items():
        names = set(imported_names(source)) & sources.keys()
        # `from nn_core import errors` is recorded as both; only the package itself is not meant.
        parents = {name.rpartition(".")[0] for name in names}
        graph[module] = {name for name in names if name not in parents} - {module}
    return graph


def find_cycle(graph: Mapping[str, set[str]]) -> list[str]:
    """Return the modules of one import cycle, or an empty list."""
    done: set[str] = set()

    def visit(module: str, path: list[str]) -> list[str]:
        if module in path:
            return [*path[path.index(module) :], module]
        if module in done:
            return []
        done.add(module)
        return next((c for n in sorted(graph[module]) if (c := visit(n, [*path, module]))), [])

    return next((cycle for module in sorted(graph) if (cycle := visit(module, []))), [])


def faulty(names: Sequence[str], faults: Callable[[str, str], object]) -> dict[str, object]:
    """Return what `faults` finds in each file; a rule that is tried on no file is no rule."""
    assert names
    return {name: found for name in names if (found := faults(name, read(name)))}


def test_imports_follow_the_plan() -> None:
    assert faulty([*CORE_FILES, *UI_FILES, "app.py"], import_faults) == {}


def test_rooms_import_downwards() -> None:
    assert faulty(CORE_FILES, room_faults) == {}


def test_only_state_touches_the_session() -> None:
    users = faulty([*UI_FILES, "app.py"], lambda name, source: uses_session_state(source))
    assert [*users] == [STATE_FILE]


def test_only_what_plays_and_the_page_itself_take_a_whole_session() -> None:
    others = [name for name in UI_FILES if not name.startswith(SESSION_TAKERS)]
    assert faulty(others, lambda name, source: takes_session(source)) == {}


def test_a_session_has_few_fields() -> None:
    tree = ast.parse(read("nn_ui/session/session.py"))
    (session,) = [
        node for node in tree.body if isinstance(node, ast.ClassDef) and node.name == "Session"
    ]
    fields = [node for node in session.body if isinstance(node, ast.AnnAssign)]
    assert 0 < len(fields) <= MOST_FIELDS_OF_A_SESSION


def test_modules_keep_no_changeable_state() -> None:
    assert faulty([*CORE_FILES, *UI_FILES], lambda name, source: state_faults(source)) == {}


@pytest.mark.parametrize("files", [CORE_FILES, UI_FILES], ids=["nn_core", "nn_ui"])
def test_no_import_cycle(files: list[str]) -> None:
    assert find_cycle(import_graph({module_name(file): read(file) for file in files})) == []


@pytest.mark.parametrize(
    ("name", "source", "faults"),
    [
        ("nn_core/a.py", "import math, numpy.random\nfrom nn_core.errors import InputError", []),
        ("nn_core/a.py", "def f():\n    import pandas", ["pandas"]),
        ("nn_core/a.py", "from nn_ui import state", ["nn_ui", "nn_ui.state"]),
        ("nn_core/a.py", "from . import errors", [".", "..errors"]),
        ("nn_ui/figures/a.py", "import plotly.graph_objects\nimport nn_ui.figures.loss", []),
        ("nn_ui/figures/a.py", "from nn_ui import figures", []),
        ("nn_ui/figures/a.py", "from nn_ui import state", ["nn_ui.state"]),
        ("nn_ui/figures/a.py", "import streamlit as st", ["streamlit"]),
        ("nn_ui/session/a.py", "import nn_ui.session.pace, nn_ui.figures.scope, nn_core", []),
        (
            "nn_ui/session/a.py",
            "import streamlit\nimport nn_ui.state",
            ["streamlit", "nn_ui.state"],
        ),
        ("nn_ui/a.py", "import streamlit, pandas, app", ["app"]),
        ("app.py", "import streamlit\nimport numpy as np\nimport plotly", ["numpy", "plotly"]),
    ],
)
def test_the_import_reader_sees_faults(name: str, source: str, faults: list[str]) -> None:
    assert import_faults(name, source) == faults


@pytest.mark.parametrize(
    ("name", "source", "faults"),
    [
        ("nn_core/run/run.py", "from nn_core.training.trainer import Trainer", []),
        ("nn_core/run/run.py", "from nn_core.run import schedule", []),
        ("nn_core/run/__init__.py", "import nn_core.sharing.link", ["nn_core.sharing.link"]),
        ("nn_core/training/update.py", "import nn_core.run.run", ["nn_core.run.run"]),
        ("nn_core/network/loss.py", "import nn_core.limits", ["nn_core.limits"]),
        ("nn_core/network/loss.py", "import nn_core.errors, nn_core.network.forward", []),
        ("nn_core/errors.py", "from nn_core import cells", ["nn_core.cells"]),
        ("nn_core/__main__.py", "from nn_core import Run", []),
    ],
)
def test_the_room_reader_sees_faults(name: str, source: str, faults: list[str]) -> None:
    assert room_faults(name, source) == faults


@pytest.mark.parametrize(
    "source", ["st.session_state['a'] = 1", "from streamlit import session_state"]
)
def test_the_session_reader_sees_faults(source: str) -> None:
    assert uses_session_state(source)
    assert not uses_session_state("import streamlit as st\nst.button('session_state')")


def test_the_reader_of_parameters_sees_a_session() -> None:
    source = "def a(session: Session): ...\ndef b(x, *, s: Session | None): ...\ndef c(x: int): ..."
    assert takes_session(source) == ["a", "b"]


@pytest.mark.parametrize(
    "source",
    [
        "cache = {}",
        "LIMITS: list[int] = [1, 2]",
        "NAMES = ('a', [])",
        "if True:\n    seen = set()",
        "class A:\n    rows = collections.deque()",
        "RNG = np.random.default_rng(0)",
        "def f():\n    global count\n    count = 1",
    ],
)
def test_the_state_reader_sees_faults(source: str) -> None:
    assert len(state_faults(source)) == 1


@pytest.mark.parametrize(
    "source",
    [
        "__all__ = ['a']",
        "NAMES = ('a', 'b')",
        "PACES = MappingProxyType({'slow': 1})",
        "KINDS = frozenset({'a'})",
        "ONE = np.ones(())\nONE.setflags(write=False)",
        "def f():\n    rows = []",
        "class A:\n    rows: tuple[int, ...] = field(default_factory=tuple)",
    ],
)
def test_the_state_reader_lets_constants_pass(source: str) -> None:
    assert state_faults(source) == []


def test_the_cycle_reader_sees_a_cycle() -> None:
    core = {
        "c": "from c.a import A",
        "c.a": "import c.b",
        "c.b": "def f():\n    from c import d",
        "c.d": "",
    }
    assert find_cycle(import_graph(core)) == []
    assert find_cycle(import_graph({**core, "c.d": "import c.a"})) == ["c.a", "c.b", "c.d", "c.a"]
    assert find_cycle(import_graph({**core, "c.d": "from c import A"})) != []
