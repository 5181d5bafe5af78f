"""Under what a measurement was taken: without that a number of milliseconds says nothing."""

from __future__ import annotations

import platform
import subprocess
from dataclasses import asdict
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

import psutil
import torch

import stylecam
from stylecam.engine.device import Compute, dtype_name
from stylecam.engine.machine import this_machine

ROOT = Path(__file__).resolve().parents[1]


def conditions(compute: Compute) -> dict[str, Any]:
    """Machine, device, number format and versions, for a JSON file.

    `load` is the machine's average over the minute before: a measurement is worth little where it was not near 0.
    """
    device = compute.device.type
    return {
        "date": datetime.now(timezone.utc).isoformat(timespec="seconds"),
        "load": round(psutil.getloadavg()[0], 2),
        "machine": asdict(this_machine()),
        "memory_gb": round(psutil.virtual_memory().total / 1e9, 1),
        "gpu": torch.cuda.get_device_name(compute.device) if device == "cuda" else None,
        "device": device,
        "dtype": dtype_name(compute.dtype),
        "system": f"{platform.system()} {platform.machine()}",
        "python": platform.python_version(),
        "torch": torch.__version__,
        "stylecam": stylecam.__version__,
        "commit": commit(ROOT),
    }


def commit(root: Path) -> str | None:
    """The checkout's commit, with "-dirty" where files differ from it; None where it is none."""
    command = ["git", "describe", "--always", "--dirty", "--abbrev=12", "--exclude=*"]
    try:
        found = subprocess.run(command, cwd=root, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return None
    return found.stdout.strip()
