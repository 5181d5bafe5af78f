"""Colours, spacing and the style sheet: everything that makes the window look as it does."""

from __future__ import annotations

from dataclasses import dataclass, fields
from pathlib import Path
from string import Template
from typing import Literal, TypeVar

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPalette
from PySide6.QtWidgets import QApplication, QWidget

W = TypeVar("W", bound=QWidget)

ThemeChoice = Literal["system", "light", "dark"]


@dataclass(frozen=True)
class Scheme:
    """The colours of one appearance.

    Attributes:
        stage: around the picture.
        panel, surface, raised: backgrounds, from the lowest to the highest.
        line: edges and grooves.
        text, muted: what is read, and what is read second.
        accent, on_accent: what is chosen, and what is written on it.
        good, warning, error: moods.
    """

    stage: QColor
    panel: QColor
    surface: QColor
    raised: QColor
    line: QColor
    text: QColor
    muted: QColor
    accent: QColor
    on_accent: QColor
    good: QColor
    warning: QColor
    error: QColor


DARK = Scheme(
    stage=QColor("#0e0f12"),
    panel=QColor("#17191f"),
    surface=QColor("#23262f"),
    raised=QColor("#2e323d"),
    line=QColor("#3d4352"),
    text=QColor("#eceef3"),
    muted=QColor("#a3a9b8"),
    accent=QColor("#8fa2ff"),
    on_accent=QColor("#0e0f12"),
    good=QColor("#57c98a"),
    warning=QColor("#f0b64a"),
    error=QColor("#f2726b"),
)
LIGHT = Scheme(
    stage=QColor("#dfe2e9"),
    panel=QColor("#f6f7f9"),
    surface=QColor("#e7eaf0"),
    raised=QColor("#ffffff"),
    line=QColor("#c3c8d4"),
    text=QColor("#1c1f27"),
    muted=QColor("#596071"),
    accent=QColor("#4558d6"),
    on_accent=QColor("#ffffff"),
    good=QColor("#1f8a50"),
    warning=QColor("#a86a00"),
    error=QColor("#c23a33"),
)

GAP = 8
"""Pixels between things that belong together; between groups it is twice that."""
RADIUS = 8
"""Pixels, of rounded corners."""

SHEET = Path(__file__).parent / "theme.qss"
"""The style sheet, with the names of a scheme's colours after a `$`."""


class Appearance(QObject):
    """Dresses the application, and dresses it anew when the system turns dark or light.

    Args:
        app: what is dressed; its own font is the measure of 100 %.
    """

    changed = Signal()
    """Everything has other colours or letters now."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app
        self._choice: ThemeChoice = "system"
        self._scale = 1.0
        self._plain_font = app.font()
        app.setStyle("Fusion")
        app.styleHints().colorSchemeChanged.connect(self._dress)
        self._dress()

    def choose(self, choice: ThemeChoice) -> None:
        """Dark, light, or as the system is."""
        self._choice = choice
        self._dress()

    def scale_text(self, scale: float) -> None:
        """Letters that many times as large as the system's, 1 to 2."""
        self._scale = min(2.0, max(1.0, scale))
        self._dress()

    @property
    def scale(self) -> float:
        """How many times as large as the system's letters are."""
        return self._scale

    @property
    def scheme(self) -> Scheme:
        if self._choice == "system":
            return LIGHT if self._app.styleHints().colorScheme() == Qt.ColorScheme.Light else DARK
        return LIGHT if self._choice == "light" else DARK

    def _dress(self) -> None:
        font = QFont(self._plain_font)
        font.setPointSizeF(self._plain_font.pointSizeF() * self._scale)
        self._app.setFont(font)
        self._app.setPalette(palette_of(self.scheme))
        self._app.setStyleSheet(style_sheet(self.scheme))
        self.changed.emit()


def scheme_of(widget: QWidget) -> Scheme:
    """The scheme that a widget wears, for those that paint themselves."""
    # Not the widget's own palette: where the sheet makes a background transparent, that says black.
    return DARK if QApplication.palette(widget).color(QPalette.ColorRole.Window).lightness() < 128 else LIGHT


def palette_of(scheme: Scheme) -> QPalette:
    """For what the style sheet does not name: dialogs, text selections, accelerators."""
    colours = QPalette()
    roles = {
        QPalette.ColorRole.Window: scheme.panel,
        QPalette.ColorRole.WindowText: scheme.text,
        QPalette.ColorRole.Base: scheme.surface,
        QPalette.ColorRole.AlternateBase: scheme.raised,
        QPalette.ColorRole.Text: scheme.text,
        QPalette.ColorRole.PlaceholderText: scheme.muted,
        QPalette.ColorRole.Button: scheme.surface,
        QPalette.ColorRole.ButtonText: scheme.text,
        QPalette.ColorRole.ToolTipBase: scheme.raised,
        QPalette.ColorRole.ToolTipText: scheme.text,
        QPalette.ColorRole.Highlight: scheme.accent,
        QPalette.ColorRole.HighlightedText: scheme.on_accent,
        QPalette.ColorRole.Link: scheme.accent,
    }
    for role, colour in roles.items():
        colours.setColor(role, colour)
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.WindowText, QPalette.ColorRole.ButtonText):
        colours.setColor(QPalette.ColorGroup.Disabled, role, scheme.line)
    return colours


def style_sheet(scheme: Scheme) -> str:
    """The sheet in a scheme's colours."""
    colours = {field.name: getattr(scheme, field.name).name() for field in fields(scheme)}
    handle = scheme.text if scheme is DARK else scheme.accent
    return Template(SHEET.read_text(encoding="utf-8")).substitute(
        colours, accent_light=scheme.accent.lighter(112).name(), handle=handle.name()
    )


def letter_width(metrics: QFontMetrics) -> int:
    """A letter's width in pixels, for widths that follow the text."""
    # The average of a Chinese font is that of Chinese letters: twice as wide.
    return min(metrics.averageCharWidth(), metrics.horizontalAdvance("x"))


def named(widget: W, name: str) -> W:
    """The widget, with the name that the sheet's rules call it by and a background that they may paint."""
    widget.setObjectName(name)
    widget.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    return widget


def set_mood(widget: QWidget, mood: str) -> None:
    """Let the sheet's rules for this mood, such as "good", "warning" or "error", apply to the widget; "" is none."""
    if widget.property("mood") == mood:
        return
    widget.setProperty("mood", mood)
    # A sheet looks at properties only when the widget is polished.
    widget.style().unpolish(widget)
    widget.style().polish(widget)
