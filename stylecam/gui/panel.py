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
from stylecam.gui.tile import MARGIN as TILE_MARGIN

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
        edge, ring = 2 * theme.GAP, TILE_MARGIN
        # The gallery alone reaches into the margins: with its rings on the left, with its scroll bar on the right.
        above, below = QVBoxLayout(), QVBoxLayout()
        for part in (above, below):
            part.setContentsMargins(ring, 0, edge, 0)
            part.setSpacing(theme.GAP - 2)
        above.addWidget(theme.named(QLabel(self.tr("Source")), "heading"))
        above.addWidget(self.picker)
        above.addSpacing(theme.GAP)
        above.addWidget(theme.named(QLabel(self.tr("Styles")), "heading"))
        above.addSpacing(2)
        below.addWidget(self.controls)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(edge - ring, edge, 0, edge)
        layout.setSpacing(0)
        layout.addLayout(above)
        layout.addWidget(self.gallery, 1)
        layout.addSpacing(edge)
        layout.addLayout(below)

    def _show_chosen(self) -> None:
        self.gallery.show_chosen(styles_of(self._desk.look))
