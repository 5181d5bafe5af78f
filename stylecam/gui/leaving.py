"""The question before the window closes on work that is not done."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QMessageBox, QWidget


def leave_question(asked: str, kept: str, parent: QWidget, end: Callable[[], object]) -> QMessageBox:
    """Ask whether to close all the same; it is open.

    Args:
        asked: the question.
        kept: what is left of the work then.
        parent: the widget it belongs to.
        end: closes.
    """
    box = QMessageBox(QMessageBox.Icon.Question, "stylecam", asked, parent=parent)
    box.setInformativeText(kept)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    translate = QCoreApplication.translate
    leaving = box.addButton(translate("Leaving", "Close"), QMessageBox.ButtonRole.DestructiveRole)
    going_on = box.addButton(translate("Leaving", "Go on painting"), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(going_on)
    box.setEscapeButton(going_on)
    leaving.clicked.connect(end)
    box.open()
    return box
