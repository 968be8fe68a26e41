"""The code of a formula as a learner reads it: quoted from the function that is computed.

So no line of a formula is written twice. Docstrings are left out, and a constant of the function's
module stands there as its number.
"""

from __future__ import annotations

import ast
import inspect
import re
import textwrap
from collections.abc import Callable
from functools import cache
from itertools import takewhile


@cache
def expression(function: Callable[..., object]) -> str:
    """What a formula returns, whose function returns one expression and does nothing else."""
    source, (*before, last) = _source(function)
    if before or not isinstance(last, ast.Return) or last.value is None:
        raise ValueError(f"{function.__qualname__} must return one expression.")
    return _code(function, source, last.value)


@cache
def statements(function: Callable[..., object]) -> tuple[str, ...]:
    """The lines before the `return`, each comment in front of what it is about."""
    source, body = _source(function)
    found: list[str] = []
    for statement in body[:-1]:
        found += _comments_before(source, statement.lineno)
        found.append(_code(function, source, statement))
    return tuple(found)


def renamed(code: str, **names: str) -> str:
    """The code with other names, or with what stands for them."""
    return re.sub(r"[A-Za-z_]\w*", lambda found: names.get(found[0], found[0]), code)


def as_factor(code: str) -> str:
    """The code in brackets where it would not be multiplied as a whole."""
    is_whole = isinstance(ast.parse(code, mode="eval").body, ast.Name | ast.Call | ast.Constant)
    return code if is_whole else f"({code})"


def _source(function: Callable[..., object]) -> tuple[str, list[ast.stmt]]:
    """The text of a function, and its statements without the docstring."""
    source = textwrap.dedent(inspect.getsource(function))
    (definition,) = ast.parse(source).body
    assert isinstance(definition, ast.FunctionDef)
    has_docstring = ast.get_docstring(definition) is not None
    return source, definition.body[has_docstring:]


def _comments_before(source: str, line: int) -> list[str]:
    above = (text.strip() for text in reversed(source.splitlines()[: line - 1]))
    return list(takewhile(lambda text: text.startswith("#"), above))[::-1]


def _code(function: Callable[..., object], source: str, node: ast.AST) -> str:
    """A piece of the function on one line, with the values of constants: 1e-8 without the 0 that
    Python writes into it."""
    words = " ".join((ast.get_source_segment(source, node) or "").split())
    known = inspect.getclosurevars(function).globals
    numbers = {
        name: re.sub(r"e([+-])0", r"e\1", repr(value))
        for name, value in known.items()
        if isinstance(value, int | float)
    }
    return renamed(words.replace("( ", "(").replace(" )", ")"), **numbers)
