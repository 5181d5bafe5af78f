"""`compact` as an ONNX graph, for other programs and other runtimes. Needs the extra `onnx`.

What `Compact.forward` computes, of plain operators that every runtime has. A convolution's weights are constants, which
runtimes arrange for themselves at loading, and the affine of each normalisation follows as two operations: folded into
the weights, as `compact_painter` does it, it would make them a result of the graph, and spoil that.

Whoever runs the graph on a stream smooths its statistics in time. So there is a second way to normalise, by statistics
that are given, and a number says how much of the frame's own goes in: all on the first frame, none later.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import Literal

import numpy as np
from onnx import TensorProto
from torch import Tensor, nn

from stylecam.masters import Vector
from stylecam.models.adain import EPSILON
from stylecam.models.compact import CIN_CHANNELS, EIGHTH, HALF, MULTIPLE, QUARTER, Compact, StyleCode
from stylecam.models.kernels import Kernel
from stylecam.models.norms import SAMPLE
from stylecam.models.onnx_graph import Graph, Port
from stylecam.models.peaks import Shift

Statistics = Literal["given", "measured"]
"""Normalise by statistics that are inputs, or by those of the picture itself."""

DECODER = ("d.0", "d.1", "d.2", "d.3", "merge", "dd.0", "dd.1", "dd.2", "dd.3", "u1", "d0")
"""The decoder's normalisations, each after the convolution that it is named after."""

LAYERS = {"f1": QUARTER, "f2": EIGHTH, "colours": 3, **dict(zip(DECODER, CIN_CHANNELS, strict=True))}
"""What there are statistics of, in their order, and how many channels each has; colours are relative to mid-grey."""

CHANNELS = sum(LAYERS.values())
"""Length of the vectors of means and of standard deviations."""

CODE = tuple(
    chain(
        (f"{layer}.{part}" for layer in ("f1", "f2") for part in ("bias", "gain")),
        (f"{layer}.{part}" for part in ("gain", "bias") for layer in DECODER),
    )
)
"""The parts of a style vector in their order: what each normalisation scales by and adds."""

STYLE_SIZE = sum(StyleCode.WIDTHS)

_SCALE = {3: 1, HALF: 2, QUARTER: 4, EIGHTH: 8}
"""How many pixels of the picture a position is wide, in a layer with so many channels."""

_END = int(np.iinfo(np.int64).max)

PICTURE = Port("picture", (1, 3, "height", "width"), f"RGB in [0, 1]; height and width are multiples of {MULTIPLE}")
STYLE = Port("style", (STYLE_SIZE,), "a style vector; a mix is a sum of such vectors by weights that sum to 1")
MEAN = Port("mean", (CHANNELS,), "means to normalise by: a moving average of seen_mean")
STD = Port("std", (CHANNELS,), "standard deviations to normalise by: a moving average of seen_std")
FRESH = Port("fresh", (1,), "1 normalises by the frame's own statistics instead, as on a first frame; 0 by the given")
PAINTED = Port("painted", (1, 3, "height", "width"), "RGB in [0, 1]")
SEEN_MEAN = Port("seen_mean", (CHANNELS,), "means that this frame has")
SEEN_STD = Port("seen_std", (CHANNELS,), "standard deviations that this frame has")
OUTPUTS = (PAINTED, SEEN_MEAN, SEEN_STD)


def inputs_of(style: Vector | None, statistics: Statistics) -> tuple[Port, ...]:
    """What `compact_graph` of the same is to be given."""
    asked = (STYLE,) if style is None else ()
    return (PICTURE, *asked, *((MEAN, STD, FRESH) if statistics == "given" else ()))


def compact_graph(network: Compact, style: Vector | None, statistics: Statistics) -> Graph:
    """The network as a graph from `inputs_of` to `OUTPUTS`.

    Args:
        style: (2176,), a style that becomes part of the model; None makes it an input.
        statistics: measured, they are exact; given, what is seen of the frame is estimated from a sample.
    """
    graph = Graph()
    if style is not None:
        graph.constant(STYLE.name, style)
    norms = _Given(graph) if statistics == "given" else _Norms(graph)
    painted = _Layers(graph, network, norms).painted()
    graph.add("Clip", painted, graph.number(0), graph.number(1), name=PAINTED.name)
    norms.tell()
    return graph


class _Norms:
    """The normalisations by what is measured now."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        widths = [LAYERS[part.rpartition(".")[0]] for part in CODE]
        self._code = _split(graph, STYLE.name, CODE, widths)
        self._seen: dict[str, tuple[str, str]] = {}

    def norm(self, layer: str, x: str) -> str:
        """`gain * (x - mean) / std + bias`, as `adain.normalising_affine` has it."""
        add = self._graph.add
        mean, std = self.statistics(layer, x)
        scale = add("Div", self._code[f"{layer}.gain"], std)
        shift = add("Sub", self._code[f"{layer}.bias"], add("Mul", mean, scale))
        return add("Add", add("Mul", x, scale), shift)

    def statistics(self, layer: str, x: str) -> tuple[str, str]:
        """Mean and standard deviation of a layer to normalise by, (1, C, 1, 1)."""
        self._seen[layer] = self._measured(x)
        return self._seen[layer]

    def tell(self) -> None:
        """Give out what was seen."""
        for port, k in ((SEEN_MEAN, 0), (SEEN_STD, 1)):
            vector = self._graph.add("Concat", *(self._seen[layer][k] for layer in LAYERS), axis=1)
            self._graph.add("Reshape", vector, self._graph.integers(CHANNELS), name=port.name)

    def _measured(self, x: str) -> tuple[str, str]:
        """As `adain.channel_stats` does it, over axes 2 and 3."""
        graph, add = self._graph, self._graph.add
        mean = add("ReduceMean", x, axes=[2, 3], keepdims=1)
        away = add("Sub", x, mean)
        total = add("ReduceSum", add("Mul", away, away), graph.integers(2, 3), keepdims=1)
        others = add("Sub", add("Cast", _positions(graph, x), to=TensorProto.FLOAT), graph.number(1))
        variance = add("Div", total, others)
        return mean, add("Sqrt", add("Add", variance, graph.number(EPSILON)))


class _Given(_Norms):
    """The normalisations by statistics that are inputs, with as much of the frame's own as an input says."""

    def __init__(self, graph: Graph) -> None:
        super().__init__(graph)
        widths = list(LAYERS.values())
        self._mean = _split(graph, MEAN.name, list(LAYERS), widths)
        self._std = _split(graph, STD.name, list(LAYERS), widths)
        self._pixels = _positions(graph, PICTURE.name)
        self._steps = {channels: self._step(scale) for channels, scale in _SCALE.items()}

    def statistics(self, layer: str, x: str) -> tuple[str, str]:
        mean, std = super().statistics(layer, self._sample(x, LAYERS[layer]))
        return self._mixed(self._mean[layer], mean), self._mixed(self._std[layer], std)

    def _step(self, scale: int) -> str:
        """The step of a sample, as in `norms.sampled_row_stats`: odd, and about so many positions."""
        graph, add = self._graph, self._graph.add
        half = add("Div", self._pixels, graph.integers(2 * SAMPLE * scale * scale))
        return add("Add", add("Add", half, half), graph.integers(1))

    def _sample(self, x: str, channels: int) -> str:
        """(1, C, n, 1), of a layer (1, C, H, W)."""
        graph = self._graph
        positions = graph.add("Reshape", x, graph.integers(1, channels, -1, 1))
        axis = graph.integers(2)
        return graph.add("Slice", positions, graph.integers(0), graph.integers(_END), axis, self._steps[channels])

    def _mixed(self, given: str, seen: str) -> str:
        """`fresh` of the way from the given to the seen."""
        add = self._graph.add
        return add("Add", given, add("Mul", FRESH.name, add("Sub", seen, given)))


class _Layers:
    """The network's layers, applied to values of a graph."""

    def __init__(self, graph: Graph, network: Compact, norms: _Norms) -> None:
        self._graph, self._network, self._norms = graph, network, norms

    def painted(self) -> str:
        """The picture repainted, not clipped."""
        add, n, norm, grey = self._graph.add, self._network, self._norms.norm, self._graph.number(0.5)
        picture = add("Sub", PICTURE.name, grey)
        self._norms.statistics("colours", picture)
        # Gives channels in another order than `pixel_unshuffle`.
        x = add("SpaceToDepth", picture, blocksize=2)
        x = self._relu(self._conv("e0", Kernel.of(n.e0.c).unshuffled_input(), x))
        f1 = self._relu(self._layer("e1", n.e1.c, x, stride=2))
        x = self._relu(self._layer("e2", n.e2.c, f1, stride=2))
        f2 = self._relu(self._refined(n.r2, x))

        x = self._residuals("d", norm("f2", f2))
        merged = add("Add", self._upsampled("u2", n.u2.c, x), self._layer("m1", n.m1.c, norm("f1", f1)))
        x = self._residuals("dd", self._relu(norm("merge", merged)))
        x = self._relu(norm("u1", self._upsampled("u1", n.u1.c, x)))
        x = self._relu(norm("d0", self._layer("d0", n.d0.c, x)))
        return add("Add", self._upsampled("o", n.o.c, x), grey)

    def _refined(self, block: nn.Module, x: str) -> str:
        """The residual block at 1/8, or what is left of a silent one."""
        if isinstance(block, Shift):
            return self._graph.add("Add", x, self._graph.constant("r2.shift", _array(block.by)[:, None, None]))
        parts = dict(block.named_modules())
        inner = self._relu(self._layer("r2.a", parts["a.c"], x))
        return self._graph.add("Add", x, self._layer("r2.b", parts["b.c"], inner))

    def _residuals(self, name: str, x: str) -> str:
        """Twice x + norm(conv(ReLU(norm(conv(x)))))."""
        norm, modules = self._norms.norm, dict(self._network.named_modules())
        for k in (0, 2):
            first, second = f"{name}.{k}", f"{name}.{k + 1}"
            inner = self._relu(norm(first, self._layer(first, modules[f"{first}.c"], x)))
            x = self._graph.add("Add", x, norm(second, self._layer(second, modules[f"{second}.c"], inner)))
        return x

    def _upsampled(self, name: str, convolution: nn.Module, x: str) -> str:
        """A convolution and `pixel_shuffle(2)`."""
        return self._graph.add("DepthToSpace", self._layer(name, convolution, x), blocksize=2, mode="CRD")

    def _layer(self, name: str, convolution: nn.Module, x: str, stride: int = 1) -> str:
        return self._conv(name, Kernel.of(convolution), x, stride)

    def _conv(self, name: str, kernel: Kernel, x: str, stride: int = 1) -> str:
        """A convolution whose border is the picture's reflection."""
        graph, side = self._graph, kernel.weight.shape[-1]
        weight = graph.constant(f"{name}.weight", _array(kernel.weight))
        bias = graph.constant(f"{name}.bias", _array(kernel.bias))
        if border := side // 2:
            borders = graph.integers(0, 0, border, border, 0, 0, border, border)
            x = graph.add("Pad", x, borders, mode="reflect")
        return graph.add("Conv", x, weight, bias, kernel_shape=[side, side], strides=[stride, stride])

    def _relu(self, x: str) -> str:
        return self._graph.add("Relu", x)


def _split(graph: Graph, vector: str, parts: Sequence[str], widths: Sequence[int]) -> dict[str, str]:
    """The parts of a vector by their names, (1, C, 1, 1) each."""
    across = graph.add("Reshape", vector, graph.integers(1, sum(widths), 1, 1))
    names = [f"{vector} {part}" for part in parts]
    graph.add_split("Split", across, graph.integers(*widths), names=names, axis=1)
    return dict(zip(parts, names, strict=True))


def _positions(graph: Graph, x: str) -> str:
    """How many positions (1, C, H, W) has: an integer vector of length one."""
    sides = graph.add("Gather", graph.add("Shape", x), graph.integers(2, 3), axis=0)
    return graph.add("ReduceProd", sides, axes=[0], keepdims=1)


def _array(tensor: Tensor) -> Vector:
    array: Vector = tensor.detach().float().cpu().numpy()
    return array
