"""Small ONNX files of networks whose masks are known, in each of the forms in which people publish them."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from onnx import TensorProto, checker, helper

from stylecam.engine.person.finder import Mask
from stylecam.engine.person.networks import Picture


class Form(NamedTuple):
    """How a file takes pictures and gives masks.

    Attributes:
        planes_in, planes_out: colours, and masks, in planes instead of pixel by pixel.
        masks: one, or two, of background and person.
        probable: probabilities, where the other files leave their last step to whoever runs them.
        half: numbers of 16 bits.
    """

    planes_in: bool = False
    planes_out: bool = False
    masks: int = 1
    probable: bool = True
    half: bool = False


def sharpened_brightness(size: tuple[int, int], form: Form) -> bytes:
    """The file of a network whose mask is `expected`; its batches may be of any size (width, height)."""
    w, h = size
    kind = TensorProto.FLOAT16 if form.half else TensorProto.FLOAT
    axis = 1 if form.planes_in else 3
    numbers = [
        helper.make_tensor(name, kind, [1], [value]) for name, value in (("ten", 10), ("five", 5), ("half", 0.5))
    ]
    nodes = [
        helper.make_node("ReduceMean", ["picture"], ["mean"], axes=[axis], keepdims=1),
        helper.make_node("Mul", ["mean", "ten"], ["steep"]),
        helper.make_node("Sub", ["steep", "five"], ["person"]),
    ]
    if form.masks == 2:
        nodes += [
            helper.make_node("Mul", ["person", "half"], ["for"]),
            helper.make_node("Neg", ["for"], ["against"]),
            helper.make_node("Concat", ["against", "for"], ["said"], axis=axis),
        ]
        nodes += [helper.make_node("Softmax", ["said"], ["sure"], axis=axis)] if form.probable else []
    elif form.probable:
        nodes += [helper.make_node("Sigmoid", ["person"], ["sure"])]
    last = nodes[-1].output[0]
    if form.planes_in == form.planes_out:
        nodes += [helper.make_node("Identity", [last], ["mask"])]
    else:
        order = [0, 2, 3, 1] if form.planes_in else [0, 3, 1, 2]
        nodes += [helper.make_node("Transpose", [last], ["mask"], perm=order)]
    taken: list[int | str] = ["batch", 3, h, w] if form.planes_in else ["batch", h, w, 3]
    given: list[int | str] = ["batch", form.masks, h, w] if form.planes_out else ["batch", h, w, form.masks]
    ports = [helper.make_tensor_value_info(name, kind, shape) for name, shape in (("picture", taken), ("mask", given))]
    graph = helper.make_graph(nodes, "sharpened brightness", ports[:1], ports[1:], numbers)
    return as_file(graph)


def expected(picture: Picture) -> Mask:
    """The mask of a picture (h, w, 3)."""
    return np.asarray(1 / (1 + np.exp(5 - 10 * picture.mean(axis=2))), np.float32)


def as_file(graph: object) -> bytes:
    """A whole file of a graph, in a version that the oldest runtime allowed here reads."""
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=9)  # type: ignore[arg-type]
    checker.check_model(model, full_check=True)
    return bytes(model.SerializeToString())
