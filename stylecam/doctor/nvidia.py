"""NVIDIA graphics cards: is there one, has it a driver, and can torch use it."""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from stylecam.doctor.check import Check, fails, works
from stylecam.doctor.distribution import Distribution

CudaVersion = tuple[int, int]

_DRIVER_LIBRARY = {"Linux": "libcuda.so.1", "Windows": "nvcuda.dll"}
_DRIVER_PAGE = "https://www.nvidia.com/drivers"
_TORCH_PAGE = "https://pytorch.org/get-started"


@dataclass(frozen=True)
class NvidiaFacts:
    """What the system says of NVIDIA cards.

    Attributes:
        card: whether one is on the PCI bus (only Linux tells).
        driver: the newest CUDA that the driver speaks; None without a driver.
        hidden: whether the environment hides the cards from programs.
    """

    card: bool
    driver: CudaVersion | None
    hidden: bool = False


def read_nvidia(system: str, environment: Mapping[str, str], root: Path = Path("/")) -> NvidiaFacts:
    """Ask the system; `root` is where its `/sys` lies."""
    hidden = environment.get("CUDA_VISIBLE_DEVICES", "0") in ("", "-1")
    return NvidiaFacts(_has_card(root), _driver_version(_DRIVER_LIBRARY.get(system, "")), hidden)


def check_cuda(
    torch_version: str,
    built_for: CudaVersion | None,
    gpus: Sequence[str],
    nvidia: NvidiaFacts,
    distribution: Distribution,
) -> Check:
    """Whether torch can use a graphics card, and if not, which of the three links is missing."""
    if gpus:
        return works("cuda", f"{', '.join(gpus)}; torch {torch_version}")
    if nvidia.driver is None and not nvidia.card:
        fix = "none is needed: the CPU paints; an NVIDIA card with its driver would paint larger pictures"
        return fails("cuda", "no NVIDIA graphics card", fix)
    if nvidia.driver is None:
        return fails("cuda", "an NVIDIA graphics card without its driver", _driver_fix(distribution))
    speaks = f"{nvidia.driver[0]}.{nvidia.driver[1]}"
    if built_for is None:
        detail = f"the NVIDIA driver is here, but torch {torch_version} is a build for the CPU alone"
        return fails("cuda", detail, torch_for(nvidia.driver))
    if nvidia.driver[0] < built_for[0]:
        detail = f"the NVIDIA driver speaks CUDA {speaks}, torch {torch_version} needs {built_for[0]}.{built_for[1]}"
        return fails("cuda", detail, f"update the driver ({_DRIVER_PAGE}), or: {torch_for(nvidia.driver)}")
    if nvidia.hidden:
        fix = "take CUDA_VISIBLE_DEVICES out of the environment"
        return fails("cuda", "CUDA_VISIBLE_DEVICES hides the graphics cards", fix)
    fix = "restart the computer if the driver was updated; start a container with --gpus all; 'nvidia-smi' says more"
    return fails("cuda", f"the NVIDIA driver (CUDA {speaks}) shows torch {torch_version} no card", fix)


def torch_for(driver: CudaVersion) -> str:
    """Which torch a driver can serve, and where its command is."""
    build = "13.0" if driver >= (13, 0) else "12.6"
    return f"install torch anew in its build for CUDA {build}: {_TORCH_PAGE} gives the command for {sys.executable}"


def _driver_fix(distribution: Distribution) -> str:
    own = {
        "debian": f"on Ubuntu: {distribution.sudo}ubuntu-drivers install; on Debian, with its section non-free:"
        f" {distribution.install(['nvidia-driver'])}",
        "arch": distribution.install(["nvidia"]),
    }
    return f"{distribution.name(own) or f'install the driver from {_DRIVER_PAGE}'}; then restart the computer"


def _has_card(root: Path) -> bool:
    """Whether the PCI bus has a display device (class 0x03....) of NVIDIA (vendor 0x10de)."""
    for device in (root / "sys/bus/pci/devices").glob("*"):
        try:
            vendor, kind = ((device / name).read_text().strip() for name in ("vendor", "class"))
        except OSError:
            continue
        if vendor == "0x10de" and kind.startswith("0x03"):
            return True
    return False


def _driver_version(library: str) -> CudaVersion | None:
    if not library:
        return None
    try:
        driver = ctypes.CDLL(library)
        version = ctypes.c_int()
        failed = driver.cuDriverGetVersion(ctypes.byref(version))
    except (OSError, AttributeError):
        return None
    return None if failed else (version.value // 1000, version.value % 1000 // 10)
