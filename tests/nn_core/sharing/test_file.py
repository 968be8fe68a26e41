"""Files: read back bit for bit, described by docs/experiment-file.md, and never trusted."""

import json
import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nn_core import Architecture, InputError, Run
from nn_core.problems.ready_made import problem
from nn_core.sharing.field import Field
from nn_core.sharing.fields import FIELDS
from nn_core.sharing.file import FORMAT, from_document, to_document
from nn_core.sharing.model import model_json, tidy_json
from nn_core.sharing.setup import Moment, Setup
from tests.conftest import PROJECT_ROOT
from tests.nn_core.sharing.strategies import VIEWS, moments

XOR = Setup(
    "xor", problem("xor").table, problem("xor").new_example, architecture=Architecture((2,), True)
)
JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)


def opened(text: str) -> Moment:
    moment, complaints = from_document(text.encode(), VIEWS)
    assert complaints == ()
    return moment


@pytest.mark.long
@given(moments())
def test_files_are_read_back_bit_for_bit(moment: Moment) -> None:
    text = to_document(*moment)
    assert repr(opened(text)) == repr(moment)
    assert json.loads(text)["seed"] == moment.setup.seed


def test_the_weights_are_written_in_full() -> None:
    run = Run(XOR.experiment())
    run.advance_to(50)
    document = json.loads(to_document(XOR, 50, snapshot=run.at(50)))
    assert document["weights"]["iteration"] == 50
    layers = document["weights"]["layers"]
    for layer, weights, bias in zip(layers, run.at(50).weights, run.at(50).biases, strict=True):
        assert np.array_equal(layer["weights"], weights)
        assert np.array_equal(layer["biases"], bias)
    assert opened(to_document(XOR, 50, snapshot=run.at(50))) == Moment(XOR, 50)


def test_the_model_computes_the_same_without_us() -> None:
    run = Run(XOR.experiment())
    run.advance_to(50)
    model = json.loads(model_json(run.at(50)))
    values = np.array([XOR.new_example], dtype=float)
    for layer in model["layers"]:
        assert layer["activation"] == "sigmoid"
        values = 1 / (1 + np.exp(-(values @ np.array(layer["weights"]) + layer["biases"])))
    assert values == pytest.approx(run.at(50).predict([XOR.new_example]), abs=1e-15)
    assert model["loss"] == run.at(50).loss
    assert (model["format"], model["version"]) == ("See a neural network learn: model", 2)


def test_a_file_may_leave_out_almost_everything() -> None:
    assert opened('{"seed": 4}') == Moment(Setup(seed=4))
    assert opened('{"version": 1}') == Moment(Setup())


def test_the_format_is_documented() -> None:
    text = (PROJECT_ROOT / "docs" / "experiment-file.md").read_text(encoding="utf-8")
    listed = [line for line in text.splitlines() if line.startswith("| `")]
    assert listed == [documented(field) for field in FIELDS]
    for name in (FORMAT, *json.loads(to_document(XOR, snapshot=Run(XOR.experiment()).at(0)))):
        assert re.search(rf"`{name}[.`]", text)


def documented(field: Field) -> str:
    """A field's row in the documentation."""
    name, bounds = ".".join(field.path), ""
    if field.low is not None and field.high is not None:
        bounds = f", {field.low:,.10g} to {field.high:,.10g}"
    return f"| `{name}` | `{field.key}` | {field.kind.name}{bounds} | {field.sentence} |"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "The file is not a JSON document"),
        (b"\xff\xfe{}", "The file is not a JSON document"),
        (b"[" * 100_000, "The file is not a JSON document"),
        (b'{"seed": NaN}', "The file is not a JSON document"),
        (b'{"seed": ' + b"9" * 5000 + b"}", "The file is not a JSON document"),
        (b"[]", "The file holds no experiment"),
        (b"{}", "The file holds no experiment"),
        (b'{"format": "a=1"}', 'The file is of another kind ("a=1")'),
        (b" " * 1_000_001, "The file is larger than 1 MB"),
    ],
)
def test_what_is_no_such_file_is_refused(data: bytes, message: str) -> None:
    with pytest.raises(InputError) as caught:
        from_document(data, VIEWS)
    assert str(caught.value).startswith(message)


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ('{"seed": "1"}', '"seed" is left out: "1" is no whole number.'),
        ('{"seed": true}', '"seed" is left out: True is no whole number.'),
        ('{"network": []}', '"network" is left out: A list is no group of named values.'),
        ('{"network": {"activation": []}}', '"activation" is left out: A list is no text.'),
        ('{"network": {"hidden": 3}}', '"hidden" is left out: 3 is no list.'),
        ('{"table": {"rows": 3}}', '"rows" is left out: 3 is no list.'),
        ('{"table": {"rows": [3]}}', '"rows" is left out: 3 is no list.'),
        ('{"problem": "own", "table": {"rows": [[true, 1]]}}', 'Row 1, column "Input 1": True is'),
        ('{"seed": 1, "weights": 1, "html": "<b>"}', 'Not known here and left out: "html".'),
        ('{"changes": [{"what": "l1"}]}', '"changes" is left out: Nothing is no whole number.'),
        ('{"view": {"tab": 3}}', '"tab" is left out: "this" cannot be chosen: use one of'),
        ('{"table": {"rows": [' + "[1]," * 1000 + "[1]]}}", '"rows" is left out: It has 1,001'),
    ],
)
def test_what_is_wrong_is_said(text: str, complaint: str) -> None:
    _, complaints = from_document(text.encode(), VIEWS)
    assert complaints[0].startswith(complaint)


@given(JSON_VALUES)
def test_tidy_json_is_json(value: object) -> None:
    try:
        expected = json.dumps(value, allow_nan=False)
    except ValueError:  # not a number that JSON has
        return
    assert json.dumps(json.loads(tidy_json(value))) == expected
