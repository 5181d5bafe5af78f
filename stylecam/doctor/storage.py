"""The folders that stylecam writes to."""

from __future__ import annotations

import platform
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from stylecam.doctor.check import Check, fails, works
from stylecam.doctor.files import there

ENOUGH = 500_000_000
"""Bytes: some hundred cached styles and some minutes of video."""


def checks() -> Iterator[Check]:
    """All of this family."""
    import platformdirs

    from stylecam.user_files import style_cache, user_styles

    system = platform.system()
    settings = Path(platformdirs.user_config_dir("stylecam", appauthor=False))
    yield check_folder("cache folder", style_cache(), "XDG_CACHE_HOME", system, required=True)
    yield check_folder("styles folder", user_styles(), "XDG_DATA_HOME", system)
    yield check_folder("settings folder", settings, "XDG_CONFIG_HOME", system)
    yield check_space(style_cache())


def check_folder(name: str, folder: Path, variable: str, system: str, *, required: bool = False) -> Check:
    """Whether a folder can be written, or made. `variable` moves it elsewhere on Linux."""
    place = _nearest(folder)
    try:
        with tempfile.TemporaryFile(dir=place):
            pass
    except OSError as error:
        return fails(
            name,
            f"{folder}: {place} cannot be written ({error.strerror})",
            _fix(place, variable, system),
            required=required,
        )
    return works(name, f"{folder}", required=required)


def check_space(folder: Path) -> Check:
    """Whether the disk of a folder has room."""
    place = _nearest(folder)
    try:
        free = shutil.disk_usage(place).free
    except OSError as error:
        return fails("disk", f"{place}: its free space cannot be read ({error.strerror})", f"look after {place}")
    if free >= ENOUGH:
        return works(
            "disk", f"{free / 1e9:.0f} GB free in {place}" if free >= 1e9 else f"{free / 1e6:.0f} MB free in {place}"
        )
    return fails("disk", f"only {free / 1e6:.0f} MB free in {place}", "delete what you no longer need from that disk")


def _nearest(folder: Path) -> Path:
    """The folder, or what is there of the way to it."""
    return next(place for place in (folder, *folder.parents) if there(place))


def _fix(place: Path, variable: str, system: str) -> str:
    if not place.is_dir():
        return f"move the file {place} away: a folder belongs there"
    if system == "Windows":
        return f'give yourself the right to write there: icacls "{place}" /grant "%USERNAME%:(OI)(CI)F"'
    own = f'sudo chown -R "$USER" "{place}"'
    return f"{own}, or set {variable} to a folder of your own" if system == "Linux" else own
