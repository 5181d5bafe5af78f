"""What the gallery asks a person for: files, a folder, a name; and what it offers for a tile."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QPoint
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QFileDialog, QInputDialog, QMenu, QWidget

from stylecam.files import LONGEST_NAME
from stylecam.pictures import PICTURE_SUFFIXES


def ask_for_pictures(parent: QWidget, then: Callable[[list[Path]], object]) -> QFileDialog:
    """A dialog for several picture files; the window goes on meanwhile."""
    endings = " ".join(f"*{suffix}" for suffix in sorted(PICTURE_SUFFIXES))
    dialog = QFileDialog(parent, QCoreApplication.translate("Gallery", "Add pictures as styles"))
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
    dialog.setNameFilter(QCoreApplication.translate("Gallery", "Pictures (%1)").replace("%1", endings))
    return _open(dialog, then)


def ask_for_folder(parent: QWidget, then: Callable[[list[Path]], object]) -> QFileDialog:
    """A dialog for a folder of pictures."""
    dialog = QFileDialog(parent, QCoreApplication.translate("Gallery", "Add the pictures of a folder"))
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    return _open(dialog, then)


def ask_for_name(parent: QWidget, name: str, then: Callable[[str], object]) -> QInputDialog:
    """A dialog for another name."""
    dialog = QInputDialog(parent)
    dialog.setWindowTitle(QCoreApplication.translate("Gallery", "Rename"))
    dialog.setLabelText(QCoreApplication.translate("Gallery", "What is “%1” to be called?").replace("%1", name))
    dialog.setTextValue(name)
    dialog.textValueSelected.connect(lambda text: then(text[:LONGEST_NAME]))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog


def _open(dialog: QFileDialog, then: Callable[[list[Path]], object]) -> QFileDialog:
    dialog.filesSelected.connect(lambda names: then([Path(name) for name in names]))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog


Entry = tuple[str, str, Callable[[], object], bool]
"""Text, key as it is shown, what it does, whether it can be used now."""


def offer(parent: QWidget, entries: Sequence[Entry | None], where: QPoint) -> QMenu:
    """A context menu; None is a line."""
    menu = QMenu(parent)
    menu.setAccessibleName(QCoreApplication.translate("Gallery", "Styles"))
    for entry in entries:
        if entry is None:
            menu.addSeparator()
            continue
        text, key, does, usable = entry
        # The keys are the grid's own: here they are only shown.
        shown = QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
        action = menu.addAction(f"{text}\t{shown}" if key else text)
        action.setEnabled(usable)
        action.triggered.connect(lambda _checked=False, does=does: does())
    menu.aboutToHide.connect(menu.deleteLater)
    menu.popup(where)
    return menu
