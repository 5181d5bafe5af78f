"""A network with its weights as an ONNX file that explains itself. Needs the extra `onnx`."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass

from stylecam import __version__
from stylecam.masters import Vector
from stylecam.models.compact import MULTIPLE
from stylecam.models.compact_onnx import CODE, LAYERS, OUTPUTS, Statistics, compact_graph, inputs_of
from stylecam.models.onnx_graph import Port
from stylecam.models.peaks import lean, read_peaks
from stylecam.models.registry import compact_network
from stylecam.models.weights import WeightsFile, load_weights


@dataclass(frozen=True)
class NamedStyle:
    """A style vector, and what a person calls it."""

    name: str
    vector: Vector


@dataclass(frozen=True)
class OnnxFile:
    """An exported network.

    Attributes:
        content: the file's bytes; the same weights, style and version of stylecam give the same.
    """

    content: bytes
    inputs: tuple[Port, ...]
    outputs: tuple[Port, ...]


def export_onnx(weights: WeightsFile, statistics: Statistics, style: NamedStyle | None = None) -> OnnxFile:
    """The `compact` network with its weights.

    Args:
        statistics: whether what it normalises by is an input, or measured in the picture.
        style: becomes part of the file; None makes it an input.

    Raises:
        WeightsError: the weights are missing, damaged or another network's.
    """
    network = compact_network(load_weights(weights), weights.path)
    lean(network, read_peaks(weights.path, weights.sha256))
    vector = style.vector if style else None
    inputs = inputs_of(vector, statistics)
    metadata = {
        "stylecam": __version__,
        "model": weights.id,
        "weights_sha256": weights.sha256,
        "licence": weights.licence,
        "multiple": str(MULTIPLE),
        "statistics": statistics,
        **({"style": style.name} if style else {}),
        "inputs": _explained(inputs),
        "outputs": _explained(OUTPUTS),
        "statistics_order": json.dumps(LAYERS),
        "style_order": json.dumps({part: LAYERS[part.rpartition(".")[0]] for part in CODE}),
    }
    graph = compact_graph(network, vector, statistics)
    return OnnxFile(graph.model(weights.id, inputs, OUTPUTS, metadata, "stylecam"), inputs, OUTPUTS)


def _explained(ports: Iterable[Port]) -> str:
    return json.dumps({port.name: port.about for port in ports})
