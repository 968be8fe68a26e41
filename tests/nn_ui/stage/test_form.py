"""What Python sends has the form that the browser's scripts are checked against, to the letter."""

import base64
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from nn_core.limits import MAX_HIDDEN_LAYERS, MAX_NEURONS
from nn_ui.figures.axes import Axes
from nn_ui.figures.palette import LIGHT
from nn_ui.figures.scope import Scope
from nn_ui.session.playback import Frame
from nn_ui.stage import component, message
from nn_ui.stage.scene import View
from tests.node import BROWSER, run_tsc

ROOT = Path(__file__).parents[3]
# The type of what each component is sent, in types/message.d.ts.
TYPES = {
    "stage": "Message",
    "answers": "Answers & Table",
    "chart": "Chart",
    "keeper": "ToKeep",
}
QUERIES = (
    "",
    "t=40&tab=numbers&panel=output",  # a cube, a chart
    "table=0_0.3~0.5_1~1_7&hidden=2&bias=1&panel=output&end=1",  # a curve, no classes
    "table=0_0_1_0~1_1_0_1&targets=a~b&panel=output",  # a map of classes
    f"table={'_'.join('0' * 13)}&hidden=2&bias=1",  # a table of weights
    "hidden=2&t=5&panel=landscape",  # pictures that are drawn anew
    "hidden=2&panel=hidden",
    "t=40&kept_runs=seed=3;same",
    "problem=moons&points=60&hidden=3&t=5&held_back=0.5&panel=output",  # a map, test rows
)
MAP = Scope((0, 1), ((-1.0, 1.0), (-1.0, 1.0)), (0.0, 0.0))
PICTURES = View(Axes(300, True, False, LIGHT), scope=MAP, thumbnails=True)


class Sent:
    """All that the page has sent while it was run, by the name of the component."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.by_name: dict[str, list[Any]] = {name: [] for name in TYPES}
        mount = component._mount

        def record(name: str, message: Any, *others: Any, **named: Any) -> None:
            plain = json.loads(message) if isinstance(message, bytes) else message
            self.by_name.get(name, []).append(json.loads(json.dumps(plain)))
            mount(name, message, *others, **named)

        monkeypatch.setattr(component, "_mount", record)

    def metas(self, view: str) -> list[Any]:
        """What the scripts read in the figures beside the drawing."""
        figures = (each.get("figures", {}) for each in self.by_name["stage"])
        return [json.loads(each[view])["layout"]["meta"] for each in figures if view in each]


def open_page(query: str) -> AppTest:
    at = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    for pair in filter(None, query.split("&")):
        name, _, value = pair.partition("=")
        at.query_params[name] = value
    return at.run()


def complaints(lines: Sequence[str], folder: Path) -> str:
    """What tsc has against a file in which the form's types are called form."""
    types = f"{BROWSER.as_posix()}/types"
    imported = (
        f'import type * as form from "{types}/message.d.ts";'
        f' import type {{ Glance }} from "{types}/glance.d.ts";'
        f' import type * as events from "{types}/events.d.ts";'
    )
    file = folder / "sent.ts"
    file.write_text("\n".join([imported, *lines]), encoding="utf-8")
    settings = ["--noEmit", "--strict", "--target", "es2022", "--module", "esnext"]
    resolving = ["--moduleResolution", "bundler", "--allowImportingTsExtensions"]
    return run_tsc(*settings, *resolving, str(file)).stdout


def checked(declarations: Sequence[tuple[str, Any]], folder: Path) -> str:
    """What tsc has against values of these types."""
    lines = []
    for number, (kind, value) in enumerate(declarations):
        parts = " & ".join(
            part if part == "Glance" else f"form.{part}" for part in kind.split(" & ")
        )
        lines.append(f"export const value{number}: {parts} = {json.dumps(value)};")
    return complaints(lines, folder)


def test_every_message_has_the_form_that_the_scripts_expect(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent = Sent(monkeypatch)
    for query in QUERIES:
        at = open_page(query)
    assert any("table" in meta for meta in sent.metas("network"))
    at.session_state["stage"] = {"walk": {"grain": "neuron", "place": 0, "of": "neuron"}}
    at.run()
    at.session_state["stage"] = {}
    walk = sent.by_name["stage"][-1]["walk"]
    assert walk["ways"]
    at.button(key="train").click().run()
    at_rest, playing = sent.by_name["stage"][0], sent.by_name["stage"][-1]
    assert at_rest["seconds"] is None
    assert playing["seconds"] is not None
    assert len(playing["frames"]) > 1
    assert "figures" in at_rest
    session = at.session_state["session"]
    piece = message.piece(session.player, PICTURES, [Frame(1.0, 0), Frame(1.1, 1)], 1.0)
    assert "timing" not in piece
    names = ("drawn", "link", "line", "walk", "sound", "log_timeline", "asked", "seen")
    always = {name: playing[name] for name in names}
    sent.by_name["stage"].append(json.loads(json.dumps(piece)) | always)
    glance = json.loads(json.dumps(message.glance(session.player, PICTURES, 0))) | always
    kinds = [meta["kind"] for meta in sent.metas("output")]
    assert set(kinds) == {"curve", "map", "cube"}
    declarations = [(TYPES[name], each) for name, all in sent.by_name.items() for each in all]
    assert {kind for kind, _ in declarations} == set(TYPES.values())
    declarations += [("Glance", glance)]
    declarations += [("OutputMeta", meta) for meta in sent.metas("output")]
    anew = [
        frame["anew"]
        for each in sent.by_name["stage"]
        for frame in each["frames"][:1]
        if "anew" in frame
    ]
    assert anew
    declarations += [("AnewMeta", json.loads(one["figure"])["layout"]["meta"]) for one in anew]
    declarations += [("NetworkMeta", meta) for meta in sent.metas("network")]
    assert checked(declarations, tmp_path) == ""


def test_a_message_of_another_form_is_noticed(tmp_path: Path) -> None:
    keeps = {"experiment": "a", "whole": "b", "code": "", "seat": ""}
    assert checked([("ToKeep", keeps)], tmp_path) == ""
    for wrong in ({"experiment": "a"}, {**keeps, "more": 1}, {**keeps, "whole": None}):
        assert "error TS" in checked([("ToKeep", wrong)], tmp_path)


def test_the_page_hears_of_every_event_that_the_scripts_tell(tmp_path: Path) -> None:
    heard = {"Events": component.EVENTS, "AnswersEvents": component.ANSWERS_EVENTS}
    # Each name of the type must stand there, and no other may.
    lines = [
        f"export const {kind}: {{ [Name in keyof events.{kind}]: 0 }} = {json.dumps(told)};"
        for kind, names in heard.items()
        for told in [dict.fromkeys(names, 0)]
    ]
    assert complaints(lines, tmp_path) == ""
    assert "error TS" in complaints([lines[0].replace('"goto": 0, ', "")], tmp_path)
    assert "error TS" in complaints([lines[0].replace("goto", "going")], tmp_path)


def test_bounds_and_sizes_are_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    sent = Sent(monkeypatch)
    open_page("problem=xor_two_inputs")
    (meta, *_) = sent.metas("network")
    assert (meta["most_layers"], meta["most_neurons"]) == (MAX_HIDDEN_LAYERS, MAX_NEURONS)
    (frame,) = sent.by_name["stage"][0]["frames"]
    first = base64.b64decode(frame["thumbnails"][0][0])
    assert len(first) == meta["pictures"]["width"] ** 2
