"""What is told of a file that was written."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QUrl
from PySide6.QtGui import QDesktopServices

from stylecam.gui.messages import Message, Offer


def saved(path: Path) -> Message:
    """Good news: where it is, and a way there."""
    text = QCoreApplication.translate("saved", "Saved: %1").replace("%1", str(path))
    return Message(text, "info", show_in_folder(path))


def show_in_folder(path: Path) -> Offer:
    """To open the folder that a file lies in."""
    show = partial(QDesktopServices.openUrl, QUrl.fromLocalFile(str(path.parent)))
    return Offer(QCoreApplication.translate("saved", "Show in folder"), show)
