"""Networks that find people, as the files that a user brings: what may go in and what has to come out.

They are MediaPipe's selfie segmentation (Apache-2.0), in TensorFlow Lite as published, or as others have turned it
into ONNX, each in a form of its own: pixels in rows or in planes, one mask or one for each of background and person.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from stylecam.engine.person.finder import Mask
from stylecam.errors import WeightsError
from stylecam.look import Size

SUFFIXES = (".tflite", ".onnx")
"""Of the files that are known."""

LARGEST = 50_000_000
"""Bytes of a file; those published have half a million."""

EXPECTED = "give MediaPipe's selfie segmentation, a .tflite or .onnx file of 256x256 or 256x144 (docs/person.md)"
"""The mend for any other file."""

_LEAST, _MOST = 32, 1024
"""Pixels of a side."""

_ROUNDED = 1e-3
"""By how much a probability may be computed wrong."""

Picture = npt.NDArray[np.float32]
"""(h, w, 3) RGB, 0 to 1."""


class Runner(Protocol):
    """What runs a network; for one thread."""

    @property
    def size(self) -> Size:
        """(width, height) of the picture it looks at, of whatever shape that is shrunk to it."""

    def run(self, picture: Picture) -> npt.NDArray[Any]:
        """What it says of a picture of its size: (1, C, h, w) or (1, h, w, C)."""


def read_file(path: Path) -> bytes:
    """The content of a file that may be a network.

    Raises:
        WeightsError: there is none, or it is empty or too large.
    """
    try:
        size = path.stat().st_size
        data = path.read_bytes() if size <= LARGEST else b""
    except OSError as error:
        raise WeightsError(f"{path}: cannot be read ({error.strerror}); {EXPECTED}") from None
    if not data:
        raise WeightsError(f"{path}: {size} bytes are no such network; {EXPECTED}")
    return data


def parse_network(data: bytes, path: Path) -> PersonNetwork:
    """The network that a file's content is; its path says which kind, and is for messages.

    A damaged file can end the process: content from elsewhere goes through `trial` first.

    Raises:
        WeightsError: it is none, or finds no masks in pictures.
        UsageError: what runs it is not installed.
    """
    # Loaded here only: not everybody has ONNX Runtime.
    match path.suffix.lower():
        case ".tflite":
            from stylecam.engine.person.tflite_network import TfliteRunner

            return PersonNetwork(TfliteRunner(data, path), path)
        case ".onnx":
            from stylecam.engine.person.onnx_network import OnnxRunner

            return PersonNetwork(OnnxRunner(data, path), path)
        case _:
            raise WeightsError(f"{path}: is neither .tflite nor .onnx; {EXPECTED}")


def picture_size(height: Any, width: Any, path: Path) -> Size:
    """(width, height) as a file says them.

    Raises:
        WeightsError: they are not two numbers, or none of a sensible picture.
    """
    if not all(isinstance(side, int) and _LEAST <= side <= _MOST for side in (height, width)):
        raise WeightsError(f"{path}: looks at pictures of {width}x{height}; {EXPECTED}")
    return width, height


class PersonNetwork:
    """A network that finds a person; for one thread. What it says of plain pictures tells what its numbers mean.

    Args:
        runner: what runs it.
        path: its file, for messages.

    Raises:
        WeightsError: that is no mask.
    """

    def __init__(self, runner: Runner, path: Path) -> None:
        self._runner = runner
        width, height = self.size = runner.size
        shades = (np.full((height, width, 3), shade, np.float32) for shade in (0.0, 0.5, 1.0))
        noise = np.random.default_rng(1).random((height, width, 3), np.float32)
        said = [runner.run(picture) for picture in (*shades, noise)]
        self._channels = _channels_axis(said[0].shape, runner.size, path)
        if not all(np.isfinite(each).all() for each in said):
            raise WeightsError(f"{path}: says numbers that are not finite; {EXPECTED}")
        # Of no person, what is no probability yet is far below zero.
        self._probable = (
            min(each.min() for each in said) >= -_ROUNDED and max(each.max() for each in said) <= 1 + _ROUNDED
        )

    def mask(self, picture: Picture) -> Mask:
        """Where in a picture of its size a person is, of the same size."""
        planes = np.moveaxis(self._runner.run(picture)[0].astype(np.float32), self._channels - 1, 0)
        if self._probable:
            return np.asarray(np.clip(planes[-1], 0, 1), dtype=np.float32)
        likelihood = planes[-1] - planes[0] if len(planes) == 2 else planes[0]
        return np.asarray(1 / (1 + np.exp(-np.clip(likelihood, -40, 40))), dtype=np.float32)


def _channels_axis(shape: Sequence[int], size: Size, path: Path) -> int:
    """Where in (1, C, h, w) or (1, h, w, C) the channels are: one of a person, or two of background and person."""
    width, height = size
    for channels in (1, 2):
        if tuple(shape) == (1, height, width, channels):
            return 3
        if tuple(shape) == (1, channels, height, width):
            return 1
    raise WeightsError(f"{path}: gives {'x'.join(map(str, shape))} for {width}x{height} pixels; {EXPECTED}")
