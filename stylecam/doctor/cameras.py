"""Cameras: which there are, and on Linux whether they may be opened and who holds them. None is filmed with."""

from __future__ import annotations

import os
import platform
import re
import stat
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from stylecam.doctor.check import Check, fails, works
from stylecam.doctor.distribution import Distribution, this_distribution
from stylecam.doctor.files import there
from stylecam.source_spec import CameraMode

_FIXES = {
    "Linux": "plug one in; in a virtual machine or a container, pass it through; 'stylecam --source demo' needs none",
    "Windows": "plug one in, and allow desktop apps in Settings > Privacy & security > Camera; or use --source demo",
    "Darwin": "plug one in, and allow your terminal in System Settings > Privacy & Security > Camera;"
    " or use --source demo",
}


@dataclass(frozen=True)
class VideoNode:
    """A video device of Linux.

    Attributes:
        path: such as /dev/video0.
        group: whose members may open it besides the administrator; "" where that helps nobody.
        allowed: whether we may.
        holders: the programs that have it open, as far as we may see, such as "zoom (4711)".
    """

    path: str
    group: str
    allowed: bool
    holders: tuple[str, ...] = ()


def checks() -> Iterator[Check]:
    """All of this family."""
    from stylecam.sources.cameras import list_cameras
    from stylecam.sources.formats import known_formats

    system = platform.system()
    yield check_cameras(
        [describe(camera.index, camera.name, known_formats(camera)) for camera in list_cameras()], system
    )
    if system == "Linux":
        yield check_access(read_nodes(), this_distribution())


def describe(index: int, name: str, modes: Sequence[CameraMode]) -> str:
    """A camera, and its largest format where its driver tells."""
    if not modes:
        return f"{index}: {name}"
    (width, height), fps = modes[0].size, modes[0].fps
    return f"{index}: {name} (up to {width}x{height} at {fps:g} fps)"


def check_cameras(found: Sequence[str], system: str) -> Check:
    """Whether there is a camera."""
    if found:
        return works("cameras", ", ".join(found))
    return fails("cameras", "no camera", _FIXES.get(system, "plug one in"))


def check_access(nodes: Sequence[VideoNode], distribution: Distribution) -> Check:
    """Whether the video devices may be opened, and nobody else has them."""
    name = "camera access"
    barred = [node for node in nodes if not node.allowed]
    if barred:
        paths = ", ".join(node.path for node in barred)
        return fails(name, f"no permission for {paths}", _permission(barred, distribution))
    held = [node for node in nodes if node.holders]
    if held:
        detail = "; ".join(f"{node.path} is open in {', '.join(node.holders)}" for node in held)
        return fails(name, detail, "close that program: a camera gives its picture to one at a time")
    return works(name, ", ".join(node.path for node in nodes) or "no video device to open")


def may_open(path: Path) -> bool:
    """Whether we may read and write a file."""
    return os.access(path, os.R_OK | os.W_OK)


def read_nodes(root: Path = Path("/"), allowed: Callable[[Path], bool] = may_open) -> list[VideoNode]:
    """The video devices below `root`, virtual ones left out."""
    paths = [path for path in (root / "dev").glob("video*") if re.fullmatch(r"video\d+", path.name)]
    real = [path for path in paths if not there(root / "sys/devices/virtual/video4linux" / path.name)]
    holders = _holders(root) if real else {}
    return [
        VideoNode(f"/dev/{path.name}", _group(path), allowed(path), tuple(holders.get(f"/dev/{path.name}", ())))
        for path in sorted(real, key=lambda path: int(path.name.removeprefix("video")))
    ]


def _permission(barred: Sequence[VideoNode], distribution: Distribution) -> str:
    sudo, shut = distribution.sudo, [node.path for node in barred if not node.group]
    groups = ",".join(sorted({node.group or "video" for node in barred}))
    join = f'{sudo}usermod -aG {groups} "$USER", then log out and in again'
    if not shut:
        return join
    return f"{sudo}chgrp video {' '.join(shut)} && {sudo}chmod g+rw {' '.join(shut)} && {join}"


def _group(path: Path) -> str:
    try:
        group, mode = path.group(), path.stat().st_mode
    except (KeyError, OSError):
        return ""
    return group if group != "root" and mode & stat.S_IRGRP and mode & stat.S_IWGRP else ""


def _holders(root: Path) -> dict[str, list[str]]:
    """Programs by the video device they have open; those of other users cannot be seen."""
    found: dict[str, list[str]] = {}
    for process in (root / "proc").glob("[0-9]*"):
        try:
            targets = {str(handle.readlink()) for handle in (process / "fd").iterdir()}
            name = (process / "comm").read_text().strip()
        except OSError:
            continue
        for target in targets:
            if target.startswith("/dev/video"):
                found.setdefault(target, []).append(f"{name} ({process.name})")
    return found
