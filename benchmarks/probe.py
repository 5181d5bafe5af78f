"""One network at one size in a process of its own: how soon its first frame is painted, and how much memory it takes.

    python -m benchmarks.probe compact --size 640x360

Two networks in one process could not be told apart in memory, and the second would not have to load torch.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import psutil
import torch

from benchmarks.arguments import positive, size
from benchmarks.contenders import chosen
from benchmarks.frames import paintings
from stylecam.engine.device import choose_compute
from stylecam.errors import EngineError, StylecamError
from stylecam.look import Size

START = 60.0
"""Seconds that a process may take beside its frames: it loads torch, and more."""
FRAMES = 3
"""Painted by a probe: one with buffers to be made, one that finds them, and one that counts."""
DOES_NOT_FIT = "it does not fit in memory"
KILLED = -9
"""The exit code of a process that the system stopped to have its memory back."""
KILLER = Path("/proc/self/oom_score_adj")
STATUS = Path("/proc/self/status")


@dataclass(frozen=True)
class Probe:
    """What one process told.

    Attributes:
        first_s: from its start to its first painted frame, all loading and the style's encoding included.
        frame_s: the third frame.
        peak: of its memory in bytes, with what is loaded; of the GPU's memory that torch took, where it ran on one.
        before: the same before the network was made.
    """

    first_s: float
    frame_s: float
    peak: int
    before: int


@dataclass(frozen=True)
class LeftOut:
    """Why a network was not measured at a size."""

    network: str
    size: Size
    why: str


@dataclass(frozen=True)
class Setting:
    """How all networks are run.

    Attributes:
        microast: the file of its weights.
        threads: torch's.
        limit: seconds that a frame may take.
    """

    device: str
    microast: Path | None
    threads: int
    limit: float


def probe(network: str, size: Size, setting: Setting) -> Probe | LeftOut:
    """Run a network at a size in a process of its own.

    Raises:
        StylecamError: it did not paint, and neither time nor memory was the reason.
    """
    command = [sys.executable, "-m", "benchmarks.probe", network, "--size", f"{size[0]}x{size[1]}"]
    command += ["--device", setting.device, "--threads", str(setting.threads), "--started", repr(time.time())]
    if setting.microast is not None:
        command += ["--microast", str(setting.microast)]
    patience = START + FRAMES * setting.limit
    try:
        child = subprocess.run(command, capture_output=True, text=True, timeout=patience)
    except subprocess.TimeoutExpired:
        return LeftOut(network, size, f"{FRAMES} frames take more than {patience:.0f} s")
    if child.returncode == KILLED:
        return LeftOut(network, size, DOES_NOT_FIT)
    if child.returncode != 0:
        told = child.stderr.strip().rpartition("\n")[2]
        raise EngineError(told or f"{network} at {size[0]}x{size[1]} ended with {child.returncode}")
    told = json.loads(child.stdout)
    if "why" in told:
        return LeftOut(network, size, told["why"])
    found = Probe(**told)
    if found.frame_s > setting.limit:
        return LeftOut(network, size, f"a frame takes {found.frame_s:.1f} s, more than {setting.limit:g} s")
    return found


def paint(network: str, size: Size, device: str, microast: Path | None, started: float) -> Probe:
    """Paint three frames in this process, which was started at `started` (`time.time()`).

    Raises:
        StylecamError: the network or the device cannot be used.
        RuntimeError, MemoryError: there is too little memory.
    """
    compute = choose_compute(device)
    before = peak_memory(compute.device)
    with tempfile.TemporaryDirectory() as cache, torch.inference_mode():
        made = chosen(paintings(compute, microast, 1, Path(cache)), [network])
        frames = made[network](size)
        frames()
        first = time.time() - started
        frames()
        began = time.perf_counter()
        frames()
        return Probe(first, time.perf_counter() - began, peak_memory(compute.device), before)


def peak_memory(device: torch.device) -> int:
    """The most that torch took of the GPU's memory, or this process of the machine's, in bytes."""
    if device.type == "cuda":
        return torch.cuda.max_memory_allocated(device)
    if STATUS.is_file():
        # Not getrusage: on Linux a child's begins with what its parent had.
        (line,) = (line for line in STATUS.read_text(encoding="ascii").splitlines() if line.startswith("VmHWM:"))
        return int(line.split()[1]) * 1024
    if sys.platform == "win32":
        return int(psutil.Process().memory_info().peak_wset)
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def is_lack_of_memory(error: BaseException) -> bool:
    """Whether an error of torch's, or of the engine around it, says that memory ran out."""
    return isinstance(error, MemoryError) or any(
        word in str(error) for word in ("out of memory", "can't allocate memory", "not enough memory")
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """The process that is looked at; returns its exit code."""
    started = time.time()
    options = _parser().parse_args(arguments)
    torch.set_num_threads(options.threads)
    try:
        told = asdict(
            paint(options.network, options.size, options.device, options.microast, options.started or started)
        )
    except (StylecamError, RuntimeError, MemoryError) as error:
        if is_lack_of_memory(error):
            told = {"why": DOES_NOT_FIT}
        elif isinstance(error, StylecamError):
            print(error, file=sys.stderr)
            return error.exit_code
        else:
            raise
    print(json.dumps(told))
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.probe", description=__doc__.split("\n", 1)[0])
    parser.add_argument("network", help="its name, such as 'compact'")
    parser.add_argument("--size", type=size, default=(640, 360), metavar="WxH", help="multiples of 8 (640x360)")
    parser.add_argument("--device", choices=("cpu", "cuda"), default="cpu")
    parser.add_argument("--microast", type=Path, metavar="FILE", help="MicroAST's weights (safetensors)")
    parser.add_argument("--threads", type=positive, default=torch.get_num_threads(), metavar="N", help="torch's (all)")
    parser.add_argument("--started", type=float, metavar="TIME", help="when the process was (now)")
    return parser


if __name__ == "__main__":
    if KILLER.is_file():
        # Where memory runs out, it is this process that goes.
        KILLER.write_text("1000", encoding="ascii")
    sys.exit(main())
