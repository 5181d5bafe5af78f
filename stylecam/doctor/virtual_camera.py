"""Whether the system is ready to show the painted picture to video calls as a camera."""

from __future__ import annotations

import importlib
import os
import platform
from collections.abc import Callable, Iterator
from importlib import util
from pathlib import Path

from stylecam.doctor.cameras import may_open
from stylecam.doctor.check import Check, fails, pip_install, works
from stylecam.doctor.distribution import Distribution, this_distribution
from stylecam.doctor.files import there
from stylecam.doctor.loopback import (
    Loopback,
    build_command,
    install_command,
    load_command,
    read_loopback,
    reload_command,
    sign_advice,
)
from stylecam.doctor.pipewire import pipewire_checks, read_pipewire
from stylecam.sinks.loopback import loopbacks
from stylecam.sinks.pipewire import PIPEWIRE

NAME = "virtual camera"

_OBS = {"Windows": "Program Files/obs-studio", "Darwin": "Applications/OBS.app"}


def checks() -> Iterator[Check]:
    """All of this family."""
    yield from checks_to_send()
    if platform.system() == "Linux":
        yield from _pipewire()


def chosen(device: str = "") -> str:
    """Where to send to: `device` if one is named, else `PIPEWIRE` on a Linux that has no loopback device and can have
    a PipeWire camera, else "", the system's own."""
    if device or platform.system() != "Linux" or any(loopbacks()):
        return device
    return PIPEWIRE if all(check.ok for check in _pipewire()) else ""


def checks_to_send(device: str = "") -> Iterator[Check]:
    """What stylecam's own virtual camera needs; `device` is one that somebody names, or `PIPEWIRE`."""
    system = platform.system()
    if device == PIPEWIRE:
        yield from _pipewire()
        return
    if system == "Linux":
        distribution = this_distribution()
        facts = read_loopback(Path("/"), platform.release(), distribution.family)
        yield check_loopback(facts, distribution, may_open)
    else:
        yield check_obs(system, Path(Path.cwd().anchor))
    importlib.invalidate_caches()  # it may have been installed since we started
    yield check_pyvirtualcam(util.find_spec("pyvirtualcam") is not None)


def _pipewire() -> Iterator[Check]:
    return pipewire_checks(read_pipewire(Path("/"), os.environ), this_distribution())


def check_loopback(facts: Loopback, distribution: Distribution, allowed: Callable[[Path], bool]) -> Check:
    """Whether Linux has a virtual camera; if not, the first thing that is missing."""
    if facts.devices:
        return _check_devices(facts, distribution, allowed)
    if facts.loaded:
        return fails(NAME, "v4l2loopback is loaded, but has no device", reload_command(distribution))
    if facts.unbuilt:
        return fails(NAME, "v4l2loopback is not built for the running kernel", build_command(distribution))
    if not facts.installed:
        return fails(
            NAME, "v4l2loopback is not installed", _with_key(install_command(distribution), facts, distribution)
        )
    return fails(
        NAME, "v4l2loopback is installed, but not loaded", _with_key(load_command(distribution), facts, distribution)
    )


def check_obs(system: str, root: Path) -> Check:
    """Whether OBS, whose virtual camera is the one to send to on Windows and macOS, is installed."""
    place = _OBS.get(system)
    if place is not None and there(root / place):
        return works(NAME, "OBS is here")
    fix = "install OBS from https://obsproject.com, start it once and press 'Start Virtual Camera'"
    return fails(NAME, "OBS, whose virtual camera is the one to send to, is not here", fix)


def check_pyvirtualcam(installed: bool) -> Check:
    """Whether the package that writes to virtual cameras is here. It is GPL-2.0, therefore optional."""
    if installed:
        return works("pyvirtualcam", "is here")
    return fails("pyvirtualcam", "is not installed; the virtual camera needs it", pip_install("pyvirtualcam"))


def _check_devices(facts: Loopback, distribution: Distribution, allowed: Callable[[Path], bool]) -> Check:
    listed = ", ".join(f"{path} ({label})" for path, label in facts.devices)
    if not facts.exclusive:
        detail = f"{listed}: without exclusive_caps=1 browsers do not take it for a camera"
        return fails(NAME, detail, f"close what uses it, then: {reload_command(distribution)}")
    if not any(allowed(Path(path)) for path, _ in facts.devices):
        fix = f'{distribution.sudo}usermod -aG video "$USER", then log out and in again'
        return fails(NAME, f"{listed}: no permission to write", fix)
    return works(NAME, f"{listed} is ready")


def _with_key(command: str, facts: Loopback, distribution: Distribution) -> str:
    if not facts.secure_boot:
        return command
    return f"{command}; Secure Boot is on: if it answers 'Key was rejected', {sign_advice(facts.key, distribution)}"
