"""One file of a dialog: its name, its folder, and a button to choose another."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QWidget

from stylecam.gui import theme
from stylecam.gui.rendering.elided import ElidedLabel


class FileRow(QWidget):
    """Shows a file.

    Args:
        heading: what the file is to the dialog.
        spoken: what the button is for.
        none: what stands for its name while there is none.
        hint: what stands below that.
    """

    def __init__(self, heading: str, spoken: str, none: str, hint: str) -> None:
        super().__init__()
        self._path: Path | None = None
        self.name = ElidedLabel()
        self.place = theme.named(ElidedLabel(), "quiet")
        self.button = QPushButton(self.tr("Choose…"))
        self.button.setToolTip(spoken)
        self.button.setAccessibleName(spoken)
        self.button.setAutoDefault(False)
        self.name.show_text(none)
        self.place.show_text(hint)
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setHorizontalSpacing(2 * theme.GAP)
        layout.setVerticalSpacing(2)
        layout.setColumnStretch(0, 1)
        for row, part in enumerate((theme.named(QLabel(heading), "heading"), self.name, self.place)):
            layout.addWidget(part, row, 0)
        layout.addWidget(self.button, 1, 1, 2, 1, Qt.AlignmentFlag.AlignVCenter)

    @property
    def path(self) -> Path | None:
        """The file; None while none is chosen."""
        return self._path

    def show_path(self, path: Path) -> None:
        self._path = path
        self.name.show_text(path.name)
        self.place.show_text(str(path.parent))
