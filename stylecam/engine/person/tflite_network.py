"""TensorFlow Lite's files, run by OpenCV, which knows the operator that MediaPipe added to it."""

from __future__ import annotations

import struct
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from stylecam.engine.person.networks import EXPECTED, Picture, picture_size
from stylecam.errors import WeightsError
from stylecam.look import Size

_SUBGRAPHS, _TENSORS, _INPUTS, _SHAPE = 2, 0, 1, 0
"""Fields of the tables Model, SubGraph and Tensor, as TensorFlow Lite's schema numbers them."""


class TfliteRunner:
    """A network of a .tflite file's content.

    Raises:
        WeightsError: it is none, or does not take one picture.
    """

    def __init__(self, data: bytes, path: Path) -> None:
        shapes = input_shapes(data)
        match shapes:
            case [[1, height, width, 3]]:
                self._size = picture_size(height, width, path)
            case _:
                found = " and ".join("x".join(map(str, shape)) for shape in shapes) or "nothing"
                raise WeightsError(f"{path}: takes {found} for a picture; {EXPECTED}")
        try:
            self._network = _read_quietly(data)
        except cv2.error as error:
            raise WeightsError(f"{path}: cannot be loaded ({_first_line(error)}); {EXPECTED}") from None

    @property
    def size(self) -> Size:
        """(width, height)."""
        return self._size

    def run(self, picture: Picture) -> npt.NDArray[Any]:
        """What it says of a picture."""
        self._network.setInput(np.ascontiguousarray(picture.transpose(2, 0, 1)[None]))
        return np.asarray(self._network.forward())


def input_shapes(data: bytes) -> list[list[int]]:
    """The shapes of what a network takes; none where it is no such file. OpenCV does not tell them."""
    try:
        if data[4:8] != b"TFL3":
            return []
        model = _pointed(data, 0)
        (graph,) = _tables(data, _field(data, model, _SUBGRAPHS))
        tensors = _tables(data, _field(data, graph, _TENSORS))
        inputs = _numbers(data, _field(data, graph, _INPUTS))
        return [_numbers(data, _field(data, tensors[tensor], _SHAPE)) for tensor in inputs]
    except (struct.error, IndexError, ValueError):
        return []


def _read_quietly(data: bytes) -> Any:
    level = cv2.utils.logging.getLogLevel()
    # What is wrong is told once, by whoever catches the error.
    cv2.utils.logging.setLogLevel(cv2.utils.logging.LOG_LEVEL_SILENT)
    try:
        return cv2.dnn.readNetFromTFLite(np.frombuffer(data, np.uint8))
    finally:
        cv2.utils.logging.setLogLevel(level)


def _first_line(error: cv2.error) -> str:
    return str(error.err or error).strip().splitlines()[0]


def _field(data: bytes, table: int, number: int) -> int:
    """Where the vector is that a field of a table holds.

    Raises:
        ValueError: the table has no such field.
    """
    (back,) = struct.unpack_from("<i", data, table)
    (length,) = struct.unpack_from("<H", data, table - back)
    place = 4 + 2 * number
    (offset,) = struct.unpack_from("<H", data, table - back + place) if place < length else (0,)
    if not offset:
        raise ValueError
    return _pointed(data, table + offset)


def _pointed(data: bytes, place: int) -> int:
    (offset,) = struct.unpack_from("<I", data, place)
    return int(place + offset)


def _tables(data: bytes, vector: int) -> list[int]:
    (count,) = struct.unpack_from("<I", data, vector)
    return [_pointed(data, vector + 4 + 4 * place) for place in range(min(count, len(data) // 4))]


def _numbers(data: bytes, vector: int) -> list[int]:
    (count,) = struct.unpack_from("<I", data, vector)
    return list(struct.unpack_from(f"<{min(count, len(data) // 4)}i", data, vector + 4))
