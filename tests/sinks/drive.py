"""A drive that a program can pull out and plug in again: `scsi_debug`, the kernel's test disk, which lies in memory."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from tests.pipeline.parts import eventually

_DRIVER = Path("/sys/bus/pseudo/drivers/scsi_debug")
NEEDED = 300
"""Megabytes: a recording leaves some free."""


def may_be_pulled() -> bool:
    """Whether there is one that is large enough, and the right to pull it."""
    sizes = [int((disk / "size").read_text()) * 512 for disk in _disks()]
    return os.access("/", os.W_OK) and any(size >= NEEDED * 1_000_000 for size in sizes)


class Drive:
    """Empty at first, with a journal as most disks have one.

    Attributes:
        folder: where it is mounted.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(exist_ok=True)
        _run("mkfs.ext4", "-q", "-F", str(_device()))
        self.mount()

    def mount(self) -> None:
        _run("mount", str(_device()), str(self.folder))

    def pull(self) -> None:
        """At once, whatever is still to be written."""
        (_disks()[0] / "device" / "delete").write_text("1")
        eventually(lambda: not _disks())

    def plug_in(self) -> None:
        """And mount it again, as desktops do."""
        _run("umount", "--lazy", str(self.folder))
        for host in _DRIVER.glob("adapter*/host*/scsi_host/host*"):
            (host / "scan").write_text("- - -")
        eventually(lambda: _disks() and _device().exists())
        self.mount()

    def freeze(self) -> None:
        """What writes waits, and nothing can interrupt it: as with a drive that no longer answers."""
        _run("fsfreeze", "--freeze", str(self.folder))

    def thaw(self) -> None:
        _run("fsfreeze", "--unfreeze", str(self.folder))

    def commit(self) -> None:
        """Bring the folder's names to the disk, but no file's pictures, as a system does every few seconds."""
        with (self.folder / "other").open("wb") as file:
            file.write(b"other")
            file.flush()
            os.fsync(file.fileno())

    def close(self) -> None:
        """Plugged in, and mounted nowhere."""
        if not _disks():
            self.plug_in()
        _run("umount", str(self.folder))


def _disks() -> list[Path]:
    return list(_DRIVER.glob("adapter*/host*/target*/*/block/*"))


def _device() -> Path:
    return Path("/dev") / _disks()[0].name


def _run(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True)
