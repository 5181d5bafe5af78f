"""The part of the page that says what becomes of the background."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from stylecam.gui import theme
from stylecam.gui.desk import Desk
from stylecam.gui.keys import keep_keys
from stylecam.gui.mixer.segments import Segment, Segments
from stylecam.gui.regions.learning import Learning
from stylecam.gui.regions.swatches import Swatches
from stylecam.gui.regions.words import person_line
from stylecam.look import Background, Look
from stylecam.pipeline.status import PersonStatus
from stylecam.styles import Style, WeightedStyle

STYLES = "styles"
_ORDER = ("none", "original", "blur", STYLES)


class BackgroundRows(QWidget):
    """The choice, the styles, what finds the person, and the button that has the empty background learned.

    Args:
        desk: what is asked, and what holds the background.
        picture_of: a style's picture; None while there is none.
    """

    def __init__(self, desk: Desk, picture_of: Callable[[Style], QImage | None]) -> None:
        super().__init__()
        self._desk = desk
        self._mix: tuple[WeightedStyle, ...] = ()
        self.choice = Segments(
            self.tr("Background"),
            (
                Segment("none", self.tr("Alike"), self.tr("Person and background are painted alike")),
                Segment("original", self.tr("As it is"), self.tr("The background is the camera's own picture")),
                Segment("blur", self.tr("Blurred"), self.tr("The background is the camera's own picture, blurred")),
                Segment(STYLES, self.tr("Styles"), self.tr("The background is painted in styles of its own")),
            ),
        )
        self.swatches = Swatches(picture_of)
        self.take = QPushButton(self.tr("Take the styles chosen now"))
        self.take.setToolTip(
            self.tr("Paints the background in the styles that are chosen now; then choose others for the person")
        )
        self.take.setAccessibleName(self.take.text())
        keep_keys(self.take, (Qt.Key.Key_Space,))
        self.person = theme.named(QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText), "quiet")
        self.trouble = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.learning = Learning(desk)
        self._lay_out()
        self.choice.chosen.connect(self._choose)
        self.take.clicked.connect(lambda: desk.set_background(desk.look.mix))
        desk.look_changed.connect(self._show_look)
        self._show_look(desk.look)
        self.show_person(None)

    def step(self) -> None:
        """The next of the choices, round and round."""
        self._choose(_ORDER[(_ORDER.index(_choice_of(self._desk.look.background)) + 1) % len(_ORDER)])

    def show_person(self, person: PersonStatus | None) -> None:
        """How the engine tells a person from the background."""
        trouble = person.trouble if person is not None else ""
        self.person.setText(person_line(person))
        self.trouble.setText(trouble)
        self.trouble.setVisible(bool(trouble))
        self.learning.show_person(person)

    def _lay_out(self) -> None:
        theme.named(self.trouble, "trouble")
        self._styles = QWidget()
        column = QVBoxLayout(self._styles)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP)
        column.addWidget(self.swatches)
        column.addWidget(self.take)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.GAP)
        for part in (self.choice, self._styles, self.person, self.trouble, self.learning):
            layout.addWidget(part)

    def _choose(self, choice: str) -> None:
        if choice == "none":
            self._desk.set_background("none")
        elif choice == "original":
            self._desk.set_background("original")
        elif choice == "blur":
            self._desk.set_background("blur")
        else:
            self._desk.set_background(self._mix or self._desk.look.mix)
        # What is chosen is the desk's to say.
        self._show_look(self._desk.look)

    def _show_look(self, look: Look) -> None:
        if not isinstance(look.background, str):
            self._mix = look.background
            self.swatches.show_mix(look.background)
        self._styles.setVisible(not isinstance(look.background, str))
        self.choice.choose(_choice_of(look.background))


def _choice_of(background: Background) -> str:
    return background if isinstance(background, str) else STYLES
