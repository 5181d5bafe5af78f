"""Which device and number format to compute in."""

from __future__ import annotations

import os
import platform
from collections.abc import Mapping
from dataclasses import dataclass

import torch

from stylecam.engine.machine import this_machine
from stylecam.errors import UsageError

DEVICES = ("auto", "cpu", "cuda", "mps")


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


def choose_compute(wanted: str) -> Compute:
    """The compute for `auto`, `cpu`, `cuda` or `mps`.

    `auto` takes CUDA, else Apple's GPU, else the CPU. Half precision is used where it is fast: float16 on a GPU,
    bfloat16 on CPUs with instructions for it, float32 elsewhere.

    Raises:
        UsageError: no such device here.
    """
    if wanted not in DEVICES:
        raise UsageError(f"there is no device '{wanted}'; use one of {', '.join(DEVICES)}")
    here = devices_here()
    name = here[0] if wanted == "auto" else wanted
    if name not in here:
        raise UsageError(f"the device '{name}' does not work here; 'stylecam doctor' says why, or use --device auto")
    on_cpu = torch.bfloat16 if cpu_has_fast_bfloat16(os.environ) else torch.float32
    dtype = on_cpu if name == "cpu" else torch.float16
    label = torch.cuda.get_device_name() if name == "cuda" else name.upper()
    return Compute(torch.device(name), dtype, f"{label}, {str(dtype).removeprefix('torch.')}")


def settle(device: torch.device) -> None:
    """Wait until a device has done all that it was told to do; the CPU always has."""
    if device.type == "cuda":
        torch.cuda.synchronize(device)
    elif device.type == "mps":
        torch.mps.synchronize()


def cpu_has_fast_bfloat16(environment: Mapping[str, str]) -> bool:
    """Whether convolutions in bfloat16 run on instructions made for it (AMX, AVX512-BF16).

    `ONEDNN_MAX_CPU_ISA` can keep oneDNN from them: then bfloat16 would be emulated, which is slow.
    """
    if platform.machine().lower() not in ("x86_64", "amd64"):
        return False
    limit = environment.get("ONEDNN_MAX_CPU_ISA", "ALL").upper()
    if limit not in ("ALL", "DEFAULT") and not any(word in limit for word in ("AMX", "BF16", "FP16")):
        return False
    # Torch has no public name for these; without them float32 is the safe answer.
    probes = ("_is_amx_tile_supported", "_is_avx512_bf16_supported")
    return any(bool(getattr(torch.cpu, probe, bool)()) for probe in probes)
