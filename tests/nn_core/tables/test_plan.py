"""What is made of a person's table: targets, roles, blank cells, samples, the choice of inputs."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from nn_core import Dataset, InputError
from nn_core.limits import MAX_INPUTS
from nn_core.tables.choices import Choices
from nn_core.tables.opening import open_table
from nn_core.tables.plan import Plan, plan_for
from nn_core.tables.relatedness import relatedness
from nn_core.tables.roles import INPUT, LEFT_OUT, TARGET
from nn_core.tables.table import to_dataset


def plan(text: str, most: int = 10, **chosen: Any) -> Plan:
    return plan_for(open_table(text.encode()), Choices(**chosen), most)


def numbers(text: str, **chosen: Any) -> Dataset:
    return to_dataset(plan(text, **chosen).table)


def roles(text: str, most: int = 10, **chosen: Any) -> dict[str, str]:
    return {each.column.name: each.role for each in plan(text, most, **chosen).columns}


def target(text: str, **chosen: Any) -> str:
    return ", ".join(each.name for each in plan(text, **chosen).coding.targets)


def refusal(text: str, **chosen: Any) -> str:
    with pytest.raises(InputError) as caught:
        plan(text, **chosen)
    return str(caught.value)


ROWS = "\n1,5,3,2\n4,3,8,7\n2,9,4,1\n"


@pytest.mark.parametrize(
    ("names", "guess"),
    [
        ("a,b,c,d", "d"),
        ("a,b,c,LABEL", "LABEL"),
        ("Species,b,c,d", "Species"),
        ("Y,b,c,d", "Y"),
        ("a,Survived,c,d", "Survived"),
        ("a,y,c,d", "d"),
        ("a,class,c,d", "d"),
        ("survived,class,c,d", "survived"),
        ("Preis in Euro,b,c,d", "Preis in Euro"),
        ("x,y,price,z", "price"),
        ("a,target: b,c,d", "b"),
        ("a,Target 1,c,Target 2", "Target 1, Target 2"),
    ],
)
def test_the_target_is_guessed_by_name_and_place(names: str, guess: str) -> None:
    assert target(names + ROWS) == guess


@pytest.mark.parametrize(
    ("names", "guess"),
    [
        ("a,churned,c,d", "churned"),
        ("salary,b,c,bought", "bought"),
        ("income,b,c,approved?", "approved?"),
        ("income,b,c,Kredit genehmigt", "Kredit genehmigt"),
        ("a,speed,c,d", "d"),
        ("income,b,c,d", "income"),
    ],
)
def test_what_has_happened_or_not_is_the_target(names: str, guess: str) -> None:
    rows = "\n".join(f"{at},{at % 2},{at * at},{at % 3 % 2}" for at in range(2, 12))
    rows = rows if guess != "d" and guess != "income" else ROWS.strip()
    assert target(f"{names}\n{rows}\n") == guess


def test_names_stand_over_values_though_one_stands_again_as_a_word() -> None:
    text = "pressure,storm\n1008.4,storm\n992.5,calm\n995.3,calm\n1015,storm\n"
    assert roles(text) == {"pressure": INPUT, "storm": TARGET}
    assert len(plan("storm,storm\ncalm,calm\nstorm,calm\n").rows) == 3, "a first row of values"


def test_the_guess_is_said_and_can_be_changed() -> None:
    text = "a,b,c,price" + ROWS
    assert plan(text).columns[3].reason == "targets are often called so, and it is the last column"
    assert plan("a,b,c,d" + ROWS).columns[3].reason == "it is the last column that can be one"
    assert target(text, targets=("b",)) == "b"
    assert roles(text, targets=("A", "b")) == dict.fromkeys("ab", TARGET) | {
        "c": INPUT,
        "price": INPUT,
    }
    assert target(text, inputs=("price",)) == "c"
    assert target(text, left_out=("price",)) == "c"
    assert roles(text, left_out=("b",))["b"] == LEFT_OUT


def test_a_target_behind_columns_that_tell_nothing_is_the_last_useful_one() -> None:
    assert target("a,b,day\n1,5,2025-01-01\n2,6,2025-01-02\n") == "b"


def test_each_column_that_is_left_out_has_its_reason_and_can_be_taken() -> None:
    text = "id,day,shop,note,few,a,y\n"
    text += "1,2025-01-01,7,,,5,1\n2,2025-01-02,7,,,6,0\n3,2025-01-03,7,,2,8,1\n"
    found = {each.column.name: (each.role, each.reason) for each in plan(text).columns}
    assert found == {
        "id": (LEFT_OUT, "it has a value of its own in every row"),
        "day": (LEFT_OUT, "dates are no amounts"),
        "shop": (LEFT_OUT, "it has one value only"),
        "note": (LEFT_OUT, "it holds nothing"),
        "few": (LEFT_OUT, "2 of its cells are blank"),
        "a": (INPUT, "its numbers may tell something about the target"),
        "y": (TARGET, "targets are often called so, and it is the last column"),
    }
    assert numbers(text, inputs=("id", "shop")).X.tolist() == [[1, 7, 5], [2, 7, 6], [3, 7, 8]]


def test_a_column_of_ones_is_a_bias_and_stays() -> None:
    assert roles("a,b,y\n1,5,1\n1,6,0\n")["a"] == INPUT
    assert roles("a,b,target\n7,5,1\n7,6,0\n")["a"] == INPUT, "a table that names its target"


def test_too_many_words_are_left_out() -> None:
    rows = "".join(f"w{at % 12},{at},{at % 2}\n" for at in range(36))
    (word, *_) = plan(f"town,a,y\n{rows}").columns
    assert word.reason == "its 12 words need a number each, and there is room for 10"
    assert roles(f"town,a,y\n{rows}")["town"] == LEFT_OUT
    assert roles(f"town,a,y\n{rows}", most=12)["town"] == INPUT


def test_words_become_columns_of_0_and_1() -> None:
    text = "sky,wind,play\nred,no,go\nblue,yes,stay\ngrey,no,go\nred,no,stay\n"
    dataset = numbers(text)
    names = ("sky = blue", "sky = grey", "sky = red", "wind = yes")
    assert dataset.input_names == names
    assert dataset.X.tolist() == [[0, 0, 1, 0], [1, 0, 0, 1], [0, 1, 0, 0], [0, 0, 1, 0]]
    assert dataset.y.ravel().tolist() == [0, 1, 0, 1]
    assert numbers(text, one="go").y.ravel().tolist() == [1, 0, 1, 0]
    assert refusal(text, one="yes") == 'The target has no "yes": choose "go" or "stay".'


@pytest.mark.parametrize(
    ("words", "one"),
    [("no,yes", "yes"), ("Ja,Nein", "Ja"), ("true,false", "true"), ("fail,pass", "pass")],
)
def test_the_affirmative_word_is_1(words: str, one: str) -> None:
    first, second = words.split(",")
    text = f"a,b\n1,{first}\n2,{second}\n3,{first}\n"
    assert plan(text).coding.targets[0].words[1] == one


def test_three_to_ten_words_are_an_output_each() -> None:
    text = "a,kind\n" + "".join(f"{at},k{at % 3}\n" for at in range(9))
    dataset = numbers(text)
    assert dataset.target_names == ("kind = k0", "kind = k1", "kind = k2")
    assert dataset.y[:4].tolist() == [[1, 0, 0], [0, 1, 0], [0, 0, 1], [1, 0, 0]]
    ten = "a,kind\n" + "".join(f"{at},k{at % 10}\n" for at in range(30))
    assert numbers(ten).n_outputs == 10
    eleven = "a,kind\n" + "".join(f"{at},k{at % 11}\n" for at in range(30))
    assert refusal(eleven).startswith('The target "kind" has 11 different values that are no amo')


def test_few_whole_numbers_ask_for_classes_or_amounts() -> None:
    text = "a,rating\n" + "".join(f"{at},{at % 3 + 1}\n" for at in range(15))
    asked = plan(text)
    assert asked.coding.target_names == ("rating = 1", "rating = 2", "rating = 3")
    assert asked.said == (
        'The target "rating" has 3 whole numbers, taken for classes, not amounts: say if that is '
        "wrong.",
    )
    amounts = plan(text, has_classes=False)
    assert (amounts.coding.target_names, amounts.said) == (("rating",), ())
    few = text.replace(",3\n", ",30\n")
    assert plan(few).said[0].startswith('The target "rating" has 3 whole numbers, taken for amoun')
    assert numbers(few, has_classes=True).n_outputs == 3
    assert numbers(few.replace("rating", "type")).n_outputs == 3, "a name of kinds"
    assert numbers("a,y\n1,300\n2,500\n3,700\n").y.ravel().tolist() == [300, 500, 700]


def test_numbers_of_two_classes_stay_as_they_are() -> None:
    for pair in ((0, 1), (-1, 1)):
        dataset = numbers("a,y\n" + "".join(f"{at},{pair[at % 2]}\n" for at in range(12)))
        assert dataset.y[:2].ravel().tolist() == list(pair)
    two = "a,y\n" + "".join(f"{at},{at % 2 + 1}\n" for at in range(12))
    assert numbers(two).y[:2].ravel().tolist() == [0, 1]


def test_blank_cells_leave_their_rows_out_or_are_filled() -> None:
    text = "a,b,y\n1,red,1\n,red,0\n4,,1\n7,blue,0\n6,blue,\n6,blue,0\n"
    filled = plan(text)
    assert filled.said == (
        "1 row is left out: no value of the target.",
        '1 blank cell of "a" is filled with its mean, 4.5.',
        '1 blank cell of "b" is filled with its commonest word, "red".',
    )
    assert numbers(text).X.tolist() == [[1, 1], [4.5, 1], [4, 1], [7, 0], [6, 0]]
    left = plan(text, fills_blanks=False)
    assert left.rows == (0, 3, 5)
    assert left.said[1] == "2 rows are left out: a blank cell among the inputs."
    assert refusal("a,b,y\n1,,1\n,2,0\n3,,2\n,5,4\n", fills_blanks=False).startswith(
        "No row is left without a blank cell"
    )


def test_few_rows_with_blank_cells_are_left_out() -> None:
    text = "a,y\n" + "".join(f"{at},{at * at}\n" for at in range(20)) + ",7\n"
    assert plan(text).said == ("1 row is left out: a blank cell among the inputs.",)


def test_of_many_rows_a_sample_is_drawn_by_the_seed() -> None:
    text = "a,y\n" + "".join(f"{at},{at % 7}.5\n" for at in range(1200))
    first, other = plan(text), plan(text, data_seed=2)
    assert len(first.rows) == len(set(first.rows)) == 1000
    assert first.rows == tuple(sorted(first.rows))
    assert first.said == ("1,000 of 1,200 rows are used, drawn by the data seed 1.",)
    assert first.rows == plan(text).rows != other.rows


@pytest.mark.parametrize("n_columns", [13, 30])
@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("kind", ["line", "curve", "classes", "words"])
def test_the_three_inputs_that_matter_are_found(n_columns: int, seed: int, kind: str) -> None:
    rng = np.random.RandomState(seed)
    X = rng.normal(size=(150, n_columns))
    places = sorted(rng.permutation(n_columns)[:3].tolist())
    first, second, third = X[:, places].T
    y = 3 * first - 2 * second + 1.5 * third
    if kind == "curve":
        y = 2 * np.square(first) - np.abs(second) * 2 + np.sin(2 * third) * 2
    y = y + 0.3 * rng.normal(size=len(y))
    said = [f"{value:.3f}" for value in y]
    if kind in ("classes", "words"):
        said = ["low" if value < -1 else "high" if value > 1 else "mid" for value in y]
    cells = [[f"{value:.3f}" for value in row] for row in X]
    if kind == "words":
        cells = [[("red", "blue")[int(value > 0)] for value in row] for row in X]
    names = [f"c{at}" for at in range(n_columns)]
    text = ",".join([*names, "y"]) + "\n"
    text += "".join(f"{','.join(row)},{one}\n" for row, one in zip(cells, said, strict=True))
    chosen = plan(text)
    inputs = [each.column.name for each in chosen.columns if each.role == INPUT]
    assert len(inputs) == 10
    assert {f"c{at}" for at in places} <= set(inputs)
    assert chosen.said[0] == (
        f"There is room for 10 numbers in each row: of {n_columns} columns the 10 most closely "
        "related to the target are the inputs."
    )


def test_as_many_inputs_enter_as_the_page_takes() -> None:
    rng = np.random.RandomState(0)
    X = rng.normal(size=(80, MAX_INPUTS + 2)).round(3)
    rows = "".join(f"{','.join(map(str, row))},{row[0]:.3f}\n" for row in X.tolist())
    text = ",".join(f"c{at}" for at in range(MAX_INPUTS + 2)) + f",y\n{rows}"
    planned = plan_for(open_table(text.encode()))
    assert sum(each.role == INPUT for each in planned.columns) == MAX_INPUTS == 30
    assert planned.said[0].startswith("There is room for 30 numbers in each row: of 32 columns")


def test_a_chosen_input_has_its_place_before_more_closely_related_ones() -> None:
    rng = np.random.RandomState(1)
    X = rng.normal(size=(60, 12)).round(3)
    rows = "".join(f"{','.join(map(str, row))},{sum(row[:11]):.3f}\n" for row in X.tolist())
    text = ",".join(f"c{at}" for at in range(12)) + f",y\n{rows}"
    assert roles(text, inputs=("c11",))["c11"] == INPUT
    assert roles(text)["c11"] == LEFT_OUT


def test_relatedness_is_1_for_what_says_all_and_0_for_what_says_nothing() -> None:
    words = ["a", "b"] * 10
    assert relatedness(words, words) == 1
    assert relatedness(words, [1.0] * 20) == 0
    assert relatedness([1.0] * 20, words) == 0
    assert relatedness([None, 1.0], [1.0, None]) == 0
    assert relatedness(words, [1.0, 1.0, 2.0, 2.0] * 5) == 0
    # Of two groups with means 1 and 3 about 2: left 20 * 1 of 40, and chance is taken off.
    assert relatedness(words, [0.0, 2.0, 2.0, 4.0] * 5) == pytest.approx(1 - 0.5 * 19 / 18)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "a,y\n5,x\n6,x\n",
            'The target "y" has one word only, "x": choose another target, or add '
            "rows with other words.",
        ),
        (
            "day,y\n2025-01-01,1\n2025-01-02,0\n",
            'No column is left to be an input ("day": dates are no amounts): add a column, or '
            "choose one.",
        ),
        (
            "a,Target 1,Target 2\n" + "1,k1,2\n2,k2,3\n3,k3,5\n4,k1,6\n",
            'The target "Target 1" has several classes, which need a network of their own: choose '
            "it alone as the target.",
        ),
        (
            "a," + ",".join(f"target {at}" for at in range(5)) + "\n1,2,3,4,5,6\n",
            "The table has 5 target columns: keep at most 4.",
        ),
        (
            "a,y\n1,\n2,\n",
            'The target "y" has no value at all: choose another target.',
        ),
    ],
)
def test_tables_that_nothing_can_be_made_of(text: str, said: str) -> None:
    chosen = ("y",) if text.startswith("a,y") else ()
    assert refusal(text, targets=chosen) == said
