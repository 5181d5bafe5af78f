"""The page of looks with its store and an engine."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from stylecam.gui.ask import AskDialog
from stylecam.gui.desk import Desk
from stylecam.gui.looks import LooksPanel
from stylecam.gui.messages import Message
from stylecam.look import Look
from stylecam.looks import LookStore
from stylecam.pipeline.pipeline import Pipeline
from stylecam.style_store import StyleStore
from stylecam.styles import Style, WeightedStyle
from tests.gui.parts import FlatEngine, HalvesSource


class Shelf:
    """The page, its store, and the engine that paints what is loaded."""

    def __init__(self, styles: list[Style], folder: Path) -> None:
        self.folder = folder / "looks"
        self.styles = StyleStore(folder / "styles", styles)
        self.store = LookStore(self.folder, self.styles)
        self.red, self.green, self.blue = (Look((WeightedStyle(style),)) for style in styles)
        self.engine = FlatEngine(self.red)
        self.pipeline = Pipeline(HalvesSource, "demo", lambda: self.engine)
        self.desk = Desk(self.pipeline, self.red, "demo")
        self.store.save("Calm", replace(self.green, strength=0.6))
        self.store.save("Wild", self.blue)
        self.panel = LooksPanel(self.desk, self.store)
        self.told: list[Message] = []
        self.panel.told.connect(self.told.append)
        self.pipeline.start()

    @property
    def names(self) -> list[str]:
        """As they are listed."""
        return [self.panel.list.item(row).text() for row in range(self.panel.list.count())]

    def choose(self, name: str) -> None:
        """Select it in the list."""
        self.panel.list.setCurrentRow(self.names.index(name))

    def key(self, key: Qt.Key) -> None:
        QTest.keyClick(self.panel.list, key)

    def dialog(self) -> AskDialog:
        """The one that is open."""
        (dialog,) = self.panel.findChildren(AskDialog)
        return dialog

    def answer(self, text: str) -> None:
        """Type it into the dialog, and Enter."""
        dialog = self.dialog()
        dialog.line.setText(text)
        QTest.keyClick(dialog.line, Qt.Key.Key_Return)
