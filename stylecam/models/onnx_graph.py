"""An ONNX graph that grows node by node, and the file it becomes. Needs the extra `onnx`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import onnx
from onnx import TensorProto, helper, numpy_helper

OPSET = 13
"""Of 2020: what runtimes of the last years all read. Newer operators would save nothing here."""

_IR_VERSION = 7
"""The file format that came with that operator set."""

Side = int | str
"""The length of one axis, or a name for one that may change."""


@dataclass(frozen=True)
class Port:
    """An input or output of a model, float32.

    Attributes:
        shape: lengths, or names of those that may change.
        about: what it means, for whoever runs the model.
    """

    name: str
    shape: tuple[Side, ...]
    about: str


class Graph:
    """A graph under construction. Values are known by their names; every method gives that of its result."""

    def __init__(self) -> None:
        self._nodes: list[onnx.NodeProto] = []
        self._constants: dict[str, onnx.TensorProto] = {}

    def constant(self, name: str, value: npt.ArrayLike) -> str:
        """A value that is part of the model; the same name is the same value."""
        if name not in self._constants:
            self._constants[name] = numpy_helper.from_array(np.ascontiguousarray(value), name)
        return name

    def number(self, value: float) -> str:
        """A float32 scalar."""
        return self.constant(f"number {value:g}", np.float32(value))

    def integers(self, *values: int) -> str:
        """An int64 vector, as axes, sizes and borders are written."""
        return self.constant(f"integers {' '.join(map(str, values))}", np.array(values, np.int64))

    def add(self, operator: str, *inputs: str, name: str = "", **attributes: Any) -> str:
        """One node with one result, which is called `name`, or after its number where there is none."""
        return self.add_split(operator, *inputs, names=[name or f"{operator} {len(self._nodes)}"], **attributes)[0]

    def add_split(self, operator: str, *inputs: str, names: Sequence[str], **attributes: Any) -> list[str]:
        """One node with a result for each name."""
        self._nodes.append(helper.make_node(operator, inputs, names, name=names[0], **attributes))
        return list(names)

    def model(
        self, name: str, inputs: Sequence[Port], outputs: Sequence[Port], metadata: Mapping[str, str], producer: str
    ) -> bytes:
        """The checked model as a file's content; the same graph gives the same bytes.

        Raises:
            onnx.checker.ValidationError: the graph is not sound.
        """
        graph = helper.make_graph(
            self._nodes, name, [_value(port) for port in inputs], [_value(port) for port in outputs]
        )
        graph.initializer.extend(self._constants.values())
        opsets = [helper.make_opsetid("", OPSET)]
        model = helper.make_model(graph, producer_name=producer, ir_version=_IR_VERSION, opset_imports=opsets)
        helper.set_model_props(model, dict(metadata))
        onnx.checker.check_model(model, full_check=True)
        content: bytes = model.SerializeToString(deterministic=True)
        return content


def _value(port: Port) -> onnx.ValueInfoProto:
    return helper.make_tensor_value_info(port.name, TensorProto.FLOAT, port.shape, doc_string=port.about)
