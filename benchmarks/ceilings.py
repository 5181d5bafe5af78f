"""What a machine does at most, as torch reaches it: its fastest product of matrices, and its fastest copy."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from benchmarks.timing import Timing
from stylecam.engine.device import Compute, dtype_name, settle
from stylecam.models.int8 import Int8Convolution, Scale, supported_levels
from stylecam.models.kernels import Kernel

SIDES = {"cpu": (1024, 2048, 4096), "cuda": (4096, 8192)}
"""Of the matrices that are multiplied."""
COPIED = {"cpu": 2**29, "cuda": 2**30}
"""Bytes."""
COPY = "copy"


@dataclass(frozen=True)
class Peaks:
    """What the machine does in a second: floating-point operations in one kind of numbers, and bytes."""

    flops: float
    bytes: float


def products(compute: Compute, dtypes: Sequence[torch.dtype], sides: Sequence[int]) -> dict[str, Callable[[], object]]:
    """Products of square matrices, by type and side."""

    def product(a: Tensor, out: Tensor) -> None:
        torch.mm(a, a, out=out)
        settle(compute.device)

    def run(dtype: torch.dtype, side: int) -> Callable[[], object]:
        if dtype == torch.int8:
            return _product_of_bytes(side)
        a = torch.rand(side, side, device=compute.device).to(dtype)
        out = torch.empty_like(a)
        return lambda: product(a, out)

    return {matmul(dtype, side): run(dtype, side) for dtype in dtypes for side in sides}


def _product_of_bytes(side: int) -> Callable[[], object]:
    """A matrix product as the convolution that it is."""
    shape, levels = (1, side, 1, side), supported_levels() or 0
    kernel = Kernel(torch.rand(side, side, 1, 1), torch.zeros(side))
    convolution = Int8Convolution(kernel, levels, shape)
    convolution.read(Scale(torch.ones(side), torch.zeros(side)))
    x = torch.full(shape, 1, dtype=torch.uint8).contiguous(memory_format=torch.channels_last)
    return lambda: convolution.values(x)


def matmul(dtype: torch.dtype, side: int) -> str:
    """What a product is called."""
    return f"{dtype_name(dtype)} {side}"


def copy(compute: Compute, size_in_bytes: int) -> Callable[[], None]:
    """A copy of so many bytes."""
    source = torch.ones(size_in_bytes, dtype=torch.uint8, device=compute.device)
    target = torch.empty_like(source)

    def run() -> None:
        target.copy_(source)
        settle(compute.device)

    return run


def peaks_of(timings: Mapping[str, Timing], dtype: torch.dtype, sides: Sequence[int], copied: int) -> Peaks:
    """The best of the products in these numbers, and the copy, which reads and writes; medians both."""
    flops = max(2 * side**3 / timings[matmul(dtype, side)].p50 for side in sides)
    return Peaks(flops, 2 * copied / timings[COPY].p50)
