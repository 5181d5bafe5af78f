"""Colours, spacing and the style sheet: everything that makes the window look as it does."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QWidget

W = TypeVar("W", bound=QWidget)

STAGE = QColor("#0e0f12")
PANEL = QColor("#17191f")
SURFACE = QColor("#23262f")
RAISED = QColor("#2e323d")
LINE = QColor("#353a47")
TEXT = QColor("#eceef3")
MUTED = QColor("#9ba1b0")
ACCENT = QColor("#8fa2ff")
GOOD = QColor("#57c98a")
WARNING = QColor("#f0b64a")
ERROR = QColor("#f2726b")

GAP = 8
"""Pixels between things that belong together; between groups it is twice that."""
RADIUS = 8
"""Pixels, of rounded corners."""

_SHEET = """
QToolTip {{ color: {text}; background: {raised}; border: 1px solid {line}; padding: 4px 6px; }}
#panel {{ background: {panel}; }}
#heading {{ color: {muted}; font-weight: 600; }}
#value, #statusText {{ color: {muted}; }}
#statusLine {{ background: {panel}; }}

#stateDot {{ background: {muted}; border-radius: 4px; }}
#stateDot[mood="good"] {{ background: {good}; }}
#stateDot[mood="warning"] {{ background: {warning}; }}
#stateDot[mood="error"] {{ background: {error}; }}

#messageBar {{ background: {raised}; border: 1px solid {line}; border-left: 4px solid {warning}; border-radius: 6px; }}
#messageBar[mood="error"] {{ border-left-color: {error}; }}
#messageBar QToolButton {{ border: none; border-radius: 4px; color: {muted}; background: none; }}
#messageBar QToolButton:hover, #messageBar QToolButton:focus {{ color: {text}; background: {line}; }}

#gallery {{ background: transparent; border: none; outline: none; }}

QPushButton, QComboBox {{
    background: {surface}; border: 1px solid {surface}; border-radius: 6px; padding: 6px 10px; min-height: 18px;
}}
QPushButton:hover, QComboBox:hover {{ background: {raised}; border-color: {raised}; }}
QPushButton:focus, QComboBox:focus {{ border-color: {accent}; }}
QPushButton:checked {{ background: {accent}; border-color: {accent}; color: {stage}; font-weight: 600; }}
QPushButton:checked:hover {{ background: {accent_light}; }}
QPushButton:checked:focus {{ border-color: {text}; }}
QComboBox {{ combobox-popup: 0; }}
QComboBox::drop-down {{ border: none; width: 26px; }}
QComboBox QAbstractItemView {{
    background: {surface}; border: 1px solid {line}; padding: 4px; outline: none;
    selection-background-color: {line}; selection-color: {text};
}}
QComboBox QAbstractItemView::item {{ min-height: 26px; padding-left: 4px; }}

QSlider {{ min-height: 20px; }}
QSlider::groove:horizontal {{ height: 4px; border-radius: 2px; background: {line}; }}
QSlider::sub-page:horizontal {{ border-radius: 2px; background: {accent}; }}
QSlider::handle:horizontal {{ width: 16px; margin: -6px 0; border-radius: 8px; background: {text}; }}
QSlider::handle:horizontal:hover {{ background: white; }}
QSlider::handle:horizontal:focus {{ width: 12px; margin: -6px 0; border: 2px solid {accent}; background: white; }}

QScrollBar:vertical {{ background: transparent; width: 12px; margin: 0; }}
QScrollBar::handle:vertical {{ background: {line}; border-radius: 3px; min-height: 28px; margin: 0 3px; }}
QScrollBar::handle:vertical:hover {{ background: {muted}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
"""


def apply(app: QApplication) -> None:
    """Dress the application."""
    app.setStyle("Fusion")
    app.setPalette(palette())
    app.setStyleSheet(style_sheet())


def palette() -> QPalette:
    """For what the style sheet does not name: dialogs, text selections, accelerators."""
    colours = QPalette()
    roles = {
        QPalette.ColorRole.Window: PANEL,
        QPalette.ColorRole.WindowText: TEXT,
        QPalette.ColorRole.Base: SURFACE,
        QPalette.ColorRole.AlternateBase: RAISED,
        QPalette.ColorRole.Text: TEXT,
        QPalette.ColorRole.PlaceholderText: MUTED,
        QPalette.ColorRole.Button: SURFACE,
        QPalette.ColorRole.ButtonText: TEXT,
        QPalette.ColorRole.ToolTipBase: RAISED,
        QPalette.ColorRole.ToolTipText: TEXT,
        QPalette.ColorRole.Highlight: ACCENT,
        QPalette.ColorRole.HighlightedText: STAGE,
        QPalette.ColorRole.Link: ACCENT,
    }
    for role, colour in roles.items():
        colours.setColor(role, colour)
    return colours


def style_sheet() -> str:
    """The sheet in this theme's colours."""
    return _SHEET.format(
        stage=STAGE.name(),
        panel=PANEL.name(),
        surface=SURFACE.name(),
        raised=RAISED.name(),
        line=LINE.name(),
        text=TEXT.name(),
        muted=MUTED.name(),
        accent=ACCENT.name(),
        accent_light=ACCENT.lighter(108).name(),
        good=GOOD.name(),
        warning=WARNING.name(),
        error=ERROR.name(),
    )


def named(widget: W, name: str) -> W:
    """The widget, with the name that the sheet's rules call it by and a background that they may paint."""
    widget.setObjectName(name)
    widget.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    return widget


def set_mood(widget: QWidget, mood: str) -> None:
    """Let the sheet's rules for this mood ("good", "warning", "error") apply to the widget."""
    if widget.property("mood") == mood:
        return
    widget.setProperty("mood", mood)
    # A sheet looks at properties only when the widget is polished.
    widget.style().unpolish(widget)
    widget.style().polish(widget)
