"""What a training runs on: the device, its number format, and whether its compiler works."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import torch

from stylecam.errors import UsageError


@dataclass(frozen=True)
class Machine:
    """Where and how to compute.

    Attributes:
        device: the torch device.
        autocast: what convolutions run in; None: float32.
        compiled: the objective is compiled into one program.
        label: for people.
    """

    device: torch.device
    autocast: torch.dtype | None
    compiled: bool
    label: str


def choose_machine(wanted: str, rank: int, fast_bfloat16: bool, compiled: bool) -> Machine:
    """The machine for `auto`, `cpu`, `cuda` or `mps`.

    Args:
        wanted: `auto` takes CUDA, else the CPU.
        rank: which of the GPUs.
        fast_bfloat16: the CPU has instructions for it.
        compiled: what was asked for; it comes out False if this machine cannot.

    Raises:
        UsageError: no such device here.
    """
    name = ("cuda" if torch.cuda.is_available() else "cpu") if wanted == "auto" else wanted
    works = {"cpu": True, "cuda": torch.cuda.is_available(), "mps": torch.backends.mps.is_available()}
    if not works.get(name, False):
        raise UsageError(
            f"the device '{name}' does not work here; use --device {' or '.join(k for k in works if works[k])}"
        )
    device = torch.device(name)
    autocast = torch.bfloat16 if fast_bfloat16 and name == "cpu" else None
    label = name.upper()
    if name == "cuda":
        device = torch.device("cuda", rank % torch.cuda.device_count())
        torch.cuda.set_device(device)
        autocast = torch.bfloat16 if torch.cuda.is_bf16_supported(including_emulation=False) else torch.float16
        label = torch.cuda.get_device_name(device)
    format_name = str(autocast or torch.float32).removeprefix("torch.")
    return Machine(device, autocast, compiled and _compiles(device), f"{label}, {format_name}")


def _compiles(device: torch.device) -> bool:
    """Whether torch finds a working compiler for this device: tried, as it needs headers and libraries too."""
    double: Callable[[torch.Tensor], torch.Tensor] = torch.compile(lambda x: x * 2 + 1)
    try:
        double(torch.zeros(64, device=device))
    except (RuntimeError, OSError):
        return False
    return True
