"""Anything that a page can show, as hypothesis strategies."""

from dataclasses import replace
from typing import Final

from hypothesis import strategies as st

from nn_core import Architecture, InputError, Intervention, Preparation, TrainingSettings
from nn_core.experiment.preparation import Feature
from nn_core.network.activation import of_hidden_layers
from nn_core.network.loss import LOSSES
from nn_core.network.start import STARTS
from nn_core.problems.generated import GeneratedProblem
from nn_core.problems.generated_kinds import GENERATED
from nn_core.problems.ready_made import PROBLEMS
from nn_core.run.stop_rule import StopRule
from nn_core.sharing.setup import OWN, Moment, Setup, Views
from nn_core.tables.form import PLAIN, Form
from nn_core.tables.table import Table, checked_names
from tests.any_experiment import outputs_for

VIEWS: Final[Views] = {
    "tab": ("ideas", "numbers", "data"),
    "pace": ("log", "1", "fastest"),
    "log_loss": ("0", "1"),
    "present": ("0", "1"),
}
OPTIMISERS = ("gradient_descent", "momentum", "rmsprop", "adam")
_CELLS = st.none() | st.floats(-2, 2) | st.floats(allow_nan=False, allow_infinity=False)
_UP_TO_TEN = st.floats(0, 10, exclude_min=True)
# The marks that stand between names and before marks get as many examples as all other letters.
AWKWARD_NAMES = st.text("a~\\", min_size=1, max_size=4)
_NAMES = (
    st.text(min_size=1, max_size=12)
    | st.sampled_from(["a_b", "a~b", "a,b;c", "größe"])
    | AWKWARD_NAMES
)


def is_a_name(names: tuple[str, ...]) -> bool:
    try:
        return checked_names(names[:1], names[1:]) == names
    except InputError:
        return False


def parts() -> st.SearchStrategy[dict[str, object]]:
    """What the architecture, the training and the goal may be."""
    architectures = st.builds(
        Architecture,
        hidden=st.lists(st.integers(1, 16), max_size=6),
        bias=st.booleans(),
        activation=st.sampled_from(sorted(of_hidden_layers())),
        output_activation=st.sampled_from(outputs_for(TrainingSettings().loss)),
        initial_weights=st.sampled_from(tuple(STARTS)),
    )
    training = st.builds(
        TrainingSettings,
        learning_rate=st.floats(0, 1000, exclude_min=True),
        loss=st.sampled_from([key for key, one in LOSSES.items() if one.output is None]),
        optimiser=st.sampled_from(OPTIMISERS),
        batch_size=st.none() | st.integers(1, 1000),
        l1=_UP_TO_TEN,
        l2=_UP_TO_TEN,
    )
    iterations = st.integers(1, 10_000_000)
    goals = iterations.flatmap(lambda n: st.tuples(st.just(n), st.integers(0, n)))
    view = st.fixed_dictionaries(
        {}, optional={key: st.sampled_from(values[1:]) for key, values in VIEWS.items()}
    )
    return st.fixed_dictionaries(
        {
            "architecture": architectures,
            "training": training,
            "seed": st.integers(0, 2**32 - 1),
            "held_back": st.floats(0, 0.9),
            "stop": st.builds(
                StopRule, st.none() | st.floats(0, 1e3, exclude_min=True), st.booleans()
            ),
            "goal": goals,
            "view": view.map(lambda chosen: tuple(sorted(chosen.items()))),
        }
    )


def generated() -> st.SearchStrategy[GeneratedProblem]:
    """Drawn points of any kind."""
    return st.builds(
        GeneratedProblem,
        kind=st.sampled_from(list(GENERATED)),
        n_points=st.integers(2, 20),
        noise=st.floats(0, 0.5),
        data_seed=st.integers(0, 2**32 - 1),
    )


def tables() -> st.SearchStrategy[Table]:
    """Finished and unfinished tables, with all kinds of names."""

    def of_shape(shape: tuple[int, int, int]) -> st.SearchStrategy[Table]:
        n_rows, n_inputs, n_targets = shape
        names = st.lists(
            _NAMES, min_size=n_inputs + n_targets, max_size=n_inputs + n_targets, unique=True
        )
        standard = tuple(f"Input {place}" for place in range(1, n_inputs + 1))
        names = names.map(tuple).filter(
            lambda all_names: all(is_a_name((one, f"{one}'")) for one in all_names)
        )
        row = st.tuples(*[_CELLS] * (n_inputs + n_targets))
        rows = st.lists(row, min_size=n_rows, max_size=n_rows).map(tuple)
        given = st.builds(lambda n, r: Table(n[:n_inputs], n[n_inputs:], r), names, rows)
        usual = st.builds(
            lambda r: Table(standard, tuple(f"Target {i}" for i in range(n_targets)), r), rows
        )
        return given | usual

    return st.tuples(st.integers(0, 5), st.integers(1, 4), st.integers(1, 3)).flatmap(of_shape)


@st.composite
def moments(draw: st.DrawFn) -> Moment:
    """Any state that a page can be in."""
    chosen = draw(parts())
    (iterations, t), view = chosen.pop("goal"), chosen.pop("view")
    known = draw(st.sampled_from(PROBLEMS))
    is_own, drawn = draw(st.booleans()), draw(st.none() | generated())
    table = draw(tables()) if is_own else known.table
    if drawn is not None:
        is_own, table = False, drawn.table()
    n_inputs = len(table.input_names)
    example = draw(st.tuples(*[_CELLS] * n_inputs)) if draw(st.booleans()) else known.new_example
    n_weights = Setup(architecture=chosen["architecture"]).experiment().n_parameters
    change = st.builds(Intervention, st.integers(0, 999), st.just("l2"), st.floats(0, 10)) | (
        st.builds(
            Intervention,
            st.integers(0, 999),
            st.just("parameter"),
            st.floats(-1e6, 1e6),
            st.integers(0, min(n_weights, len(table.target_names)) - 1),
        )
    )
    features = [Feature("square", n_inputs - 1), Feature("product", 0, n_inputs - 1)]
    setup = Setup(
        problem=drawn.kind if drawn else OWN if is_own else known.key,
        generated=drawn,
        table=table,
        new_example=(*example, *[0.0] * n_inputs)[:n_inputs],
        interventions=tuple(draw(st.lists(change, max_size=4))),
        preparation=Preparation(
            tuple(draw(st.lists(st.sampled_from(features), unique=True))),
            draw(st.booleans()),
            draw(st.booleans()),
        ),
        iterations=iterations,
        **chosen,
    )
    if setups := draw(st.just([]) | st.lists(kept_runs(setup), max_size=3)):
        setup = replace(setup, kept=tuple(setups))
    return Moment(setup, t, view)


@st.composite
def kept_runs(draw: st.DrawFn, setup: Setup) -> Setup:
    """A run that can be trained, kept beside `setup`: with its parts, or others."""
    known, drawn = draw(st.sampled_from(PROBLEMS)), draw(st.none() | generated())
    is_own = drawn is None and draw(st.booleans())
    names = draw(st.sampled_from([("a", "b"), ("Input 1", "Input 2"), ("größe;", "&=%")]))
    words = Table(("who",), ("y",), (("x;&", 1.0), ("_~", 0.0)), (Form("words"), PLAIN))
    own = draw(st.sampled_from([words, Table(names, ("y",), ((0.0, 1.5, 1.0), (2.0, 0.0, 0.0)))]))
    table = drawn.table() if drawn is not None else own if is_own else known.table
    n_inputs = len(table.input_names)
    other = Setup(
        problem=drawn.kind if drawn else OWN if is_own else known.key,
        generated=drawn,
        table=table,
        new_example=("x;&",) if table == words else (0.5, -0.0, 1.0, *[2.0] * n_inputs)[:n_inputs],
    )
    for name in draw(st.sets(st.sampled_from(("architecture", "training", "seed", "held_back")))):
        other = replace(other, **{name: getattr(setup, name)})
    same = replace(setup, seed=draw(st.integers(0, 9)), architecture=other.architecture, kept=())
    chosen = draw(st.sampled_from([other, same]))
    try:
        chosen.experiment()
    except InputError:
        return replace(Setup(), seed=chosen.seed)
    return chosen
