"""From the page to what is kept of it, and back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from nn_core import InputError
from nn_core.experiment.held_back import n_held_back
from nn_core.limits import MAX_ROWS
from nn_core.problems.generated import GENERATED
from nn_core.sharing.setup import OWN, Moment, Setup, usual_table
from nn_core.tables.cells import Cell
from nn_core.tables.table import from_dataset
from nn_ui import number_field, state
from nn_ui.session import checks
from nn_ui.session.options import DataOptions
from nn_ui.session.pace import pace
from nn_ui.session.session import Session
from nn_ui.sharing import views
from nn_ui.sharing.views import Chosen
from nn_ui.sidebar import problem_list

_GENERATED_KEYS = frozenset(kind.key for kind in GENERATED)


def kept(session: Session, view: Chosen | None = None) -> Moment:
    """The experiment that is trained, with the iteration and the view that are shown; `view` where
    the widgets cannot be asked, since a download is made outside the page's own run.

    What stands in the sidebar but cannot be trained is not part of it.
    """
    player, data = session.player, session.options.data
    experiment, problem = player.experiment, session.editing.problem
    table = from_dataset(experiment.dataset)
    n_test, share = experiment.dataset.n_test, data.test_share / 100
    if n_held_back(len(table.rows), share) != n_test:
        share = n_test / len(table.rows)
    setup = Setup(
        problem=problem,
        table=table,
        new_example=player.example,
        generated=data.generated(problem) if problem in _GENERATED_KEYS else None,
        held_back=share,
        architecture=experiment.architecture,
        training=experiment.training,
        seed=experiment.seed,
        interventions=experiment.interventions,
        preparation=experiment.preparation,
        stop=player.stop_rule,
        iterations=player.goal,
    )
    shown = views.shown() if view is None else view
    return Moment(setup, min(player.cursor, player.goal), shown)


def take_up(session: Session, moment: Moment, now: float, change: str = "") -> tuple[str, ...]:
    """Make `moment` what the page shows, and a sentence for all that the page has no room for.

    Only before any widget is drawn. With a `change`, Undo brings back what was there; it says so.
    Training up to the iteration goes on as a film where it takes longer.
    """
    setup, said = for_page(moment.setup)
    editing, before = session.editing, kept(session)
    whole = replace(
        before.setup,
        problem=editing.problem,
        table=editing.current,
        new_example=editing.current_example,
    )
    if change and not is_same(whole, setup):
        editing.remember(change, before._replace(setup=whole))
    _put(session, moment._replace(setup=setup), now)
    return said


def undo(session: Session, now: float) -> None:
    """Take back the last change of the table, or the whole experiment that was opened."""
    whole = session.editing.undo[-1].whole
    session.editing.take_back()
    if whole is not None:
        _put(session, whole, now)


def is_same(one: Setup, other: Setup) -> bool:
    """Whether both are the same experiment, however far it is to be trained."""
    return one == replace(other, iterations=one.iterations)


def for_page(setup: Setup) -> tuple[Setup, tuple[str, ...]]:
    """`setup` as far as the page's own fields can show it, which take whole per cents."""
    said = []
    setup = replace(setup, new_example=_numbers(setup.new_example))
    made = setup.generated
    if made is not None and not (
        problem_list.LEAST_POINTS <= made.n_points <= MAX_ROWS and _is_per_cent(made.noise)
    ):
        setup = replace(setup, problem=OWN, generated=None)
        said.append(
            "The points are shown as a table of your own, since the page draws "
            f"{problem_list.LEAST_POINTS} points or more, with a noise in whole per cent."
        )
    if setup.table != usual_table(setup.problem, setup.generated):
        setup = replace(setup, problem=OWN, generated=None)
    share = _whole_share(len(setup.table.rows), setup.held_back)
    if n_rows := len(setup.table.rows):
        wanted, found = n_held_back(n_rows, setup.held_back), n_held_back(n_rows, share / 100)
        if wanted != found:
            said.append(
                f"{found:,} rows are held back instead of {wanted:,}, since the page takes whole "
                "per cents."
            )
    return replace(setup, held_back=share / 100), tuple(said)


def _whole_share(n_rows: int, share: float) -> int:
    """The per cents that hold back as many rows as `share`, or nearly as many."""
    nearest = round(100 * share)
    if not n_rows:
        return nearest
    wanted = n_held_back(n_rows, share)
    by_distance = sorted(range(91), key=lambda one: (abs(one - nearest), one))
    fitting = (one for one in by_distance if n_held_back(n_rows, one / 100) == wanted)
    return next(fitting, nearest)


def _is_per_cent(share: float) -> bool:
    return round(100 * share) / 100 == share


def _put(session: Session, moment: Moment, now: float) -> None:
    setup, _, view = moment
    options, made = session.options, setup.generated
    data = replace(options.data, test_share=round(100 * setup.held_back))
    if made is not None:
        points, noise = made.n_points, round(100 * made.noise)
        data = DataOptions(points, noise, made.data_seed, data.test_share)
    options.architecture, options.training = setup.architecture, setup.training
    options.preparation, options.interventions = setup.preparation, setup.interventions
    options.stop_rule = setup.stop
    session.editing.show(setup.table, _numbers(setup.new_example), setup.problem, data)
    # Fields show their options from now on, whatever stood in them.
    session.shown = {}
    state.put("problem", setup.problem)
    number_field.show("seed", setup.seed)
    number_field.show("learning_rate", setup.training.learning_rate)
    number_field.show("iterations", setup.iterations)
    views.put(view)
    _train(session, moment, now)


def _train(session: Session, moment: Moment, now: float) -> None:
    setup, t, view = moment
    player = session.player
    player.pause(now)
    player.change_pace(pace(dict(view).get("pace", "")), now)
    player.use_stop_rule(setup.stop, now)
    try:
        experiment = setup.experiment()
        example = checks.example_numbers(setup.new_example, setup.table.input_names)
    except InputError:  # the sidebar says what is missing
        player.use_goal(setup.iterations, now)
        return
    player.use(experiment, now)
    player.use_example(example)
    player.use_goal(setup.iterations, now)
    player.go_to(t, now)


def _numbers(cells: Sequence[Cell]) -> tuple[float, ...]:
    return tuple(cell if isinstance(cell, int | float) else 0.0 for cell in cells)
