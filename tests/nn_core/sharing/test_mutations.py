"""Thousands of damaged links and files: no exception, no long wait, no flood of memory."""

import json
import random
import time
import tracemalloc
from collections.abc import Callable
from contextlib import suppress
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nn_core import InputError, Intervention
from nn_core.sharing.fields import FIELDS
from nn_core.sharing.file import from_document, to_document
from nn_core.sharing.link import from_query, query_in, query_text, to_query
from nn_core.sharing.parse import KNOWN
from nn_core.sharing.setup import OWN, Moment, Setup
from nn_core.tables.table import Table
from tests.nn_core.sharing.strategies import VIEWS

N_MUTATIONS: Final = 1000  # of each
N_MEASURED: Final = 60  # of each: to count every byte takes its time
ROWS = tuple((i / 7, float(i % 2), 1.0) for i in range(60))
STATES = (
    Moment(Setup()),
    Moment(
        Setup(
            OWN,
            Table(("größe", "b"), ("y",), ROWS),
            (1.0, 2.0),
            interventions=(Intervention(5, "l1", 0.5), Intervention(7, "parameter", 1.0, 1)),
        ),
        99,
        (("tab", "data"),),
    ),
    Moment(Setup("spiral")),
)
PIECES = (
    *("", "-", "_", "~", "%", "%00", "&", "=", "0", "9" * 30, "1e999", "nan", "z", "zeJw", "\\"),
    *("null", "[", "]", "{", "}", '"', "true", "[[", "é", "<script>", "0x1", "\0", "-1", "1.5"),
    *(f"&{field.key}=" for field in FIELDS),
    *(f'"{name}":' for name in KNOWN),
)


def mutated(text: str, rng: random.Random) -> str:
    """The text with a few pieces put in, cut out or repeated."""
    for _ in range(rng.randint(1, 4)):
        start = rng.randrange(len(text) + 1)
        stop = min(len(text), start + rng.choice((0, 0, 1, 1, 5, 50)))
        middle = rng.choice((rng.choice(PIECES), text[start:stop] * rng.choice((2, 2, 100))))
        text = text[:start] + middle + text[stop:]
    return text


def link_text(moment: Moment) -> str:
    return query_text(to_query(*moment))


def file_text(moment: Moment) -> str:
    return to_document(*moment)


def open_link(text: str) -> None:
    checked(from_query(query_in(text), VIEWS))


def open_file(text: str) -> None:
    checked(from_document(text.encode("utf-8", "surrogatepass"), VIEWS))


def checked(result: tuple[Moment, tuple[str, ...]]) -> None:
    """What was opened can be shown and kept again, and what is said about it is short."""
    moment, complaints = result
    assert from_query(to_query(*moment), VIEWS) == (moment, ())
    assert all(0 < len(sentence) < 400 for sentence in complaints)
    assert len(complaints) <= 9


@pytest.mark.long
@pytest.mark.parametrize(
    ("write", "read"),
    [(link_text, open_link), (file_text, open_file)],
    ids=["links", "files"],
)
def test_damaged_ones(write: Callable[[Moment], str], read: Callable[[str], None]) -> None:
    rng, texts = random.Random(1), [write(each) for each in STATES]
    slowest, longest, n_opened = 0.0, 0, 0
    for number in range(N_MUTATIONS):
        text = mutated(texts[number % len(texts)], rng)
        start = time.process_time()
        try:
            read(text)
            n_opened += 1
        except InputError as error:
            longest = max(longest, len(str(error)))
        slowest = max(slowest, time.process_time() - start)
    assert n_opened > N_MUTATIONS / 20  # else the mutations would say nothing
    assert longest < 400
    assert slowest < 1


@pytest.mark.long
@pytest.mark.parametrize(
    ("write", "read"),
    [(link_text, open_link), (file_text, open_file)],
    ids=["links", "files"],
)
def test_damaged_ones_take_little_memory(
    write: Callable[[Moment], str], read: Callable[[str], None]
) -> None:
    rng, texts = random.Random(2), [write(each) for each in STATES]
    tracemalloc.start()
    try:
        for number in range(N_MEASURED):
            with suppress(InputError):
                read(mutated(texts[number % len(texts)], rng))
        assert tracemalloc.get_traced_memory()[1] < 100_000_000
    finally:
        tracemalloc.stop()


LARGEST = {
    "rows": '{"table": {"rows": [' + ",".join(["[1,2,3,4]"] * 99_000) + "]}}",
    "cells": '{"table": {"rows": [[' + ",".join(["1"] * 450_000) + "]]}}",
    "lists": '{"seed": [' + ",".join(["[]"] * 330_000) + "]}",
    "groups": '{"seed": [' + ",".join(['{"":0}'] * 140_000) + "]}",
    "wrong cells": '{"table": {"rows": ['
    + ",".join(["[" + ",".join(['"abc"'] * 14) + "]"] * 1000)
    + "]}}",
    "names": "{" + ",".join(f'"{number}":0' for number in range(90_000)) + ',"seed":1}',
}


@pytest.mark.long
@pytest.mark.parametrize("name", LARGEST)
def test_the_largest_files_are_cheap(name: str) -> None:
    assert len(LARGEST[name]) < 1_000_000
    assert_cheap(lambda: from_document(LARGEST[name].encode(), VIEWS))


@pytest.mark.parametrize(
    "text",
    [
        "table=" + "~" * 390_000,
        "table=" + "_" * 390_000,
        "table=z" + "A" * 390_000,
        "inputs=" + "~" * 390_000,
        "inputs=" + "\\" * 390_000,
        "hidden=" + "9" * 390_000,
        "changes=" + "1_l1_1~" * 50_000,
        "problem=" + "x" * 390_000,
        "points=1000&problem=spiral&hidden=16_16_16_16_16_16",
    ],
    ids=lambda text: text[:9],
)
def test_the_largest_links_are_cheap(text: str) -> None:
    assert_cheap(lambda: from_query(query_in(text), VIEWS))


def assert_cheap(read: Callable[[], object]) -> None:
    start = time.process_time()
    read()
    assert time.process_time() - start < 1
    tracemalloc.start()
    try:
        read()
        assert tracemalloc.get_traced_memory()[1] < 100_000_000
    finally:
        tracemalloc.stop()


def groups(values: st.SearchStrategy[object]) -> st.SearchStrategy[dict[str, object]]:
    """Groups with the names of a file, at any place."""
    inner = {name for field in FIELDS for name in field.path} | {"iteration", "what", "value"}
    return st.dictionaries(st.sampled_from(sorted({*KNOWN, *inner, "kind", "first"})), values)


JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=5) | groups(inner),
    max_leaves=12,
)


@given(groups(JSON_VALUES).map(lambda document: {"seed": 1, **document}))
def test_any_value_anywhere_in_a_file(document: dict[str, object]) -> None:
    checked(from_document(json.dumps(document).replace("Infinity", "1e999").encode(), VIEWS))


@given(st.dictionaries(st.sampled_from([field.key for field in FIELDS]), st.text(max_size=30)))
def test_any_text_anywhere_in_a_link(query: dict[str, str]) -> None:
    checked(from_query(query, VIEWS))
