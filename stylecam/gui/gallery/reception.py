"""The one way in for pictures that are dropped, pasted or picked."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QMimeData, QObject, Signal
from PySide6.QtGui import QGuiApplication

from stylecam.gui.collection import Collection
from stylecam.gui.deeds import Copied, Encoded
from stylecam.gui.gallery.download import Downloader
from stylecam.gui.gallery.intake import Intake, pictures_in
from stylecam.gui.messages import Message


class Reception(QObject):
    """Hands what comes in to the collection; fetches what is only an address.

    Args:
        collection: where it goes.
    """

    told = Signal(object)
    """Message"""
    others = Signal(object)
    """tuple[Path, ...]: local files that are no pictures, for those who can open them."""

    def __init__(self, collection: Collection) -> None:
        super().__init__()
        self._collection = collection
        self.downloader = Downloader()
        self.downloader.fetched.connect(self._add)
        self.downloader.failed.connect(lambda why: self.told.emit(Message(why, "warning")))

    def accepts(self, mime: QMimeData) -> bool:
        """Whether `take` would find something."""
        return bool(pictures_in(mime))

    def take(self, mime: QMimeData) -> None:
        """Add what is a picture or a folder of such; `others` tells the rest."""
        self._take(pictures_in(mime))

    def paste(self) -> None:
        """Add what is in the clipboard."""
        # None where nothing has been copied yet, whatever its type says.
        mime: QMimeData | None = QGuiApplication.clipboard().mimeData()
        # Once: each look at the clipboard has its owner send all of the picture.
        intake = pictures_in(mime) if mime is not None else Intake()
        if intake:
            self._take(intake)
        else:
            self.told.emit(Message(self.tr("No picture to paste; copy one first"), "info"))

    def cancel(self) -> None:
        """Neither fetch nor take in any more of what is under way."""
        self.downloader.cancel()
        self._collection.cancel()

    def _take(self, intake: Intake) -> None:
        self._collection.add(intake.files)
        if intake.picture is not None:
            self._add(intake.picture)
        for url in intake.urls:
            self.downloader.fetch(url)
        if intake.others:
            self.others.emit(intake.others)

    def _add(self, picture: Encoded | Copied) -> None:
        self._collection.add([replace(picture, name=picture.name or self.tr("Pasted picture"))])
