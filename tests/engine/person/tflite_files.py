"""Small TensorFlow Lite files, written table by table: there is no library for them here.

The fields' numbers and the codes of operators are those of TensorFlow Lite's published schema, version 3.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from typing import Any, NamedTuple

import flatbuffers
import numpy as np
import numpy.typing as npt

CONV_2D, DEQUANTIZE, LOGISTIC, CUSTOM = 3, 6, 14, 32
CONV_2D_OPTIONS = 1
FLOAT32, FLOAT16 = 0, 1
UNUSED = 0
"""The buffer of whatever is computed."""


class Value(NamedTuple):
    """A tensor: its name, its shape, and its numbers where they are given."""

    name: str
    shape: Sequence[int]
    numbers: npt.NDArray[Any] | None = None


class Step(NamedTuple):
    """An operator: its code, or its name where it is none of TensorFlow Lite's own; tensors by their places."""

    code: int
    inputs: Sequence[int]
    output: int
    stride: int = 1
    custom: str = ""


def sharpened_brightness(size: tuple[int, int], *, halved: bool) -> bytes:
    """The file of a network whose mask is 1 / (1 + exp(5 - 10 m)) where pixels (h, w, 3) have the mean m of 0 to 1.

    Args:
        size: (width, height).
        halved: m is of every second pixel of every second row, made large again by the operator that MediaPipe added.
    """
    w, h = size
    mean = np.full((1, 1, 1, 3), 10 / 3, np.float32)
    values = [Value("input_1", (1, h, w, 3)), Value("mean", mean.shape, mean)]
    if not halved:
        values += [
            Value("bias", (1,), np.array([-5], np.float32)),
            Value("a", (1, h, w, 1)),
            Value("mask", (1, h, w, 1)),
        ]
        return _model(values, [Step(CONV_2D, (0, 1, 2), 3), Step(LOGISTIC, (3,), 4)])
    once = np.ones((1, 2, 2, 1), np.float16)
    values += [
        Value("no bias", (1,), np.array([0], np.float32)),
        Value("half", (1, h // 2, w // 2, 1)),
        Value("once in float16", once.shape, once),
        Value("once", once.shape),
        Value("bias", (1,), np.array([-5], np.float32)),
        Value("whole", (1, h, w, 1)),
        Value("mask", (1, h, w, 1)),
    ]
    steps = [
        Step(DEQUANTIZE, (4,), 5),
        Step(CONV_2D, (0, 1, 2), 3, stride=2),
        Step(CUSTOM, (3, 5, 6), 7, stride=2, custom="Convolution2DTransposeBias"),
        Step(LOGISTIC, (7,), 8),
    ]
    return _model(values, steps)


def out_of_bounds(size: tuple[int, int]) -> bytes:
    """A file that looks whole, of which an operator writes to a tensor that is not there."""
    w, h = size
    values = [Value("input_1", (1, h, w, 3)), Value("mask", (1, h, w, 3))]
    return _model(values, [Step(LOGISTIC, (0,), 500_000_000)])


def _model(values: Sequence[Value], steps: Sequence[Step]) -> bytes:
    builder = flatbuffers.Builder(4096)
    given = [value.numbers for value in values if value.numbers is not None]
    buffers = [_table(builder)] + [_table(builder, o=_bytes(builder, numbers.tobytes())) for numbers in given]
    tensors, used = [], 0
    for value in values:
        used += value.numbers is not None
        kind = FLOAT16 if value.numbers is not None and value.numbers.dtype == np.float16 else FLOAT32
        shape, name = _ints(builder, value.shape), builder.CreateString(value.name)
        place = used if value.numbers is not None else UNUSED
        tensors.append(_table(builder, ("o", shape), ("b", kind), ("u", place), ("o", name)))
    codes, operators = [], []
    for place, step in enumerate(steps):
        custom = builder.CreateString(step.custom) if step.custom else 0
        codes.append(_table(builder, ("b", step.code), ("o", custom), ("i", 1), ("i", step.code)))
        operators.append(_operator(builder, place, step))
    graph = _table(
        builder,
        ("o", _tables(builder, tensors)),
        ("o", _ints(builder, [0])),
        ("o", _ints(builder, [steps[-1].output])),
        ("o", _tables(builder, operators)),
        ("o", builder.CreateString("main")),
    )
    model = _table(
        builder,
        ("u", 3),
        ("o", _tables(builder, codes)),
        ("o", _tables(builder, [graph])),
        ("o", builder.CreateString("made for a test")),
        ("o", _tables(builder, buffers)),
    )
    builder.Finish(model, b"TFL3")
    return bytes(builder.Output())


def _operator(builder: Any, place: int, step: Step) -> int:
    inputs, outputs = _ints(builder, step.inputs), _ints(builder, [step.output])
    options, kind, custom = 0, 0, 0
    if step.code == CONV_2D:
        same = ("b", 0)
        options = _table(builder, same, ("i", step.stride), ("i", step.stride), ("b", 0), ("i", 1), ("i", 1))
        kind = CONV_2D_OPTIONS
    elif step.custom:
        custom = _bytes(builder, struct.pack("<iii", 1, step.stride, step.stride))
    return _table(
        builder, ("u", place), ("o", inputs), ("o", outputs), ("B", kind), ("o", options), ("o", custom), ("b", 0)
    )


def _table(builder: Any, *fields: tuple[str, int], o: int = 0) -> int:
    """A table of offsets (o), bytes (b, B) and whole numbers (i, u), one a field; `o` for a single offset."""
    fields = fields or ((("o", o),) if o else ())
    builder.StartObject(len(fields))
    put = {
        "o": builder.PrependUOffsetTRelativeSlot,
        "b": builder.PrependInt8Slot,
        "B": builder.PrependUint8Slot,
        "i": builder.PrependInt32Slot,
        "u": builder.PrependUint32Slot,
    }
    for place, (kind, value) in enumerate(fields):
        put[kind](place, value, 0)
    return int(builder.EndObject())


def _ints(builder: Any, numbers: Sequence[int]) -> int:
    return int(builder.CreateNumpyVector(np.asarray(numbers, np.int32)))


def _tables(builder: Any, offsets: Sequence[int]) -> int:
    builder.StartVector(4, len(offsets), 4)
    for offset in reversed(offsets):
        builder.PrependUOffsetTRelative(offset)
    return int(builder.EndVector())


def _bytes(builder: Any, data: bytes) -> int:
    """Numbers lie on multiples of 16 bytes, as the schema asks."""
    builder.StartVector(1, len(data), 16)
    builder.head -= len(data)
    builder.Bytes[builder.head : builder.head + len(data)] = data
    return int(builder.EndVector())
