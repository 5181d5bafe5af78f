"""Everything `make setup` does: a virtual environment with stylecam in it, and the system libraries that Qt needs.

    python3 scripts/bootstrap.py .venv

Needs nothing but Python 3.10 to 3.13. As root on Debian or Ubuntu missing system libraries are installed; elsewhere
the command that installs them is printed.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def main(folder: Path) -> int:
    if not (3, 10) <= sys.version_info[:2] <= (3, 13):
        return _refuse(
            f"stylecam needs Python 3.10 to 3.13, this is {sys.version.split()[0]};"
            " run 'make PYTHON=python3.11 …' with one of those"
        )
    _system_libraries()
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    if not python.exists() and subprocess.run([sys.executable, "-m", "venv", str(folder)]).returncode:
        return _refuse("no virtual environment could be made; on Debian and Ubuntu: sudo apt-get install python3-venv")
    install = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    constraints = ["--constraint", str(ROOT / "constraints.txt")]
    # Torch first and by itself, so that its pinned build is taken and not the newest that a dependency admits.
    for what in (["torch"], ["--editable", f"{ROOT}[dev]"]):
        print(f"installing {' '.join(what)} …", flush=True)
        if subprocess.run([*install, *constraints, *what]).returncode:
            return _refuse("pip could not install everything; the lines above say what")
    # Nothing but the virtual camera needs it, and not every machine has a wheel of it.
    print("installing pyvirtualcam …", flush=True)
    extra = ["--only-binary", "pyvirtualcam", "--editable", f"{ROOT}[virtualcam]"]
    if subprocess.run([*install, *constraints, *extra]).returncode:
        print("setup: goes on without the virtual camera; 'stylecam doctor' says how to get it")
    return 0


def _system_libraries() -> None:
    """Install what is missing where that is possible without asking; else say how."""
    check = [sys.executable, "-m", "stylecam.doctor.libraries"]
    packages = subprocess.run([*check, "--packages"], cwd=ROOT, capture_output=True, text=True).stdout.split()
    if not packages:
        return
    if shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0:
        print(f"installing the system libraries {' '.join(packages)} …", flush=True)
        for arguments in (["update", "-qq"], ["install", "-qq", "-y", "--no-install-recommends", *packages]):
            environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
            subprocess.run(["apt-get", *arguments], stdout=subprocess.DEVNULL, env=environment)
    # Says what is still missing, and nothing when all is there.
    subprocess.run(check, cwd=ROOT)


def _refuse(reason: str) -> int:
    print(f"setup: {reason}", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1] if len(sys.argv) > 1 else ".venv")))
