"""A link that was cut off, or has something behind it: its loss is said, and nothing made up.

Chat programs cut links at any letter and put brackets and full stops behind them, HTML writes "&"
as "&amp;".
"""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nn_core import Intervention
from nn_core.problems.generated import GeneratedProblem
from nn_core.sharing.fields import FIELDS
from nn_core.sharing.link import from_query, query_in, query_text, shortened, to_query
from nn_core.sharing.setup import OWN, Moment, Setup, usual_example, usual_table
from nn_core.sharing.to_dict import to_dict
from nn_core.tables.table import Table
from tests.nn_core.sharing.strategies import VIEWS, moments

OLD = "https://example.org/?v=1&problem=xor&hidden=4&seed=7&iterations=2000&t=1234"
ROWS = tuple((i / 7, float(i % 2), 1.0) for i in range(9))
OWN_TABLE = Moment(
    Setup(
        OWN,
        Table(("größe", "b~"), ("St.",), ROWS),
        (1.0, 2.0),
        interventions=(Intervention(5, "l1", 0.5), Intervention(7, "parameter", 1.0, 1)),
        iterations=2000,
        seed=42,
    ),
    1234,
    (("tab", "data"),),
)
SPIRAL = usual_table("spiral", GeneratedProblem("spiral", 40))
DRAWN = Moment(Setup("spiral", SPIRAL, (0.0, 0.0), GeneratedProblem("spiral", 40, 0.125, 77), 0.25))
NEW = Moment(Setup(), 1234)


def link(moment: Moment) -> str:
    return f"https://example.org/?{query_text(to_query(*moment))}"


def opened(text: str) -> tuple[Moment, tuple[str, ...]]:
    return from_query(query_in(text), VIEWS)


def assert_nothing_is_made_up(part: Moment, whole: Moment) -> None:
    """Each part is that of the whole link, or what a new page has."""
    problem, made = part.setup.problem, part.setup.generated
    table = usual_table(problem, made)
    usual = Moment(Setup(problem, table, usual_example(problem, table), made))
    said, *others = (to_dict(*one) for one in (part, whole, usual, Moment(Setup())))
    for field in FIELDS:
        assert repr(field.said(said)) in [repr(field.said(one)) for one in others], field.key


@pytest.mark.long
@pytest.mark.parametrize("moment", [OWN_TABLE, DRAWN, NEW], ids=["own", "drawn", "new"])
def test_a_link_cut_at_any_letter_says_so(moment: Moment) -> None:
    text = link(moment)
    assert opened(text) == (moment, ())
    for end in range(text.index("?") + 2, len(text)):
        part, said = opened(text[:end])
        assert said, text[:end]
        assert said[0].startswith("The link "), said
        # What the mark alone has lost is not lost; all else is another experiment, and named.
        assert (part == moment) == ("lacks its last letters" in said[0]), text[:end]
        assert_nothing_is_made_up(part, moment)


@pytest.mark.long
@given(moments(), st.floats(0, 1, exclude_max=True))
def test_a_cut_link_opens_with_no_value_that_it_did_not_have(moment: Moment, share: float) -> None:
    text = query_text(to_query(*moment))
    part, said = opened("?" + text[: 1 + int(share * (len(text) - 1))])
    assert said[0].startswith("The link ")
    assert_nothing_is_made_up(part, moment)


@pytest.mark.parametrize(
    ("cut_before", "missing"),
    [
        ("&end=1", "the tab is"),
        ("&tab=", "the changes and the tab are"),
        (".5~7_p1", "the changes and the tab are"),
        (
            "table=",
            "the names of the inputs, the names of the targets, the new example, the table, the "
            "changes and the tab are",
        ),
        (
            "2&seed=42",
            "the iteration on the screen, the seed, the names of the inputs, the names of the "
            "targets, the new example, the table, the changes and the tab are",
        ),
        (
            "000&t=1232",
            "the iterations, the iteration on the screen, the seed, the names of the inputs, the "
            "names of the targets, the new example, the table and 2 more parts are",
        ),
    ],
)
def test_what_is_missing_is_named(cut_before: str, missing: str) -> None:
    text = query_text(to_query(*OWN_TABLE._replace(t=1232)))
    sentence = f"The link was cut off: {missing} missing. Copy it again, or go on with the rest."
    assert opened("?" + text[: text.rindex(cut_before)])[1] == (sentence,)


def test_a_link_may_lose_nothing_and_nearly_all() -> None:
    text = link(OWN_TABLE)
    said = "The link lacks its last letters, but nothing of its experiment."
    assert opened(text[:-1]) == opened(text[:-4]) == (OWN_TABLE, (said,))
    said = (
        "The link was cut off near its beginning: nothing of its experiment is left. Copy it again."
    )
    assert opened(text[: text.index(".t.seed")]) == (Moment(Setup()), (said,))


def test_every_part_that_may_be_missing_has_words() -> None:
    listed = ("v", "left_out", *(field.key for field in FIELDS), *VIEWS)
    for key in listed:
        _, said = opened(f"?parts=v.{key}&v=1&end=1" if key != "v" else "?parts=v&seed=3&end=1")
        named = said[0].removeprefix("The link was cut off: the ").partition(" is missing.")[0]
        assert re.fullmatch("[a-zL][a-z12 ]+", named), said


def test_the_iteration_of_a_cut_link_is_not_another_one() -> None:
    text = link(NEW)
    for end in range(text.index("t=1234"), text.index("t=1234") + 7):
        assert opened(text[:end])[0].t == 0
    assert opened(text[: text.index("t=1234") + 8])[0].t == 1234


def test_a_link_without_its_table_keeps_the_word_that_it_had_none() -> None:
    rows = tuple((i / 7, i / 3) for i in range(400))
    query, left_out = shortened(to_query(Setup(OWN, Table(("a",), ("b",), rows), (1.0,)), 5))
    assert left_out == ("table",)
    assert list(query)[:3] == ["v", "problem", "left_out"]


@pytest.mark.parametrize("text", [OLD, link(OWN_TABLE), link(DRAWN)], ids=["old", "own", "drawn"])
@pytest.mark.parametrize("behind", [")", ",", ".", ">", ").", ">,", '"', "]", "!", "?"])
def test_what_a_sentence_leaves_behind_a_link_is_forgiven(text: str, behind: str) -> None:
    assert opened(text + behind) == opened(text)
    assert opened(text)[1] == ()


@pytest.mark.parametrize("text", [OLD, link(OWN_TABLE), link(DRAWN)], ids=["old", "own", "drawn"])
def test_an_ampersand_may_be_written_as_html_writes_it(text: str) -> None:
    escaped = text.replace("&", "&amp;")
    assert opened(escaped) == opened(text)
    assert opened(escaped.replace("&", "&amp;")) == opened(text)
    assert opened(escaped)[1] == ()


@pytest.mark.parametrize(
    "text", ["table=0_1~1_0&targets=St.", "table=0,1;1,0&example=1", "table=0,1,1&example=1,"]
)
def test_what_belongs_to_the_last_value_stays(text: str) -> None:
    """Links without a mark mean what they always meant, however they end."""
    (setup, *_), said = opened(text)
    assert said == ()
    assert setup.table.target_names == ("St." if "St" in text else "Target",)
    assert len(setup.new_example) == len(setup.table.input_names)


@pytest.mark.parametrize("text", ["?v=1", "?p=1", "?seed=3&p", "?v=1&seed=3&en", "?end=1", "?"])
def test_a_link_without_marks_is_no_cut_link(text: str) -> None:
    assert not any(sentence.startswith("The link") for sentence in opened(text)[1])
