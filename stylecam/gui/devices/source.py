"""Which camera, file or scene is painted."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from stylecam.gui.ask import AskDialog, Verdict
from stylecam.gui.devices.choices import (
    DEMO,
    USUAL_SCHEMES,
    VIDEO_SUFFIXES,
    address_trouble,
    find_camera,
    folder_of,
    is_recording,
    label_of,
)
from stylecam.gui.devices.combo import Entry, Picker
from stylecam.gui.services import Camera
from stylecam.pictures import PICTURE_SUFFIXES


class _Other(Enum):
    """Entries that ask for a source first."""

    FILE = "file"
    ADDRESS = "address"


class SourcePicker(Picker):
    """Cameras, the demo scene, recordings, and the ways to open others. To pick the current one opens it again."""

    asked = Signal(str)
    """The specification a person asked for, without a camera's format."""

    def __init__(self) -> None:
        super().__init__(
            QCoreApplication.translate("SourcePicker", "Source"),
            QCoreApplication.translate("SourcePicker", "Where the picture comes from; pick it again to open it again"),
        )
        self._recent: Sequence[str] = ()
        self._current = DEMO
        self.picked.connect(self._on_picked)

    def show_sources(self, cameras: Sequence[Camera] | None, recent: Sequence[str], current: str) -> None:
        """Offer these and show the current one.

        Args:
            cameras: those that are plugged in; None while that is not known yet.
            recent: recordings.
            current: what is open, without a format.
        """
        self._recent, self._current = recent, current
        names = list(dict.fromkeys(camera.name for camera in cameras or ()))
        entries: list[Entry | None] = [Entry(name, name) for name in names]
        chosen = current
        if not is_recording(current) and current != DEMO:
            camera = find_camera(current, cameras or ())
            if camera is not None:
                chosen = camera.name
            else:
                entries.append(Entry(self._absent_label(current, listed=cameras is not None), current))
        entries.append(Entry(self.tr("Demo scene"), DEMO))
        recordings = [*([current] if is_recording(current) and current not in recent else []), *recent]
        if recordings:
            entries.append(None)
            entries += [Entry(label_of(spec), spec) for spec in recordings]
        entries += [None, Entry(self.tr("Open file…"), _Other.FILE), Entry(self.tr("Open address…"), _Other.ADDRESS)]
        self.offer(entries, chosen)

    def ask_file(self) -> None:
        """Let a person choose a video or a picture."""
        dialog = QFileDialog(self, self.tr("Open a video or a picture"), folder_of(self._recent))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters(self._filters())
        dialog.fileSelected.connect(self.asked)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def ask_address(self) -> None:
        """Let a person type the address of a stream."""
        ask_address(self).answered.connect(lambda text: self.asked.emit(text.strip()))

    def _on_picked(self, value: object) -> None:
        if isinstance(value, str):
            self.asked.emit(value)
            return
        # What is open stays the one that is shown.
        self.show_current()
        if value is _Other.FILE:
            self.ask_file()
        else:
            self.ask_address()

    def _absent_label(self, current: str, listed: bool) -> str:
        if current.isdecimal():
            return self.tr("Camera %1").replace("%1", current)
        absent = listed and not current.startswith("/dev/")
        return self.tr("%1 (not plugged in)").replace("%1", current) if absent else current

    def _filters(self) -> list[str]:
        def pattern(suffixes: frozenset[str]) -> str:
            return " ".join(f"*{suffix}" for suffix in sorted(suffixes))

        return [
            self.tr("Videos and pictures (%1)").replace("%1", pattern(VIDEO_SUFFIXES | PICTURE_SUFFIXES)),
            self.tr("Videos (%1)").replace("%1", pattern(VIDEO_SUFFIXES)),
            self.tr("Pictures (%1)").replace("%1", pattern(PICTURE_SUFFIXES)),
            self.tr("All files (*)"),
        ]


def ask_address(parent: QWidget) -> AskDialog:
    """A dialog, shown, for the address of a stream."""

    def judge(text: str) -> Verdict:
        button = QCoreApplication.translate("AddressDialog", "Open")
        trouble = address_trouble(text)
        if not text.strip() or not trouble:
            return Verdict(button, allowed=bool(text.strip()))
        if trouble == "scheme":
            note = QCoreApplication.translate("AddressDialog", "An address begins with %1 or the like.")
            return Verdict(button, note.replace("%1", ", ".join(f"{scheme}://" for scheme in USUAL_SCHEMES)), False)
        note = QCoreApplication.translate("AddressDialog", "The name of the server is missing after “://”.")
        return Verdict(button, note, False)

    title = QCoreApplication.translate("AddressDialog", "Open an address")
    question = QCoreApplication.translate("AddressDialog", "&Address of a camera or a video in the network")
    dialog = AskDialog(title, question, "rtsp://", judge, parent)
    dialog.open()
    return dialog
