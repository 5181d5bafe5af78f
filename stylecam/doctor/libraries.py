"""The system libraries that Qt loads on Linux, and the packages that bring them.

    python -m stylecam.doctor.libraries [--offscreen] [--packages]

runs with the standard library alone, before anything is installed: it says nothing and exits with 0 where nothing is
missing, else prints the command that installs what is (with `--packages` only the packages' names) and exits with 1.
"""

from __future__ import annotations

import argparse
import ctypes
import platform
import sys
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from stylecam.doctor.distribution import FAMILIES, Distribution, this_distribution


class Library(NamedTuple):
    """A shared object, and the package that brings it for each of `FAMILIES`, in that order."""

    file: str
    packages: tuple[str, str, str, str]

    def package(self, family: str) -> str:
        """The package's name in a family; "" if that is unknown."""
        return self.packages[FAMILIES.index(family)] if family in FAMILIES else ""


OFFSCREEN = (
    Library("libGL.so.1", ("libgl1", "libglvnd-glx", "libglvnd", "Mesa-libGL1")),
    Library("libEGL.so.1", ("libegl1", "libglvnd-egl", "libglvnd", "Mesa-libEGL1")),
    Library("libxkbcommon.so.0", ("libxkbcommon0", "libxkbcommon", "libxkbcommon", "libxkbcommon0")),
    Library("libdbus-1.so.3", ("libdbus-1-3", "dbus-libs", "dbus", "libdbus-1-3")),
    Library("libfontconfig.so.1", ("libfontconfig1", "fontconfig", "fontconfig", "libfontconfig1")),
    Library("libglib-2.0.so.0", ("libglib2.0-0", "glib2", "glib2", "libglib-2_0-0")),
    Library("libgthread-2.0.so.0", ("libglib2.0-0", "glib2", "glib2", "libgthread-2_0-0")),
    Library("libX11.so.6", ("libx11-6", "libX11", "libx11", "libX11-6")),
)
"""What Qt needs even where it shows nothing."""

WINDOW = (
    Library("libxcb-cursor.so.0", ("libxcb-cursor0", "xcb-util-cursor", "xcb-util-cursor", "libxcb-cursor0")),
    Library("libxcb-icccm.so.4", ("libxcb-icccm4", "xcb-util-wm", "xcb-util-wm", "libxcb-icccm4")),
    Library("libxcb-image.so.0", ("libxcb-image0", "xcb-util-image", "xcb-util-image", "libxcb-image0")),
    Library("libxcb-keysyms.so.1", ("libxcb-keysyms1", "xcb-util-keysyms", "xcb-util-keysyms", "libxcb-keysyms1")),
    Library(
        "libxcb-render-util.so.0",
        ("libxcb-render-util0", "xcb-util-renderutil", "xcb-util-renderutil", "libxcb-render-util0"),
    ),
    Library("libxcb-util.so.1", ("libxcb-util1", "xcb-util", "xcb-util", "libxcb-util1")),
    Library("libxcb.so.1", ("libxcb1", "libxcb", "libxcb", "libxcb1")),
    Library("libxcb-randr.so.0", ("libxcb-randr0", "libxcb", "libxcb", "libxcb-randr0")),
    Library("libxcb-render.so.0", ("libxcb-render0", "libxcb", "libxcb", "libxcb-render0")),
    Library("libxcb-shape.so.0", ("libxcb-shape0", "libxcb", "libxcb", "libxcb-shape0")),
    Library("libxcb-shm.so.0", ("libxcb-shm0", "libxcb", "libxcb", "libxcb-shm0")),
    Library("libxcb-sync.so.1", ("libxcb-sync1", "libxcb", "libxcb", "libxcb-sync1")),
    Library("libxcb-xfixes.so.0", ("libxcb-xfixes0", "libxcb", "libxcb", "libxcb-xfixes0")),
    Library("libxcb-xkb.so.1", ("libxcb-xkb1", "libxcb", "libxcb", "libxcb-xkb1")),
    Library("libX11-xcb.so.1", ("libx11-xcb1", "libX11-xcb", "libx11", "libX11-xcb1")),
    Library(
        "libxkbcommon-x11.so.0", ("libxkbcommon-x11-0", "libxkbcommon-x11", "libxkbcommon-x11", "libxkbcommon-x11-0")
    ),
)
"""What it needs besides for a window."""


def loads(file: str) -> bool:
    """Whether the loader finds a shared object here."""
    try:
        ctypes.CDLL(file)
    except OSError:
        return False
    return True


def missing(libraries: Iterable[Library], found: Callable[[str], bool] = loads) -> list[Library]:
    """Those libraries that are not here."""
    return [library for library in libraries if not found(library.file)]


def packages_of(libraries: Iterable[Library], family: str) -> list[str]:
    """The packages that bring some libraries, each once; none for an unknown family."""
    return list(dict.fromkeys(library.package(family) for library in libraries if library.package(family)))


def mend(libraries: Sequence[Library], distribution: Distribution) -> str:
    """What brings missing libraries: a command, or, for an unknown family, words that name the files."""
    command = distribution.install(packages_of(libraries, distribution.family))
    files = ", ".join(library.file for library in libraries)
    return command or f"install the packages of your system that bring {files}"


def main(argv: Sequence[str], system: str, distribution: Distribution, found: Callable[[str], bool] = loads) -> int:
    """The command of this module; `system` is as `platform.system` says."""
    parser = argparse.ArgumentParser(
        prog="python -m stylecam.doctor.libraries", description=(__doc__ or "").split("\n")[0]
    )
    parser.add_argument("--offscreen", action="store_true", help="only what Qt needs where it shows nothing")
    parser.add_argument("--packages", action="store_true", help="only the names of the packages")
    arguments = parser.parse_args(argv)
    wanted = OFFSCREEN if arguments.offscreen else OFFSCREEN + WINDOW
    absent = missing(wanted, found) if system == "Linux" else []
    if not absent:
        return 0
    packages = packages_of(absent, distribution.family)
    if not arguments.packages:
        print(f"Qt's system libraries are missing: {mend(absent, distribution)}")
    elif packages:
        print(*packages)
    else:
        print(f"Qt's system libraries are missing: {mend(absent, distribution)}", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], platform.system(), this_distribution()))
