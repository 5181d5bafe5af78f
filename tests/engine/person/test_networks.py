"""Networks as files that a user brings."""

from __future__ import annotations

import sys
from itertools import product
from pathlib import Path

import numpy as np
import pytest
from onnx import TensorProto, helper

from stylecam.engine.person.networks import PersonNetwork, parse_network
from stylecam.errors import UsageError, WeightsError
from tests.engine.person import tflite_files
from tests.engine.person.onnx_files import Form, as_file, expected, sharpened_brightness

LANDSCAPE = (256, 144)
FORMS = [Form(*each) for each in product((False, True), (False, True), (1, 2), (False, True))]


def check_masks(network: PersonNetwork, tolerance: float = 1e-5) -> None:
    width, height = network.size
    # Brighter to the lower right, and coloured: what is laid out wrongly gives another mask.
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    picture = np.stack([x / width, y / height, (x / width) ** 3], axis=-1)
    mask = network.mask(picture)
    assert mask.shape == (height, width)
    assert mask.dtype == np.float32
    np.testing.assert_allclose(mask, expected(picture), atol=tolerance)


@pytest.mark.parametrize("form", FORMS, ids=str)
@pytest.mark.parametrize("size", [(256, 256), LANDSCAPE], ids=str)
def test_each_form_of_onnx_gives_the_same_mask(form: Form, size: tuple[int, int]) -> None:
    network = parse_network(sharpened_brightness(size, form), Path("selfie.onnx"))
    assert network.size == size
    check_masks(network)


def test_numbers_of_16_bits() -> None:
    check_masks(parse_network(sharpened_brightness(LANDSCAPE, Form(half=True)), Path("selfie.onnx")), 0.01)


@pytest.mark.parametrize("size", [(256, 256), LANDSCAPE], ids=str)
def test_tensorflow_lite(size: tuple[int, int]) -> None:
    network = parse_network(tflite_files.sharpened_brightness(size, halved=False), Path("selfie.TFLITE"))
    assert network.size == size
    check_masks(network)


def test_the_operator_of_mediapipe_and_numbers_of_16_bits_in_tensorflow_lite() -> None:
    """A mask of every second pixel of every second row, made large again."""
    network = parse_network(tflite_files.sharpened_brightness(LANDSCAPE, halved=True), Path("selfie.tflite"))
    picture = np.random.default_rng(3).random((144, 256, 3), np.float32)
    coarse = expected(picture[::2, ::2])
    np.testing.assert_allclose(network.mask(picture), coarse.repeat(2, axis=0).repeat(2, axis=1), atol=1e-5)


def onnx_file(taken: list[int | str], given: list[int], kind: int = TensorProto.FLOAT, others: int = 0) -> bytes:
    """A network that gives zeros of a shape, whatever it is given."""
    inputs = [helper.make_tensor_value_info(f"x{n}", kind, taken) for n in range(1 + others)]
    shape = helper.make_tensor("shape", TensorProto.INT64, [len(given)], given)
    node = helper.make_node("ConstantOfShape", ["shape"], ["y"])
    output = helper.make_tensor_value_info("y", TensorProto.FLOAT, given)
    return as_file(helper.make_graph([node], "zeros", inputs, [output], [shape]))


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (onnx_file([1, 3, 64, 64], [1, 1, 32, 32]), "gives 1x1x32x32 for 64x64 pixels"),
        (onnx_file([1, 3, 64, 64], [1, 6, 64, 64]), "gives 1x6x64x64 for 64x64 pixels"),
        (onnx_file([1, 3, 64, 64], [64, 64]), "gives 64x64 for 64x64 pixels"),
        (onnx_file([1, 64, 64, 1], [1, 64, 64, 1]), "takes 1x64x64x1, not a picture"),
        (onnx_file([1, 3, 64, 64], [1, 1, 64, 64], TensorProto.UINT8), r"takes tensor\(uint8\), not numbers"),
        (onnx_file(["n", 3, "h", "w"], [1, 1, 64, 64]), "looks at pictures of wxh"),
        (onnx_file([1, 3, 8, 8], [1, 1, 8, 8]), "looks at pictures of 8x8"),
        (onnx_file([1, 3, 64, 64], [1, 1, 64, 64], others=1), "has 2 inputs and 1 outputs"),
        (onnx_file([2, 3, 64, 64], [1, 1, 64, 64]), "cannot be run"),
        (b"no network", "cannot be loaded"),
    ],
)
def test_other_onnx_files_are_refused_in_one_line(data: bytes, said: str) -> None:
    with pytest.raises(WeightsError, match=f"^selfie.onnx: {said}") as refused:
        parse_network(data, Path("selfie.onnx"))
    assert "\n" not in str(refused.value)
    assert "give MediaPipe's selfie segmentation" in str(refused.value)


def test_a_tensorflow_lite_file_that_is_cut_is_refused_in_one_line(capfd: pytest.CaptureFixture[str]) -> None:
    whole = tflite_files.sharpened_brightness((64, 32), halved=True)
    for length in range(0, len(whole) - 1, 37):
        with pytest.raises(WeightsError, match=r"^selfie\.tflite: .*; give MediaPipe's") as refused:
            parse_network(whole[:length], Path("selfie.tflite"))
        assert "\n" not in str(refused.value)
    assert capfd.readouterr().err == ""


def test_without_onnx_runtime_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "onnxruntime", None)
    with pytest.raises(UsageError, match=r"needs ONNX Runtime .* pip install onnxruntime"):
        parse_network(sharpened_brightness(LANDSCAPE, Form()), Path("selfie.onnx"))
