"""MediaPipe's own files, for whoever has them: none is in the repository (docs/person.md says where to get them)."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

import cv2
import numpy as np
import pytest

from stylecam.cli.weights_fetch import SELFIE_OFFER
from stylecam.engine.person.finder import Mask
from stylecam.engine.person.network_finder import NetworkFinder
from stylecam.engine.person.networks import PersonNetwork, Picture, parse_network
from tests.engine.person.stage import Studio, overlap
from tests.shared import shared_file

FILES = {"selfie_segmentation.tflite": (256, 256), "selfie_segmentation_landscape.tflite": (256, 144)}


@pytest.fixture(params=list(FILES))
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def network(name: str) -> PersonNetwork:
    path = shared_file("person", name)
    return parse_network(path.read_bytes(), path)


@pytest.fixture
def reference(name: str) -> Callable[[Picture], Mask]:
    """The same file in the runtime that it was made for."""
    runtime = pytest.importorskip("ai_edge_litert.interpreter", reason="LiteRT (ai-edge-litert) is not installed")
    interpreter = runtime.Interpreter(str(shared_file("person", name)))
    interpreter.allocate_tensors()

    def mask(picture: Picture) -> Mask:
        interpreter.set_tensor(interpreter.get_input_details()[0]["index"], picture[None])
        interpreter.invoke()
        return np.asarray(interpreter.get_tensor(interpreter.get_output_details()[0]["index"])[0, ..., -1])

    return mask


def test_the_file_that_is_downloaded_is_the_one_that_was_tried() -> None:
    data = shared_file("person", SELFIE_OFFER.file).read_bytes()
    assert (len(data), hashlib.sha256(data).hexdigest()) == (SELFIE_OFFER.size, SELFIE_OFFER.sha256)


def test_it_says_what_the_runtime_says_that_it_was_made_for(
    name: str, network: PersonNetwork, reference: Callable[[Picture], Mask], studio: Studio
) -> None:
    assert network.size == FILES[name]
    picture = np.asarray(cv2.resize(studio.person(1.0)[0], network.size), np.float32) / np.float32(255)
    np.testing.assert_allclose(network.mask(picture), reference(picture), atol=1e-3)


def test_it_finds_the_person_of_the_demo(network: PersonNetwork, studio: Studio) -> None:
    pixels, exact = studio.person(1.0)
    assert overlap(NetworkFinder(network).find(pixels, 0.0), exact) > 0.5
