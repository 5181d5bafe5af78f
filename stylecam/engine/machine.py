"""What a measurement was taken on: without it a number of milliseconds says nothing."""

from __future__ import annotations

import os
import platform
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import torch

TELLING_FLAGS = (
    *("avx2", "avx_vnni", "avx512f", "avx512_vnni", "avx512_bf16", "avx512_fp16"),
    *("amx_int8", "amx_bf16", "amx_fp16", "asimd", "bf16", "sve", "sme"),
)
"""The instruction sets, as Linux names them, that decide how fast a convolution can be."""


@dataclass(frozen=True)
class Machine:
    """A processor and the torch that ran on it.

    Attributes:
        cpu: the processor's name as the system tells it.
        cores: logical cores that this process may use.
        threads: how many of them torch was given.
        flags: those of `TELLING_FLAGS` that the processor has; where the system does not list them, torch's own word.
        torch: its version.
        spin: how long OpenMP's threads spin before they sleep (libgomp's count), "" where it decides. Where another
            process wants a core, threads that spin long can cost a forward many times its own length.
    """

    cpu: str
    cores: int
    threads: int
    flags: tuple[str, ...]
    torch: str
    spin: str

    def __str__(self) -> str:
        flags = " ".join(self.flags)
        threads = f"{self.threads} threads, spin count: {self.spin or 'default'}"
        return f"{self.cpu}, {self.cores} cores ({flags}); torch {self.torch}, {threads}"


def this_machine() -> Machine:
    """The machine that this process runs on."""
    about = _first_processor(Path("/proc/cpuinfo"))
    has = about.get("flags", about.get("Features", "")).split()
    return Machine(
        cpu=about.get("model name") or platform.processor() or platform.machine(),
        cores=len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1,
        threads=torch.get_num_threads(),
        flags=tuple(flag for flag in TELLING_FLAGS if flag in has) or (torch.backends.cpu.get_cpu_capability(),),
        torch=torch.__version__,
        spin=os.environ.get("GOMP_SPINCOUNT", ""),
    )


def _first_processor(cpuinfo: Path) -> Mapping[str, str]:
    """`key : value` lines up to the first empty one; nothing where the system has no such file."""
    if not cpuinfo.is_file():
        return {}
    block = cpuinfo.read_text(encoding="utf-8").split("\n\n", 1)[0]
    pairs = (line.split(":", 1) for line in block.splitlines() if ":" in line)
    return {key.strip(): value.strip() for key, value in pairs}
