"""What the app remarks about a table, and that it holds its tongue where nothing is odd."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nn_core import Dataset, InputError
from nn_core.advice.on_tables import example_remark, matching_rows, remarks
from nn_core.experiment.held_back import hold_back
from nn_core.tables.form import PLAIN, WORDS, Form
from nn_core.tables.table import Table, to_dataset

ARTICLE = Dataset([[0, 1, 1], [1, 0, 0], [1, 0, 1]], [1, 0, 1])


def test_the_article_table_needs_no_remark() -> None:
    assert remarks(ARTICLE) == ()


@pytest.mark.parametrize(
    ("dataset", "remark"),
    [
        (
            Dataset([[2, 1]], [1]),
            "The table has a single row: the network can learn it by heart, "
            "but there is no pattern to find.",
        ),
        (
            Dataset([[0, 1], [0, 2]], [1, 0], input_names=("size", "b")),
            'Input column "size" is 0 in every row: the training data give no reason to change '
            "its weight, so nothing is learned about it.",
        ),
        (
            Dataset([[0.5, 1], [0.5, 2]], [1, 0]),
            'Input column "Input 1" is 0.5 in every row: it acts like a bias.',
        ),
        (
            Dataset([[0, 1], [1, 2]], [[1, 0], [1, 1]]),
            'Target column "Target 1" is 1 in every row: the network only learns to give that '
            "answer, whatever the inputs are.",
        ),
        (
            Dataset([[1, 1], [1, 2], [1, 1], [1, 1]], [0, 1, 1, 1]),
            "Rows 1 and 3 have the same inputs but different targets: no network can satisfy both.",
        ),
    ],
)
def test_one_oddity_gives_one_remark(dataset: Dataset, remark: str) -> None:
    assert remark in remarks(dataset)
    others = set(remarks(dataset)) - {remark}
    assert all("acts like a bias" in other for other in others)


@pytest.mark.parametrize(
    "dataset",
    [
        Dataset([[1, 1], [1, 2], [1, 1]], [0, 1, 0]),  # the same row twice: no contradiction
        Dataset([[101, 1], [0, 0]], [5, -1]),  # odd for some networks: that is `advice`'s
        Dataset([[1, 2], [3, 4]], [0.0, 1.0]),
    ],
)
def test_the_edges_of_what_is_odd(dataset: Dataset) -> None:
    assert [remark for remark in remarks(dataset) if "acts like a bias" not in remark] == []


@pytest.mark.parametrize(
    ("X_test", "y_test", "remark"),
    [
        ([[5, 5]], [0], None),
        ([[1, 2]], [0], "1 row of those held back has the same inputs as a training row: "),
        ([[1, 2], [7, 7], [1, 2]], [0, 1, 0], "2 rows of those held back have the same inputs "),
    ],
)
def test_held_back_rows_that_are_trained_on_as_well(
    X_test: list[list[float]], y_test: list[float], remark: str | None
) -> None:
    held = Dataset([[1, 2], [2, 3]], [0, 1], X_test=X_test, y_test=y_test)
    found = remarks(held)
    assert len(found) == (remark is not None)
    assert remark is None or found[0].startswith(remark)


def test_a_sorted_table_holds_back_what_was_never_seen() -> None:
    sorted_rows = Dataset([[1], [2]], [0, 0], X_test=[[3], [4]], y_test=[0, 1])
    assert remarks(sorted_rows) == (
        'Target column "Target" is 0 in every training row, but not in every row that is held '
        "back: the network never sees another answer. Shuffle the rows, so that both parts hold "
        "all of them.",
    )
    same = Dataset([[1], [2]], [0, 0], X_test=[[3]], y_test=[0])
    assert "whatever the inputs are" in remarks(same)[0]


def test_an_input_that_is_constant_only_where_it_is_trained_on() -> None:
    rest = "Shuffle the rows, so that both parts hold all of them."
    for value, effect in (
        (
            0,
            "the training data give no reason to change its weight, so nothing is learned about it",
        ),
        (2, "it acts like a bias"),
    ):
        X = [[value, 1], [value, 2]]
        (found,) = remarks(
            Dataset(X, [0, 1], ["a", "b"], X_test=[[5, 3], [value, 4]], y_test=[0, 1])
        )
        assert found == (
            f'Input column "a" is {value} in every training row, but not in every row that is held '
            f"back: {effect}. {rest}"
        )
        (same,) = remarks(Dataset(X, [0, 1], ["a", "b"], X_test=[[value, 3]], y_test=[0]))
        assert same == f'Input column "a" is {value} in every row: {effect}.'


def test_a_single_row_that_is_left_to_train_on() -> None:
    held = Dataset([[1]], [0], X_test=[[2]], y_test=[1])
    assert remarks(held)[0] == (
        "A single row is left to train on: the network can learn it by heart, but there is no "
        "pattern to find."
    )


def test_remarks_on_the_table_say_nothing_about_the_network() -> None:
    for dataset in (
        Dataset([[1, 1], [0, 0]], [0, 1]),
        Dataset([[1, 101], [2, -250]], [0, 1]),
        Dataset([[2, 1], [1, 2]], [0, 5]),
    ):
        assert remarks(dataset) == ()


def test_many_contradictions_are_counted() -> None:
    inputs = [[float(number), 1.0] for number in range(5)]
    found = remarks(Dataset(inputs * 2, [0] * 5 + [1] * 5))
    assert [remark.partition(" have")[0] for remark in found[:4]] == [
        "Rows 1 and 6",
        "Rows 2 and 7",
        "Rows 3 and 8",
        "For 2 more sets of inputs the rows contradict each other in the same way.",
    ]


def test_a_column_of_zeros_has_no_gradient_as_the_remark_says() -> None:
    X, y = np.array([[0.0, 1.0], [0.0, 2.0]]), np.array([[1.0], [0.0]])
    output = 1 / (1 + np.exp(-X @ np.array([[0.3], [-0.7]])))
    assert (X.T @ ((y - output) * output * (1 - output)))[0, 0] == 0


def test_the_example_is_found_in_the_table() -> None:
    assert matching_rows(ARTICLE, (1, 0, 1)) == (2,)
    assert matching_rows(ARTICLE, (1, 1, 1)) == ()
    assert (
        example_remark(ARTICLE, (1, 0, 1))
        == "This example is also training row 3: its target is 1."
    )
    assert example_remark(ARTICLE, (1, 1, 1)) == ""


def test_an_example_in_several_rows() -> None:
    same = Dataset([[1], [2], [1]], [[0, 1]] * 3, target_names=("sum", "carry"))
    assert example_remark(same, [1]) == (
        "This example is also training rows 1 and 3: its targets are 0 (sum), 1 (carry)."
    )
    assert example_remark(Dataset([[1], [1], [1]], [0, 1, 0]), [1]) == (
        "This example is also training rows 1, 2 and 3, and these rows disagree about its target."
    )
    assert example_remark(Dataset([[1]] * 9, [0.25] * 9), [1]) == (
        "This example is also training rows 1, 2, 3, 4 and 5 more: its target is 0.25."
    )


def test_an_example_of_the_wrong_length_is_refused() -> None:
    with pytest.raises(InputError) as caught:
        matching_rows(ARTICLE, (1, 0))
    assert str(caught.value) == (
        "The new example has 2 values but the table has 3 inputs: type one value for each."
    )


datasets = st.integers(1, 3).flatmap(
    lambda n_inputs: st.lists(
        st.tuples(
            st.tuples(*[st.sampled_from([0.0, 1.0, -0.0, 200.0])] * n_inputs),
            st.tuples(*[st.sampled_from([0.0, 0.5, 1.0, 7.0])] * 2),
        ),
        min_size=1,
        max_size=8,
    ).map(lambda rows: Dataset([x for x, _ in rows], [y for _, y in rows]))
)


@given(datasets)
def test_any_dataset_gets_whole_sentences(dataset: Dataset) -> None:
    for remark in remarks(dataset):
        assert remark[0].isupper()
        assert remark.endswith(".")
    assert len(set(remarks(dataset))) == len(remarks(dataset))


@given(datasets, st.data())
def test_every_row_is_found_again(dataset: Dataset, data: st.DataObject) -> None:
    row = data.draw(st.integers(0, dataset.n_samples - 1))
    rows = matching_rows(dataset, dataset.X[row].tolist())
    assert row in rows
    assert all((dataset.X[found] == dataset.X[row]).all() for found in rows)


def test_up_to_five_rows_are_all_listed() -> None:
    for n_rows, where in (
        (1, "row 1"),
        (2, "rows 1 and 2"),
        (5, "rows 1, 2, 3, 4 and 5"),
        (6, "rows 1, 2, 3, 4 and 2 more"),
        (7, "rows 1, 2, 3, 4 and 3 more"),
    ):
        repeated = Dataset([[1]] * n_rows, [1] * n_rows)
        assert (
            example_remark(repeated, [1])
            == f"This example is also training {where}: its target is 1."
        )


def test_up_to_three_contradictions_are_all_listed() -> None:
    for n_pairs in (3, 4):
        X = [[number] for number in range(n_pairs) for _ in range(2)]
        found = remarks(Dataset(X, [0, 1] * n_pairs))
        assert [each.startswith("Rows") for each in found] == [True] * 3 + [False] * (n_pairs - 3)


def test_one_row_alone_is_not_called_constant() -> None:
    (only,) = remarks(Dataset([[2, 1]], [1]))
    assert "single row" in only
    single, constant = remarks(Dataset([[0, 1]], [1]))
    assert "single row" in single
    assert constant.startswith('Input column "Input 1" is 0 in every row: ')


def test_a_table_of_words_is_remarked_on_in_its_words() -> None:
    forms = (Form(WORDS), Form(WORDS), Form(WORDS), Form(unit="cm"))
    rows = (
        ("red", "on", "no", 1.0),
        ("red", "on", "no", 1.0),
        ("blue", "on", "no", 1.0),
        ("grey", "off", "yes", 2.0),
    )
    table = Table(("colour", "lamp"), ("sign", "size"), rows, forms)
    data = hold_back(to_dataset(table), 0.25)
    assert [said.split(" in every")[0] for said in remarks(data, table.coding)] == [
        'Input column "colour" is other than "grey"',
        'Input column "lamp" is "on"',
        'Target column "sign" is "no"',
        'Target column "size" is 1 cm',
    ]
    assert example_remark(data, data.X[2].tolist(), table.coding) == (
        "This example is also training row 3: its targets are no (sign), 1 cm (size)."
    )
    one = Table(("a",), ("tree",), ((1.0, "x"), (2.0, "y"), (3.0, "z")), (PLAIN, Form(WORDS)))
    said = example_remark(to_dataset(one), [2.0], one.coding)
    assert said == "This example is also training row 2: its target is y."
