"""An exported network, run by ONNX Runtime, paints what the painter paints, at any size."""

from __future__ import annotations

import copy
import json
from collections.abc import Mapping

import numpy as np
import numpy.typing as npt
import onnx
import onnxruntime
import pytest
import torch
from torch import Tensor

from stylecam import __version__
from stylecam.models.compact import CIN_CHANNELS, Compact, StyleCode
from stylecam.models.compact_encoder import ENCODER_CHANNELS
from stylecam.models.compact_onnx import CHANNELS, CODE, LAYERS, STYLE_SIZE, Statistics
from stylecam.models.compact_painter import CompactPainter
from stylecam.models.onnx_export import NamedStyle, OnnxFile, export_onnx
from stylecam.models.onnx_graph import OPSET
from stylecam.models.painter import ContentStats
from stylecam.models.weights import WeightsFile
from stylecam.sources.scene import scene_frame

Array = npt.NDArray[np.float32]

SIZES = [(64, 96), (136, 88), (360, 640)]
"""Of the last, what is seen is a sample."""


@pytest.fixture(scope="module")
def painter(network: Compact) -> CompactPainter:
    return CompactPainter(copy.deepcopy(network), torch.device("cpu"), torch.float32)


@pytest.fixture(scope="module")
def style(painter: CompactPainter) -> Tensor:
    return painter.style(scene(96, 128, at=5.0))


@pytest.fixture(scope="module")
def given(weights: WeightsFile) -> OnnxFile:
    return export_onnx(weights, "given")


@pytest.fixture(scope="module")
def measured(weights: WeightsFile) -> OnnxFile:
    return export_onnx(weights, "measured")


def scene(height: int, width: int, at: float = 2.0) -> Tensor:
    """A moment of the demo scene, (1, 3, H, W) in [0, 1]."""
    return torch.from_numpy(scene_frame(at, (width, height)).copy()).permute(2, 0, 1)[None].float().div_(255)


def session_of(file: OnnxFile) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    return onnxruntime.InferenceSession(file.content, options, providers=["CPUExecutionProvider"])


def ran(file: OnnxFile, **inputs: Tensor) -> tuple[Array, ContentStats]:
    """The picture, and what was seen."""
    painted, mean, std = session_of(file).run(None, {name: value.numpy() for name, value in inputs.items()})
    return painted, ContentStats(torch.from_numpy(mean), torch.from_numpy(std))


def painted_by(
    painter: CompactPainter, picture: Tensor, style: Tensor, stats: ContentStats | None
) -> tuple[Array, ContentStats]:
    content = picture.contiguous(memory_format=torch.channels_last)
    painted, seen = painter.paint(content, style, 1.0, stats)
    return painted.clamp(0, 1).numpy().copy(), seen


def assert_alike(found: Array, expected: Array, most: float = 8 / 255, mean: float = 1 / 255) -> None:
    assert found.shape == expected.shape
    away = np.abs(found - expected)
    assert away.max() < most
    assert away.mean() < mean


def assert_same_statistics(found: ContentStats, expected: ContentStats, tolerance: float) -> None:
    """Relative to the standard deviation: a mean near zero has no relative error."""
    assert float(((found.mean - expected.mean) / expected.std).abs().max()) < tolerance
    assert float((found.std / expected.std - 1).abs().max()) < tolerance


def fresh(value: float) -> Tensor:
    return torch.tensor([value], dtype=torch.float32)


def off(stats: ContentStats) -> ContentStats:
    """Statistics of another moment, as a moving average has them."""
    return ContentStats(stats.mean + 0.1 * stats.std, 1.2 * stats.std)


@pytest.mark.parametrize("size", SIZES)
def test_measuring_it_paints_what_the_painter_paints(
    size: tuple[int, int], measured: OnnxFile, painter: CompactPainter, style: Tensor
) -> None:
    expected, stats = painted_by(painter, scene(*size), style, None)
    painted, seen = ran(measured, picture=scene(*size), style=style)
    assert_alike(painted, expected, most=1 / 255, mean=0.1 / 255)
    assert_same_statistics(seen, stats, 1e-3)


@pytest.mark.parametrize("size", SIZES)
def test_by_given_statistics_it_paints_what_the_painter_paints(
    size: tuple[int, int], given: OnnxFile, painter: CompactPainter, style: Tensor
) -> None:
    stats = off(painted_by(painter, scene(*size), style, None)[1])
    expected, _ = painted_by(painter, scene(*size), style, stats)
    painted, _ = ran(given, picture=scene(*size), style=style, mean=stats.mean, std=stats.std, fresh=fresh(0))
    assert_alike(painted, expected, most=1 / 255, mean=0.1 / 255)


@pytest.mark.parametrize(("size", "tolerance"), [(SIZES[0], 1e-3), (SIZES[1], 0.02), (SIZES[2], 0.2)])
def test_what_it_sees_by_given_statistics_is_what_the_painter_measures(
    size: tuple[int, int], tolerance: float, given: OnnxFile, painter: CompactPainter, style: Tensor
) -> None:
    _, stats = painted_by(painter, scene(*size), style, None)
    _, seen = ran(given, picture=scene(*size), style=style, mean=stats.mean, std=stats.std, fresh=fresh(0))
    assert_same_statistics(seen, stats, tolerance)


@pytest.mark.parametrize("size", SIZES)
def test_a_first_frame_needs_no_statistics(
    size: tuple[int, int], given: OnnxFile, painter: CompactPainter, style: Tensor
) -> None:
    expected, _ = painted_by(painter, scene(*size), style, None)
    nothing = torch.zeros(CHANNELS)
    painted, _ = ran(given, picture=scene(*size), style=style, mean=nothing, std=nothing, fresh=fresh(1))
    # Of a large picture its statistics are estimated from a sample.
    assert_alike(painted, expected, most=20 / 255, mean=2.5 / 255)


@pytest.mark.parametrize("statistics", ["given", "measured"])
def test_a_style_in_the_file_is_as_good_as_one_given(
    statistics: Statistics, given: OnnxFile, measured: OnnxFile, weights: WeightsFile, style: Tensor
) -> None:
    inputs = {"picture": scene(64, 96)}
    if statistics == "given":
        inputs |= {"mean": torch.zeros(CHANNELS), "std": torch.ones(CHANNELS), "fresh": fresh(0.5)}
    file = export_onnx(weights, statistics, NamedStyle("mine", style.numpy()))
    expected, _ = ran(given if statistics == "given" else measured, style=style, **inputs)
    painted, _ = ran(file, **inputs)
    assert_alike(painted, expected, most=0.1 / 255, mean=0.01 / 255)


def test_a_flat_picture_is_painted_without_nan(given: OnnxFile, style: Tensor) -> None:
    nothing = torch.zeros(CHANNELS)
    grey = torch.full((1, 3, 32, 32), 0.5)
    painted, seen = ran(given, picture=grey, style=style, mean=nothing, std=nothing, fresh=fresh(1))
    assert np.isfinite(painted).all()
    assert bool(torch.cat([seen.mean, seen.std]).isfinite().all())


def test_the_orders_are_the_painters(style: Tensor) -> None:
    assert tuple(LAYERS.values()) == (*ENCODER_CHANNELS, *CIN_CHANNELS)
    assert sum(LAYERS.values()) == CHANNELS
    assert len(style) == STYLE_SIZE == sum(LAYERS[part.rpartition(".")[0]] for part in CODE)
    code = StyleCode.from_flat(style[None])
    assert torch.equal(style[: LAYERS["f1"]], code.mean1.flatten())  # "f1.bias"


def metadata_of(file: OnnxFile) -> Mapping[str, str]:
    metadata: Mapping[str, str] = session_of(file).get_modelmeta().custom_metadata_map
    return metadata


def test_the_file_says_what_it_is(given: OnnxFile, weights: WeightsFile) -> None:
    said = metadata_of(given)
    assert said["model"] == "compact"
    assert said["weights_sha256"] == weights.sha256
    assert said["licence"] == weights.licence
    assert said["stylecam"] == __version__
    assert said["multiple"] == "8"
    assert said["statistics"] == "given"
    assert "style" not in said
    assert json.loads(said["statistics_order"]) == LAYERS
    assert list(json.loads(said["style_order"])) == list(CODE)


def test_every_input_and_output_is_explained(given: OnnxFile) -> None:
    session, said = session_of(given), metadata_of(given)
    assert [value.name for value in session.get_inputs()] == list(json.loads(said["inputs"]))
    assert [value.name for value in session.get_outputs()] == list(json.loads(said["outputs"]))
    graph = onnx.load_from_string(given.content).graph
    assert all(value.doc_string for value in [*graph.input, *graph.output])


def test_height_and_width_are_left_open(given: OnnxFile) -> None:
    shapes = {value.name: value.shape for value in session_of(given).get_inputs()}
    assert shapes["picture"] == [1, 3, "height", "width"]
    assert shapes["style"] == [STYLE_SIZE]


def test_a_style_in_the_file_is_named_and_no_input(weights: WeightsFile, style: Tensor) -> None:
    file = export_onnx(weights, "measured", NamedStyle("mine", style.numpy()))
    assert metadata_of(file)["style"] == "mine"
    assert [value.name for value in session_of(file).get_inputs()] == ["picture"]


def test_old_runtimes_can_read_it(given: OnnxFile) -> None:
    model = onnx.load_from_string(given.content)
    assert [(opset.domain, opset.version) for opset in model.opset_import] == [("", OPSET)]


def test_only_what_a_frame_needs_is_in_the_file(given: OnnxFile, network: Compact) -> None:
    """The layers that look at styles stay out, and those that are silent."""
    constants = {tensor.name for tensor in onnx.load_from_string(given.content).graph.initializer}
    layers = {name.rpartition(".")[0] for name in constants if name.endswith(".weight")}
    expected = {name.removesuffix(".c") for name, _ in network.named_modules() if name.endswith(".c")}
    assert layers == {name for name in expected if not name.startswith(("reader.", "r2."))}


def test_the_same_export_gives_the_same_bytes(given: OnnxFile, weights: WeightsFile) -> None:
    assert export_onnx(weights, "given").content == given.content
