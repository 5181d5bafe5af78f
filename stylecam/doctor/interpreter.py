"""Python, stylecam itself and the packages it stands on."""

from __future__ import annotations

import platform
import sys
from collections.abc import Callable, Iterator
from importlib import metadata, util

import stylecam
from stylecam.doctor.check import Check, fails, pip, pip_install, works

OLDEST, NEWEST = (3, 10), (3, 13)

PACKAGES = {
    "torch": "torch",
    "numpy": "numpy",
    "safetensors": "safetensors",
    "PIL": "pillow",
    "cv2": "opencv-python-headless",
    "av": '"av>=18,<19"',
    # Qt 6.12 corrupts None's reference count on Python 3.11 and older.
    "PySide6": '"PySide6-Essentials>=6.7,<6.12"',
    "cv2_enumerate_cameras": "cv2-enumerate-cameras",
    "platformdirs": "platformdirs",
    "psutil": "psutil",
    "rich": "rich",
    "sounddevice": "sounddevice",
    # Part of Python from 3.11 on.
    **({"tomli": "tomli"} if sys.version_info < (3, 11) else {}),
}
"""What stylecam imports, and what to install for each, as a shell wants it."""

RIVALS = ("opencv-python", "opencv-contrib-python")
"""OpenCV with windows of its own: it brings a second Qt, and the process ends when both are loaded."""


def checks() -> Iterator[Check]:
    """All of this family."""
    version = platform.python_version_tuple()
    yield check_python((int(version[0]), int(version[1])), platform.python_version())
    yield works("stylecam", stylecam.__version__, required=True)
    yield check_packages(lambda module: util.find_spec(module) is not None)
    yield check_rivals(lambda name: any(True for _ in metadata.distributions(name=name)))


def check_python(version: tuple[int, int], full: str) -> Check:
    """Whether stylecam runs on a Python."""
    if OLDEST <= version <= NEWEST:
        return works("python", full, required=True)
    span = f"{OLDEST[0]}.{OLDEST[1]} to {NEWEST[0]}.{NEWEST[1]}"
    fix = f"install Python {span} from https://www.python.org/downloads and make a new environment with it"
    return fails("python", f"{full} is not one of {span}", fix, required=True)


def check_packages(installed: Callable[[str], bool]) -> Check:
    """Whether all that stylecam imports is here."""
    absent = [module for module in PACKAGES if not installed(module)]
    if not absent:
        return works("packages", f"all {len(PACKAGES)} are here", required=True)
    fix = pip_install(*(PACKAGES[module] for module in absent))
    return fails("packages", f"missing: {', '.join(absent)}", fix, required=True)


def check_rivals(installed: Callable[[str], bool]) -> Check:
    """Whether OpenCV leaves Qt to Qt."""
    found = [name for name in RIVALS if installed(name)]
    if not found:
        return works("opencv", "brings no second Qt")
    # They share a folder: taking one away damages the other.
    fix = f"{pip('uninstall', '-y', *found, PACKAGES['cv2'])} && {pip_install(PACKAGES['cv2'])}"
    return fails("opencv", f"{', '.join(found)} brings a second Qt, which ends the window's process", fix)
