"""ONNX files, run by ONNX Runtime."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from stylecam.engine.person.networks import EXPECTED, Picture, picture_size
from stylecam.errors import UsageError, WeightsError
from stylecam.look import Size

_TYPES = {"tensor(float)": np.float32, "tensor(float16)": np.float16}


class OnnxRunner:
    """A network of an .onnx file's content.

    Raises:
        WeightsError: it is none, or does not take one picture and give one mask.
        UsageError: ONNX Runtime is not installed.
    """

    def __init__(self, data: bytes, path: Path) -> None:
        self._session = _session(data, path)
        inputs, outputs = self._session.get_inputs(), self._session.get_outputs()
        if len(inputs) != 1 or len(outputs) != 1:
            raise WeightsError(f"{path}: has {len(inputs)} inputs and {len(outputs)} outputs, not one each; {EXPECTED}")
        self._name, self._type = inputs[0].name, _TYPES.get(inputs[0].type)
        if self._type is None:
            raise WeightsError(f"{path}: takes {inputs[0].type}, not numbers from 0 to 1; {EXPECTED}")
        self._planes, self._size = _form(inputs[0].shape, path)
        self._run(np.zeros((self._size[1], self._size[0], 3), np.float32), path)

    @property
    def size(self) -> Size:
        """(width, height)."""
        return self._size

    def run(self, picture: Picture) -> npt.NDArray[Any]:
        """What it says of a picture."""
        laid = picture.transpose(2, 0, 1) if self._planes else picture
        return np.asarray(self._session.run(None, {self._name: laid[None].astype(self._type)})[0])

    def _run(self, picture: Picture, path: Path) -> None:
        try:
            self.run(picture)
        except _failures() as error:
            raise WeightsError(f"{path}: cannot be run ({_one_line(error)}); {EXPECTED}") from None


def _session(data: bytes, path: Path) -> Any:
    try:
        import onnxruntime
    except ImportError as error:
        raise UsageError(f"{path}: needs ONNX Runtime ({error}); run: pip install onnxruntime") from None
    options = onnxruntime.SessionOptions()
    # So small a network gains nothing from threads, which would take turns with those that paint.
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 4
    try:
        return onnxruntime.InferenceSession(data, options, providers=["CPUExecutionProvider"])
    except _failures() as error:
        raise WeightsError(f"{path}: cannot be loaded ({_one_line(error)}); {EXPECTED}") from None


def _failures() -> tuple[type[Exception], ...]:
    """What ONNX Runtime raises; its errors have no base of their own."""
    from onnxruntime.capi import onnxruntime_pybind11_state as state

    own = [kind for kind in vars(state).values() if isinstance(kind, type) and issubclass(kind, Exception)]
    return (*own, RuntimeError, ValueError)


def _form(shape: list[Any], path: Path) -> tuple[bool, Size]:
    """Whether colours lie in planes, and (width, height). A batch may be of any size."""
    match shape:
        case [_, 3, height, width]:
            return True, picture_size(height, width, path)
        case [_, height, width, 3]:
            return False, picture_size(height, width, path)
        case _:
            raise WeightsError(f"{path}: takes {'x'.join(map(str, shape)) or 'a number'}, not a picture; {EXPECTED}")


def _one_line(error: Exception) -> str:
    return str(error).strip().splitlines()[0][:200] if str(error).strip() else type(error).__name__
