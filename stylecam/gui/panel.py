"""The side of the window where things are chosen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from stylecam.gui import theme
from stylecam.gui.choices import SourceChoice, styles_of
from stylecam.gui.controls import Controls
from stylecam.gui.desk import Desk
from stylecam.gui.gallery import Gallery
from stylecam.gui.picker import SourcePicker

NARROWEST, WIDEST = 232, 460
SHARE = 0.26
"""Of the window's width."""


class Panel(QWidget):
    """Source picker, gallery and controls, wired to the desk."""

    def __init__(self, desk: Desk, sources: Sequence[SourceChoice]) -> None:
        super().__init__()
        theme.named(self, "panel")
        self._desk = desk
        self.picker = SourcePicker(sources)
        self.gallery = Gallery(desk.styles)
        self.controls = Controls(desk)
        self._lay_out()
        self.picker.picked.connect(desk.switch_source)
        desk.source_changed.connect(self.picker.show_source)
        self.gallery.chosen.connect(desk.choose_style)
        desk.look_changed.connect(self._show_chosen)
        self.picker.show_source(desk.source)
        self._show_chosen()

    def fit_to(self, window_width: int) -> None:
        """Take a fair share of the window."""
        self.setFixedWidth(min(WIDEST, max(NARROWEST, round(window_width * SHARE))))

    def _lay_out(self) -> None:
        edge = theme.GAP + 6
        layout = QVBoxLayout(self)
        layout.setContentsMargins(edge, edge, edge, edge)
        layout.setSpacing(theme.GAP - 2)
        layout.addWidget(theme.named(QLabel(self.tr("Source")), "heading"))
        layout.addWidget(self.picker)
        layout.addSpacing(theme.GAP)
        layout.addWidget(theme.named(QLabel(self.tr("Styles")), "heading"))
        layout.addWidget(self.gallery, 1)
        layout.addSpacing(theme.GAP)
        layout.addWidget(self.controls)

    def _show_chosen(self) -> None:
        self.gallery.show_chosen(styles_of(self._desk.look))
