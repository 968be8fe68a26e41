"""What a person says of a table before it is used, as pure functions."""

from __future__ import annotations

from pathlib import Path

import pytest

from nn_core.tables.roles import INPUT, LEFT_OUT, TARGET
from nn_ui.session.import_questions import Question, questions
from nn_ui.session.importing import Importing, importing, with_role, with_words

TABLES = Path(__file__).resolve().parents[2] / "tables"


def table(text: str) -> Importing:
    return importing("opening a file", text.encode())


def file(name: str) -> Importing:
    return importing("opening a file", (TABLES / name).read_bytes())


def roles(one: Importing) -> dict[str, str]:
    return {each.column.name: each.role for each in one.columns}


def question(one: Importing, key: str) -> Question:
    (found,) = [each for each in questions(one) if each.key == key]
    return found


def answered(one: Importing, key: str, answer: object) -> Importing:
    asked = question(one, key)
    assert answer in asked.options
    return asked.use(one, answer)


PLAIN = "a,b,c,d\n1,5,3,2\n4,3,8,7\n2,9,4,1\n"


def test_another_target_takes_the_place_of_the_one_that_was_guessed() -> None:
    chosen = with_role(table(PLAIN), 1, TARGET)
    assert roles(chosen) == {"a": INPUT, "b": TARGET, "c": INPUT, "d": INPUT}
    assert chosen.plan is not None
    assert chosen.plan.columns[1].reason == "you chose it"


def test_a_target_that_was_chosen_stays_beside_another_one() -> None:
    chosen = with_role(with_role(table(PLAIN), 1, TARGET), 2, TARGET)
    assert roles(chosen) == {"a": INPUT, "b": TARGET, "c": TARGET, "d": INPUT}


def test_a_target_that_becomes_an_input_leaves_the_guess_to_the_others() -> None:
    chosen = with_role(table(PLAIN), 3, INPUT)
    assert roles(chosen) == {"a": INPUT, "b": INPUT, "c": TARGET, "d": INPUT}
    assert roles(with_role(chosen, 3, TARGET)) == roles(table(PLAIN))


def test_each_role_takes_the_place_of_the_one_before() -> None:
    one = table(PLAIN)
    for role in (LEFT_OUT, INPUT, TARGET, INPUT, LEFT_OUT):
        one = with_role(one, 0, role)
        assert roles(one)["a"] == role
    assert one.choices.targets == one.choices.inputs == ()


def test_where_nothing_can_be_made_of_a_table_its_columns_keep_their_roles() -> None:
    one = table(PLAIN)
    for place in range(4):
        one = with_role(one, place, LEFT_OUT)
    assert one.plan is None
    assert one.refusal == "No column is left to be the target: leave out fewer."
    assert set(roles(one).values()) == {LEFT_OUT}
    assert with_role(with_role(one, 1, TARGET), 2, INPUT).plan is not None


def test_a_target_of_too_many_words_can_be_changed() -> None:
    rows = "".join(f"{at},w{at % 12},{at % 5}\n" for at in range(40))
    one = table(f"a,label,c\n{rows}")
    assert "12 different values" in one.refusal
    assert roles(one) == {"a": INPUT, "label": TARGET, "c": INPUT}
    assert with_role(one, 2, TARGET).refusal == ""


def test_numbers_can_be_words_and_numbers_again() -> None:
    one = table("shop,y\n1,1.5\n2,2.5\n3,1\n1,4\n2,5\n")
    words = with_words(one, 0, is_words=True)
    assert words.plan is not None
    assert words.plan.coding.input_names == ("shop = 1", "shop = 2", "shop = 3")
    assert with_words(words, 0, is_words=False).choices == one.choices


def test_nothing_is_asked_of_a_table_in_which_there_is_no_choice() -> None:
    assert questions(table(PLAIN)) == ()
    assert questions(file("leaves.csv")) == ()


def test_whole_numbers_are_classes_or_amounts() -> None:
    one = file("grain_types.csv")
    assert question(one, "classes").answer is True
    amounts = answered(one, "classes", answer=False)
    assert question(amounts, "classes").answer is False
    assert amounts.plan is not None
    assert amounts.plan.coding.target_names == ("type",)
    assert with_role(amounts, 0, INPUT).choices.has_classes is None


def test_which_of_two_words_is_1_can_be_turned() -> None:
    one = file("fever.csv")
    asked = question(one, "one")
    other = next(word for word in asked.options if word != asked.answer)
    turned = answered(one, "one", other)
    assert question(turned, "one").answer == other
    assert list(question(turned, "one").options) == list(asked.options)
    assert with_role(turned, 0, TARGET).refusal == ""


def test_rows_with_blank_cells_are_left_out_or_filled() -> None:
    one = file("ferry.csv")
    assert question(one, "blanks").answer is True
    fewer = answered(one, "blanks", answer=False)
    assert question(fewer, "blanks").answer is False
    assert one.plan is not None
    assert fewer.plan is not None
    assert len(fewer.plan.rows) == len(one.plan.rows) - 16


def test_blank_cells_are_asked_about_where_leaving_them_out_leaves_nothing() -> None:
    one = answered(table("a,b,y\n1,,1\n,2,0\n"), "blanks", answer=False)
    assert one.refusal.startswith("No row is left")
    assert answered(one, "blanks", answer=True).refusal == ""


def test_a_blank_target_is_no_question() -> None:
    assert questions(table("a,b,y\n1,2,1.5\n2,,\n3,4,0.5\n")) == ()


@pytest.mark.parametrize(
    ("text", "options", "answer", "values"),
    [
        ('pages,y\n"8,000",1\n"3,000",0\n', {".": "8000", ",": "8"}, ".", (8000, 3000)),
        ("pages;y\n8.000;1\n3.000;0\n", {".": "8", ",": "8000"}, ",", (8000, 3000)),
    ],
)
def test_a_number_that_can_be_read_in_two_ways_is_asked_about(
    text: str, options: dict[str, str], answer: str, values: tuple[float, float]
) -> None:
    one = table(text)
    asked = question(one, "decimal")
    assert dict(asked.options) == options
    assert asked.answer == answer
    assert one.opened.columns[0].cells == values
    other = next(sign for sign in options if sign != answer)
    turned = answered(one, "decimal", other)
    assert turned.opened.columns[0].cells == tuple(value / 1000 for value in values)
    assert question(turned, "decimal").answer == other
    assert dict(question(turned, "decimal").options) == options
