"""What the browser needs to know about the network beside its diagram: shape, bounds, pictures."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from nn_core import Snapshot
from nn_core.limits import MAX_HIDDEN_LAYERS, MAX_NEURONS
from nn_core.network.forward import LayerState
from nn_core.training import parameters
from nn_ui.figures.diagram import Diagram
from nn_ui.figures.drawn_words import NETWORK
from nn_ui.figures.output_colours import ramp
from nn_ui.figures.palette import Palette
from nn_ui.figures.weight_table import table_meta

# The neurons of a hidden layer that is added by a click.
NEW_LAYER = 4
# The points on each side of a neuron's picture.
THUMBNAIL_POINTS = 20


def meta(
    plan: Diagram,
    snapshot: Snapshot,
    shown: Sequence[LayerState],
    chosen: int | None,
    colours: Palette,
) -> dict[str, Any]:
    """The `NetworkMeta` of the page's scripts; names are a user's text as they are."""
    experiment = snapshot.experiment
    with_pictures = plan.layers[1:] if experiment.dataset.n_inputs == 2 else ()
    found: dict[str, Any] = {
        "hidden": list(experiment.architecture.hidden),
        "most_layers": MAX_HIDDEN_LAYERS,
        "most_neurons": MAX_NEURONS,
        "new_layer": NEW_LAYER,
        "chosen": chosen,
        "drawn": NETWORK,
        "pictures": {
            "width": THUMBNAIL_POINTS,
            "neurons": [(n.x, n.y, n.size) for c in with_pictures for n in c if not n.is_bias],
            "ramp": list(ramp(colours)),
        },
    }
    if plan.table is not None:
        found["table"] = table_meta(plan.table, shown[0].inputs[0], colours)
    if chosen is not None:
        name = parameters.names(experiment)[chosen]
        biases = parameters.places(experiment).biases
        is_bias = experiment.architecture.bias and any(chosen in layer for layer in biases)
        found["name"] = name if is_bias else f"Weight {name}"
        found["value"] = float(snapshot.parameters[chosen])
    return found
