"""The ways to run `compact` on a CPU that `benchmarks.runtimes` compares, each before the same picture.

All paint by the statistics that the picture has, so that all paint the same: the plain network by measuring them, the
others because they are given. What a size or a style decides once is decided before.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor, nn

from stylecam.engine.device import cpu_has_fast_bfloat16, cpu_has_int8, dtype_name
from stylecam.errors import StylecamError
from stylecam.models.compact import StyleCode
from stylecam.models.painter import ContentStats, Painter
from stylecam.models.peaks import lean, read_peaks
from stylecam.models.registry import compact_network, load_painter
from stylecam.models.weights import WeightsFile, load_weights

Painting = npt.NDArray[np.float32]

CPU = torch.device("cpu")
FULL_STRENGTH = 1.0


class Unavailable(StylecamError):
    """A way that is not here."""


@dataclass(frozen=True)
class Task:
    """What all are to paint.

    Attributes:
        picture: (1, 3, H, W), float32 in [0, 1].
        style: its vector.
        threads: that each may use; torch's are set by whoever runs it.
    """

    weights: WeightsFile
    picture: Tensor
    style: Tensor
    threads: int

    @cached_property
    def stats(self) -> ContentStats:
        """What the picture has."""
        return painter(self, torch.float32).paint(self.picture, self.style, FULL_STRENGTH, None)[1]


@dataclass(frozen=True)
class Runner:
    """One way.

    Attributes:
        note: what it says of itself.
        run: paints the picture once.
    """

    name: str
    note: str
    run: Callable[[], Tensor | Painting]

    def painting(self) -> Painting:
        """(1, 3, H, W), clipped to [0, 1]."""
        painting: Painting = torch.as_tensor(self.run()).float().clamp(0, 1).numpy().copy()
        return painting


def makers() -> Mapping[str, Callable[[Task], Runner]]:
    """How to make each, by name; the first is what the others are compared with.

    Making one raises:
        Unavailable: it cannot run here.
        WeightsError: the weights are missing or damaged.
    """
    dtypes = (torch.float32, torch.bfloat16)
    engines = {f"engine, {dtype_name(dtype)}": partial(engine, dtype) for dtype in (*dtypes, torch.int8)}
    ways = {"eager": eager, "compiled": compiled}
    torches = {f"{way}, {dtype_name(dtype)}": partial(make, dtype) for way, make in ways.items() for dtype in dtypes}
    openvinos = {f"OpenVINO, {dtype_name(dtype)}": partial(openvino, dtype) for dtype in dtypes}
    return {**engines, **torches, "ONNX Runtime, float32": onnx_runtime, **openvinos}


def painter(task: Task, dtype: torch.dtype) -> Painter:
    """The network as the engine has it."""
    return load_painter(task.weights, CPU, dtype)


def engine(dtype: torch.dtype, task: Task) -> Runner:
    """What the engine does on a steady frame."""
    _require(dtype)
    runs = painter(task, dtype)
    picture = _laid(task.picture, runs.dtype)
    # Bytes have statistics of their own: rounded weights shift means a little.
    stats = runs.paint(picture, task.style, FULL_STRENGTH, None)[1]
    name = f"engine, {dtype_name(dtype)}"
    return Runner(name, "torch", lambda: runs.paint(picture, task.style, FULL_STRENGTH, stats)[0])


def eager(dtype: torch.dtype, task: Task) -> Runner:
    """The plain network in channels-last memory."""
    return Runner(f"eager, {dtype_name(dtype)}", "torch, statistics measured", _plain(dtype, task))


def compiled(dtype: torch.dtype, task: Task) -> Runner:
    """The plain network, compiled for this size."""
    run = made_by_compiler(_plain(dtype, task))
    return Runner(f"compiled, {dtype_name(dtype)}", "torch.compile, statistics measured", run)


def made_by_compiler(run: Callable[[], Tensor]) -> Callable[[], Tensor]:
    """The same, compiled and run once.

    Raises:
        Unavailable: there is no compiler, or it cannot do it.
    """
    found: Callable[[], Tensor] = torch.compile(run, dynamic=False)
    try:
        found()
    except (RuntimeError, OSError) as error:
        # Of all that the compiler says the first line is what a person needs.
        raise Unavailable(f"torch.compile does not work here ({str(error).strip().splitlines()[0]})") from None
    return found


def onnx_runtime(task: Task) -> Runner:
    """The exported network in ONNX Runtime, told the size beforehand."""
    try:
        import onnxruntime
    except ModuleNotFoundError as error:
        raise Unavailable(str(error)) from None
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = task.threads
    height, width = task.picture.shape[2:]
    options.add_free_dimension_override_by_name("height", height)
    options.add_free_dimension_override_by_name("width", width)
    # Else its threads would wait actively into the next one's turn.
    options.add_session_config_entry("session.force_spinning_stop", "1")
    session = onnxruntime.InferenceSession(_exported(task), options, providers=["CPUExecutionProvider"])
    inputs = _inputs(task)

    def run() -> Painting:
        painted: Painting = session.run(None, inputs)[0]
        return painted

    return Runner("ONNX Runtime, float32", f"onnxruntime {onnxruntime.__version__}", run)


def openvino(dtype: torch.dtype, task: Task) -> Runner:
    """The exported network in OpenVINO, told the size beforehand."""
    try:
        import openvino as ov
    except ModuleNotFoundError as error:
        raise Unavailable(str(error)) from None
    core = ov.Core()
    if dtype == torch.bfloat16 and "BF16" not in core.get_property("CPU", "OPTIMIZATION_CAPABILITIES"):
        raise Unavailable("OpenVINO has no bfloat16 on this processor")
    model = core.read_model(_exported(task))
    model.reshape({"picture": list(task.picture.shape)})
    hint = {torch.float32: "f32", torch.bfloat16: "bf16"}[dtype]
    options = {
        "INFERENCE_PRECISION_HINT": hint,
        "INFERENCE_NUM_THREADS": task.threads,
        "PERFORMANCE_HINT": "LATENCY",
    }
    network = core.compile_model(model, "CPU", options)
    request, inputs = network.create_infer_request(), _inputs(task)

    def run() -> Painting:
        painted: Painting = request.infer(inputs, share_inputs=True, share_outputs=True)[0]
        return painted

    note = f"openvino {ov.__version__.partition('-')[0]}, {_convolutions(network)}"
    return Runner(f"OpenVINO, {dtype_name(dtype)}", note, run)


def _require(dtype: torch.dtype) -> None:
    if dtype == torch.bfloat16 and not cpu_has_fast_bfloat16(os.environ):
        raise Unavailable("torch has no fast bfloat16 on this processor")
    if dtype == torch.int8 and not cpu_has_int8():
        raise Unavailable("torch does not convolve bytes on this processor")


def _laid(picture: Tensor, dtype: torch.dtype) -> Tensor:
    return picture.to(dtype, memory_format=torch.channels_last)


def _plain(dtype: torch.dtype, task: Task) -> Callable[[], Tensor]:
    _require(dtype)
    network = compact_network(load_weights(task.weights), task.weights.path).requires_grad_(False)
    lean(network, read_peaks(task.weights.path, task.weights.sha256))
    nn.utils.convert_conv2d_weight_memory_format(network.to(dtype), torch.channels_last)
    picture, code = _laid(task.picture, dtype), StyleCode.from_flat(task.style[None])

    def run() -> Tensor:
        painted: Tensor = network(picture, code)
        return painted

    return run


def _exported(task: Task) -> bytes:
    """The network as a file, the style an input."""
    try:
        from stylecam.models.onnx_export import export_onnx
    except ModuleNotFoundError as error:
        raise Unavailable(str(error)) from None
    return export_onnx(task.weights, "given").content


def _inputs(task: Task) -> dict[str, Painting]:
    given = {"picture": task.picture, "style": task.style, "mean": task.stats.mean, "std": task.stats.std}
    return {name: value.numpy() for name, value in given.items()} | {"fresh": np.zeros(1, np.float32)}


def _convolutions(network: Any) -> str:
    """What most of OpenVINO's convolutions are made with: says which instructions it uses."""
    about = [step.get_rt_info() for step in network.get_runtime_model().get_ordered_ops()]
    found = Counter(
        each["primitiveType"].astype(str) for each in about if each["layerType"].astype(str) == "Convolution"
    )
    return str(found.most_common(1)[0][0])
