"""What computes: torch, its device, the CPU."""

from __future__ import annotations

import os
import platform
import warnings
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from stylecam.doctor.check import Check, fails, pip_install, works
from stylecam.doctor.distribution import this_distribution
from stylecam.doctor.nvidia import check_cuda, read_nvidia

if TYPE_CHECKING:
    import torch

_RUNTIME = "https://aka.ms/vs/17/release/vc_redist.x64.exe"


@dataclass(frozen=True)
class TorchFacts:
    """What torch says of itself and this machine.

    Attributes:
        version: its own.
        cuda: the CUDA it was built for, such as (12, 6); None if for none.
        gpus: the graphics cards it can use, by name.
        mps: whether it can use Apple's GPU.
        device: what `--device auto` takes, with its number format, for people.
        trouble: why that device does not compute; "" if it does.
        instructions: the CPU instruction set of its kernels.
        fast_bfloat16: whether the CPU has instructions for bfloat16.
        fast_int8: whether its convolutions of bytes work.
        threads: how many it computes with.
    """

    version: str
    cuda: tuple[int, int] | None
    gpus: tuple[str, ...]
    mps: bool
    device: str
    trouble: str
    instructions: str
    fast_bfloat16: bool
    fast_int8: bool
    threads: int


def checks() -> Iterator[Check]:
    """All of this family."""
    system = platform.system()
    try:
        facts = read_torch()
    except (ImportError, OSError, RuntimeError) as error:
        yield broken_torch(str(error), system)
        return
    yield works("torch", facts.version, required=True)
    yield check_device(facts)
    yield check_cpu(facts)
    yield check_threads(facts.threads, os.cpu_count() or 1, os.environ)
    if system == "Darwin":
        yield check_mps(facts, platform.machine())
    else:
        yield check_cuda(facts.version, facts.cuda, facts.gpus, read_nvidia(system, os.environ), this_distribution())


def read_torch() -> TorchFacts:
    """Ask torch.

    Raises:
        ImportError, OSError, RuntimeError: it cannot be loaded.
    """
    with warnings.catch_warnings():
        # An old driver makes torch warn; the checks say it in words that help.
        warnings.simplefilter("ignore")
        import torch

        from stylecam.engine.device import PRECISIONS, choose_compute, cpu_has_fast_bfloat16, cpu_has_int8

        compute = choose_compute("auto", formats=PRECISIONS.values())
        version = torch.version.cuda
        major, _, minor = (version or "").partition(".")
        return TorchFacts(
            version=str(torch.__version__),
            cuda=(int(major), int(minor.partition(".")[0] or 0)) if major.isdecimal() else None,
            gpus=tuple(torch.cuda.get_device_name(i) for i in range(torch.cuda.device_count())),
            mps=torch.backends.mps.is_available(),
            device=compute.label,
            trouble=_trouble(compute.device, compute.dtype),
            instructions=torch.backends.cpu.get_cpu_capability(),
            fast_bfloat16=cpu_has_fast_bfloat16(os.environ),
            fast_int8=cpu_has_int8(),
            threads=torch.get_num_threads(),
        )


def broken_torch(error: str, system: str) -> Check:
    """Torch is installed but cannot be loaded, or is not installed."""
    fix = pip_install("--force-reinstall", "torch")
    if system == "Windows" and ("WinError" in error or "DLL" in error):
        fix = f"install the Visual C++ runtime, {_RUNTIME}; if that does not help: {fix}"
    return fails("torch", f"cannot be loaded: {one_line(error)}", fix, required=True)


def check_device(facts: TorchFacts) -> Check:
    """Whether the device of `--device auto` computes."""
    if not facts.trouble:
        return works("device", f"{facts.device} (what --device auto takes)", required=True)
    fix = "paint on the CPU with --device cpu, or install a torch made for this device: https://pytorch.org/get-started"
    return fails("device", f"{facts.device} does not compute: {one_line(facts.trouble)}", fix, required=True)


def check_cpu(facts: TorchFacts) -> Check:
    """What the CPU can do for convolutions."""
    numbers = [name for name, there in (("bfloat16", facts.fast_bfloat16), ("int8", facts.fast_int8)) if there]
    return works("cpu", f"{facts.instructions}, {', '.join(('float32', *numbers))}, {facts.threads} threads")


def check_threads(threads: int, cores: int, environment: Mapping[str, str]) -> Check:
    """Whether something keeps torch from the CPU's cores."""
    limits = [f"{name}={environment[name]}" for name in ("OMP_NUM_THREADS", "MKL_NUM_THREADS") if name in environment]
    if threads > 1 or cores == 1 or not limits:
        return works("threads", f"{threads} for {cores} cores")
    fix = f"take {' and '.join(limits)} out of the environment"
    return fails("threads", f"torch is kept to one of {cores} cores", fix)


def check_mps(facts: TorchFacts, machine: str) -> Check:
    """Whether Apple's GPU can be used."""
    if facts.mps:
        return works("mps", "Apple's GPU is used")
    if machine != "arm64":
        return fails("mps", "this Mac has no Apple GPU; the CPU paints", "none is needed; Macs with an M chip have one")
    fix = f"update macOS to 14 or newer, use a Python for arm64, then: {pip_install('--force-reinstall', 'torch')}"
    return fails("mps", "torch cannot use Apple's GPU; the CPU paints", fix)


def one_line(text: str) -> str:
    """The first line of a message that may have many."""
    return next((line.strip() for line in text.splitlines() if line.strip()), "it does not say why")


def _trouble(device: torch.device, dtype: torch.dtype) -> str:
    """Why a small convolution fails on a device: a build without kernels for a card is only noticed so."""
    import torch

    if dtype == torch.int8:  # taken only where it was tried out
        return ""
    try:
        picture = torch.ones(1, 8, 16, 16, device=device, dtype=dtype)
        kernel = torch.ones(8, 8, 3, 3, device=device, dtype=dtype)
        float(torch.nn.functional.conv2d(picture, kernel).sum())
    except RuntimeError as error:
        return str(error)
    return ""
