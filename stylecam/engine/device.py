"""Which device and number format to compute in."""

from __future__ import annotations

import os
import platform
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import torch

from stylecam.engine.machine import this_machine
from stylecam.errors import UsageError
from stylecam.models.int8 import supported_levels
from stylecam.models.registry import FLOATS

DEVICES = ("auto", "cpu", "cuda", "mps")

X86 = ("x86_64", "amd64")
"""What systems call the processors that oneDNN is made for."""

PRECISIONS = MappingProxyType(
    {"float32": torch.float32, "float16": torch.float16, "bfloat16": torch.bfloat16, "int8": torch.int8}
)
"""Number formats by their names."""


@dataclass(frozen=True)
class Compute:
    """Where and in what to compute.

    Attributes:
        device: the torch device.
        dtype: what convolutions run in.
        label: for people: "CPU, bfloat16".
    """

    device: torch.device
    dtype: torch.dtype
    label: str


def devices_here() -> tuple[str, ...]:
    """The devices that work on this machine, the fastest first."""
    works = {"cuda": torch.cuda.is_available(), "mps": torch.backends.mps.is_available(), "cpu": True}
    return tuple(device for device, there in works.items() if there)


def hardware_name(device: str) -> str:
    """What people call a device that works here: "CPU: AMD Ryzen 7 5800X", "GPU: NVIDIA GeForce RTX 4070"."""
    if device == "cpu":
        return f"CPU: {this_machine().cpu}"
    return f"GPU: {torch.cuda.get_device_name() if device == 'cuda' else 'Apple'}"


def choose_compute(wanted: str, precision: str = "auto", formats: Collection[torch.dtype] = FLOATS) -> Compute:
    """The compute for `auto`, `cpu`, `cuda` or `mps`.

    `auto` takes CUDA, else Apple's GPU, else the CPU. Of number formats it takes the fastest that keeps the picture:
    float16 on a GPU; on x86 CPUs int8, of what is not computed in that and on others bfloat16 where there are
    instructions for it, else float32.

    Args:
        precision: `auto`, or one of `PRECISIONS`.
        formats: what the network can compute in.

    Raises:
        UsageError: no such device here, or it does not compute in this format.
    """
    if wanted not in DEVICES:
        raise UsageError(f"there is no device '{wanted}'; use one of {', '.join(DEVICES)}")
    here = devices_here()
    name = here[0] if wanted == "auto" else wanted
    if name not in here:
        raise UsageError(f"the device '{name}' does not work here; 'stylecam doctor' says why, or use --device auto")
    possible = [dtype for dtype in _formats_of(name) if dtype in formats]
    if precision != "auto" and precision not in map(dtype_name, possible):
        able = ", ".join(map(dtype_name, possible))
        raise UsageError(f"'{precision}' does not work on the device '{name}' with this network; use auto or {able}")
    dtype = possible[0] if precision == "auto" else PRECISIONS[precision]
    label = torch.cuda.get_device_name() if name == "cuda" else name.upper()
    return Compute(torch.device(name), dtype, f"{label}, {dtype_name(dtype)}")


def dtype_name(dtype: torch.dtype) -> str:
    """`bfloat16`."""
    return str(dtype).removeprefix("torch.")


def _formats_of(device: str) -> tuple[torch.dtype, ...]:
    """What a device computes in, the best first."""
    if device != "cpu":
        return (torch.float16, torch.float32, torch.bfloat16) if device == "cuda" else (torch.float16, torch.float32)
    floats = (torch.bfloat16, torch.float32) if cpu_has_fast_bfloat16(os.environ) else (torch.float32, torch.bfloat16)
    # Where bfloat16 has instructions bytes have them too, for twice as many at a time, and half as much to move.
    return (torch.int8, *floats) if cpu_has_int8() else floats


def settle(device: torch.device) -> None:
    """Wait until a device has done all that it was told to do; the CPU always has."""
    if device.type == "cuda":
        torch.cuda.synchronize(device)
    elif device.type == "mps":
        torch.mps.synchronize()


def cpu_has_int8() -> bool:
    """Whether convolutions of bytes work here, and rightly; elsewhere than on x86 torch has none worth having."""
    return platform.machine().lower() in X86 and supported_levels() is not None


def cpu_has_fast_bfloat16(environment: Mapping[str, str]) -> bool:
    """Whether convolutions in bfloat16 run on instructions made for it (AMX, AVX512-BF16).

    `ONEDNN_MAX_CPU_ISA` can keep oneDNN from them: then bfloat16 would be emulated, which is slow.
    """
    if platform.machine().lower() not in X86:
        return False
    limit = environment.get("ONEDNN_MAX_CPU_ISA", "ALL").upper()
    if limit not in ("ALL", "DEFAULT") and not any(word in limit for word in ("AMX", "BF16", "FP16")):
        return False
    # Torch has no public name for these; without them float32 is the safe answer.
    probes = ("_is_amx_tile_supported", "_is_avx512_bf16_supported")
    return any(bool(getattr(torch.cpu, probe, bool)()) for probe in probes)
