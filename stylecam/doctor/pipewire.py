"""PipeWire and GStreamer, which make a camera without a kernel module."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from stylecam.doctor.check import Check, fails, works
from stylecam.doctor.distribution import Distribution
from stylecam.doctor.files import there
from stylecam.sinks.pipewire import LAUNCHER

_SESSION_PACKAGES = ("pipewire", "wireplumber")
_GSTREAMER_PACKAGES = {
    "debian": ("gstreamer1.0-tools", "gstreamer1.0-plugins-base", "gstreamer1.0-pipewire"),
    "fedora": ("gstreamer1", "gstreamer1-plugins-base", "pipewire-gstreamer"),
    "arch": ("gstreamer", "gst-plugins-base", "gst-plugin-pipewire"),
    "suse": ("gstreamer-utils", "gstreamer-plugins-base", "gstreamer-plugin-pipewire"),
}
_PLUGINS = {"libgstpipewire.so": "PipeWire", "libgstrawparse.so": "raw video"}
_PLUGIN_FOLDERS = ("usr/lib/*/gstreamer-1.0", "usr/lib64/gstreamer-1.0", "usr/lib/gstreamer-1.0")


@dataclass(frozen=True)
class PipeWire:
    """What the system has of it.

    Attributes:
        installed: whether its daemon is here.
        session: whether the user's session has one that runs.
        lacking: what is missing of GStreamer.
    """

    installed: bool = False
    session: bool = False
    lacking: tuple[str, ...] = ()


def read_pipewire(
    root: Path, environment: Mapping[str, str], which: Callable[[str], str | None] = shutil.which
) -> PipeWire:
    """What the files below `root`, the environment and the search path for programs tell."""
    folder = environment.get("PIPEWIRE_RUNTIME_DIR") or environment.get("XDG_RUNTIME_DIR") or "/nonexistent"
    socket = Path(folder) / environment.get("PIPEWIRE_REMOTE", "pipewire-0")
    launcher = () if which(LAUNCHER) else (LAUNCHER,)
    plugins = tuple(f"its {name} plugin" for file, name in _PLUGINS.items() if not _has_plugin(root, file, environment))
    return PipeWire(which("pipewire") is not None, there(socket), (*launcher, *plugins))


def pipewire_checks(facts: PipeWire, distribution: Distribution) -> Iterator[Check]:
    """What a camera in the PipeWire session needs."""
    yield _check_session(facts, distribution)
    yield _check_gstreamer(facts, distribution)


def _check_session(facts: PipeWire, distribution: Distribution) -> Check:
    if facts.session:
        return works("pipewire", "its session is here")
    start = "systemctl --user enable --now pipewire wireplumber"
    if facts.installed:
        return fails("pipewire", "no PipeWire session", f"log in to a desktop session; if it has none: {start}")
    install = distribution.install(_SESSION_PACKAGES) or "install PipeWire and WirePlumber"
    return fails("pipewire", "is not installed", f"{install} && {start}")


def _check_gstreamer(facts: PipeWire, distribution: Distribution) -> Check:
    if not facts.lacking:
        return works("gstreamer", "is here with its PipeWire plugin")
    install = distribution.install(_GSTREAMER_PACKAGES.get(distribution.family, ()))
    fix = install or "install GStreamer with its tools, its base plugins and PipeWire's plugin for it"
    return fails("gstreamer", f"lacks {' and '.join(facts.lacking)}; a PipeWire camera needs it", fix)


def _has_plugin(root: Path, file: str, environment: Mapping[str, str]) -> bool:
    own = environment.get("GST_PLUGIN_PATH_1_0") or environment.get("GST_PLUGIN_PATH") or ""
    if any(there(Path(folder) / file) for folder in own.split(":") if folder):
        return True
    return any(any(root.glob(f"{folder}/{file}")) for folder in _PLUGIN_FOLDERS)
