"""Each formula is written once: in the chapter. Programs quote it, and nobody asks for its name."""

import ast
from collections.abc import Iterator, Mapping
from copy import deepcopy
from functools import cache
from pathlib import Path

import pytest

from nn_core.network.activation import ACTIVATIONS
from nn_core.network.loss import LOSSES
from nn_core.network.optimiser import OPTIMISERS
from nn_core.network.regularisation import REGULARISERS
from nn_core.network.start import STARTS
from nn_core.program.phases import ARTICLE_FORWARD, ARTICLE_UPDATE
from nn_core.program.quoted import expression, statements

ROOT = Path(__file__).resolve().parent.parent
KEYS = {*ACTIVATIONS, *LOSSES, *OPTIMISERS, *REGULARISERS, *STARTS}
# Where a formula's key may decide: the registries and the mappings of their fast twins.
AT_HOME = ("nn_core/network/", "nn_core/training/fast/")
FUNCTIONS = dict.fromkeys(
    function
    for registry in (ACTIVATIONS, LOSSES, REGULARISERS, STARTS)
    for one in registry.values()
    for name in ("function", "slope", "each", "delta", "cost", "rise", "bound")
    if (function := getattr(one, name, None)) is not None
)


@cache
def sources() -> Mapping[str, str]:
    files = (path for folder in ("nn_core", "nn_ui") for path in (ROOT / folder).rglob("*.*"))
    return {
        file.relative_to(ROOT).as_posix(): file.read_text(encoding="utf-8")
        for file in files
        if file.suffix in (".py", ".js")
    }


def lines_of_formulas() -> Iterator[str]:
    """The right sides of all formulas, those with an operator or a call."""
    written = [expression(function) for function in FUNCTIONS]
    for one in OPTIMISERS.values():
        written += [line.partition(" = ")[2] for line in statements(one.step) if line[0] != "#"]
    for line in dict.fromkeys(written):
        if any(isinstance(node, ast.BinOp | ast.Call) for node in ast.walk(ast.parse(line))):
            yield line


def places(line: str, files: Mapping[str, str]) -> list[str]:
    """The files in which the line stands as code, or in a text that is not a docstring."""
    code = ast.dump(ast.parse(line, mode="eval").body)
    return [
        *(name for name in files for one in expressions(name, files[name]) if one == code),
        *(name for name in files for one in texts(name, files[name]) if line in one),
    ]


@cache
def expressions(name: str, source: str) -> tuple[str, ...]:
    """What is returned or assigned, with the numbers of constants."""
    if name.endswith(".js"):
        return ()
    tree, kinds = ast.parse(source), ast.Return | ast.Assign | ast.AnnAssign
    values = [node.value for node in ast.walk(tree) if isinstance(node, kinds)]
    return tuple(ast.dump(with_numbers(tree, value)) for value in values if value is not None)


@cache
def texts(name: str, source: str) -> tuple[str, ...]:
    """The texts in a file, but for docstrings and the article's own lines."""
    if name.endswith(".js"):
        return (" ".join(source.split()),)
    nodes = [*ast.walk(ast.parse(source))]
    docstrings = {id(docstring(node)) for node in nodes}
    folded = (
        " ".join(node.value.split())
        for node in nodes
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
        if id(node) not in docstrings
    )
    return tuple(text for text in folded if text not in f"{ARTICLE_FORWARD} {ARTICLE_UPDATE}")


def docstring(node: ast.AST) -> ast.AST | None:
    kinds = ast.Module | ast.ClassDef | ast.FunctionDef
    if isinstance(node, kinds) and node.body and isinstance(node.body[0], ast.Expr):
        return node.body[0].value
    return None


def with_numbers(tree: ast.Module, value: ast.expr) -> ast.expr:
    """The expression with the numbers of the module's constants for their names."""
    constants = {
        statement.target.id: statement.value
        for statement in tree.body
        if isinstance(statement, ast.AnnAssign)
        and isinstance(statement.target, ast.Name)
        and isinstance(statement.value, ast.Constant)
    }

    class Numbers(ast.NodeTransformer):
        def visit_Name(self, node: ast.Name) -> ast.expr:
            return constants.get(node.id, node)

    changed: ast.expr = Numbers().visit(deepcopy(value))
    return changed


def comparisons(source: str) -> list[str]:
    """Where code asks whether something is a certain formula, or keeps a table by their keys."""
    found = []
    for node in ast.walk(ast.parse(source)):
        asked: list[ast.expr | None] = []
        if isinstance(node, ast.Compare):
            asked = [node.left, *node.comparators]
            asked += [
                one for each in asked if isinstance(each, ast.Tuple | ast.Set) for one in each.elts
            ]
        elif isinstance(node, ast.Dict):
            asked = [*node.keys]
        elif isinstance(node, ast.match_case) and isinstance(node.pattern, ast.MatchValue):
            asked = [node.pattern.value]
        found += [one.value for one in asked if isinstance(one, ast.Constant) and one.value in KEYS]
    return found


@pytest.mark.parametrize("line", [*lines_of_formulas()])
def test_a_formula_is_written_once(line: str) -> None:
    found = places(line, sources())
    assert len(found) == 1
    assert found[0].startswith("nn_core/network/")


def test_only_the_registries_know_a_formula_by_its_key() -> None:
    others = {name: source for name, source in sources().items() if not name.startswith(AT_HOME)}
    asking = {
        name: asked
        for name, source in others.items()
        if name.endswith(".py") and (asked := comparisons(source))
    }
    assert len(others) > 100
    assert asking == {}


@pytest.mark.parametrize(
    "copy",
    [
        "def sigmoid(z):\n    return 1 / (1 + np.exp(-z))",
        'FUNCTIONS = {"s": "1 / (1 + np.exp(-z))"}',
        'line = f"output = 1 / (1 +\\n np.exp(-z))  # {why}"',
    ],
)
def test_a_copy_is_seen(copy: str) -> None:
    assert places("1 / (1 + np.exp(-z))", {**sources(), "nn_ui/copy.py": copy})[1:] == [
        "nn_ui/copy.py"
    ]


def test_a_copy_with_constants_is_seen() -> None:
    (line,) = (line for line in lines_of_formulas() if line.startswith("0.9 * velocity"))
    copy = "SHARE: Final = 0.9\ndef f(velocity):\n    velocity = SHARE * velocity + gradient"
    assert places(line, {"nn_ui/copy.py": copy}) == ["nn_ui/copy.py"]


@pytest.mark.parametrize(
    "source",
    [
        'if loss.key == "cross_entropy":\n    pass',
        'if key in ("relu", "adam"):\n    pass',
        'TABLE = {"momentum": 2.0}',
        'match key:\n    case "sine":\n        pass',
    ],
)
def test_a_question_for_a_key_is_seen(source: str) -> None:
    assert comparisons(source)
