"""The window's actions, menu by menu."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Protocol, TypeVar

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence

from stylecam.gui.actions import Actions
from stylecam.gui.desk import Desk
from stylecam.gui.language import NAMES
from stylecam.gui.outputs import Outputs
from stylecam.gui.stage.stage import Stage
from stylecam.gui.theme import ThemeChoice

STYLE_KEYS = 9

C = TypeVar("C")


class Shell(Protocol):
    """What only the window as a whole can do."""

    theme: ThemeChoice
    language: str

    def open_file(self) -> None: ...
    def open_address(self) -> None: ...
    def save_look(self) -> None: ...
    def import_look(self) -> None: ...
    def export_look(self) -> None: ...
    def quit(self) -> None: ...
    def add_styles(self) -> None: ...
    def paste(self) -> None: ...
    def style_from_frame(self) -> None: ...
    def toggle_favourite(self) -> None: ...
    def undo(self) -> None: ...
    def find_style(self) -> None: ...
    def show_tab(self, name: str) -> None: ...
    def set_full_screen(self, on: bool) -> None: ...
    def leave_full_screen(self) -> None: ...
    def set_panel(self, shown: bool) -> None: ...
    def choose_theme(self, theme: ThemeChoice) -> None: ...
    def enlarge_text(self, steps: int) -> None: ...
    def choose_language(self, language: str) -> None: ...
    def show_shortcuts(self) -> None: ...
    def copy_diagnostics(self) -> None: ...
    def show_about(self) -> None: ...


def add_file_actions(actions: Actions, shell: Shell) -> None:
    """Sources, styles and looks from and to files."""
    actions.group(_tr("&File"))
    actions.add(_tr("&Open video or picture…"), QKeySequence.StandardKey.Open, shell.open_file)
    actions.add(_tr("Open &address…"), "Ctrl+Shift+O", shell.open_address)
    actions.line()
    actions.add(_tr("&Save look…"), QKeySequence.StandardKey.Save, shell.save_look)
    actions.add(_tr("&Import look…"), None, shell.import_look)
    actions.add(_tr("&Export look…"), None, shell.export_look)
    actions.line()
    actions.add(_tr("&Quit"), "Ctrl+Q", shell.quit)


def add_style_actions(actions: Actions, desk: Desk, shell: Shell) -> None:
    """Choosing and collecting."""
    actions.group(_tr("&Style"))
    actions.add_stepping(_tr("&Next style"), Qt.Key.Key_Right, lambda: desk.step_style(1))
    actions.add_stepping(_tr("&Previous style"), Qt.Key.Key_Left, lambda: desk.step_style(-1))
    actions.add(_tr("&Random style"), Qt.Key.Key_R, desk.random_style)
    actions.add(_tr("&Favourite"), Qt.Key.Key_F, shell.toggle_favourite)
    actions.add(_tr("F&ind a style"), QKeySequence.StandardKey.Find, shell.find_style)
    actions.line()
    actions.add_stepping(_tr("&Stronger"), Qt.Key.Key_Up, lambda: desk.step_strength(1))
    actions.add_stepping(_tr("&Weaker"), Qt.Key.Key_Down, lambda: desk.step_strength(-1))
    actions.line()
    actions.add(_tr("&Add pictures as styles…"), "Ctrl+Shift+A", shell.add_styles)
    actions.add(_tr("Paste picture as style"), QKeySequence.StandardKey.Paste, shell.paste)
    actions.add(_tr("&Use this frame as style"), Qt.Key.Key_U, shell.style_from_frame)
    actions.add(_tr("Bring back what was removed"), QKeySequence.StandardKey.Undo, shell.undo)
    actions.line()
    for place in range(STYLE_KEYS):
        _add_nth(actions, desk, place)


def add_picture_actions(actions: Actions, desk: Desk, stage: Stage) -> dict[str, QAction]:
    """How the picture is shown; the actions that buttons stand for, by name."""
    actions.group(_tr("&Picture"))
    # Space is held, not pressed: `OriginalOnHold` hears it.
    original = actions.add_switch(_tr("&Original"), None, stage.set_original)
    split = actions.add_switch(_tr("&Before and after"), Qt.Key.Key_B, stage.set_split)
    inset = actions.add_switch(_tr("&Style in the corner"), Qt.Key.Key_P, stage.set_inset)
    overlay = actions.add_switch(_tr("&Numbers on the picture"), Qt.Key.Key_O, stage.set_overlay)
    actions.line()
    mirror = actions.add_switch(_tr("&Mirror"), Qt.Key.Key_M, lambda on: _mirror(desk, on), desk.look.mirror)
    desk.look_changed.connect(lambda look: mirror.setChecked(look.mirror))
    return {"original": original, "split": split, "inset": inset, "overlay": overlay, "mirror": mirror}


def add_output_actions(actions: Actions, outputs: Outputs) -> dict[str, QAction]:
    """Where the picture goes; the actions that buttons stand for, by name."""
    actions.group(_tr("&Output"))
    still = actions.add(_tr("&Still"), Qt.Key.Key_S, outputs.take_still)
    record = actions.add_switch(_tr("&Record"), "Ctrl+R", outputs.set_recording)
    camera = actions.add_switch(_tr("&Virtual camera"), Qt.Key.Key_V, outputs.set_virtual_camera)
    outputs.recording_changed.connect(record.setChecked)
    outputs.virtual_camera_changed.connect(camera.setChecked)
    return {"still": still, "record": record, "virtual-camera": camera}


def add_view_actions(actions: Actions, shell: Shell) -> dict[str, QAction]:
    """How the window looks; by name the actions that follow it."""
    actions.group(_tr("&View"))
    full = actions.add_switch(_tr("&Full screen"), Qt.Key.Key_F11, shell.set_full_screen)
    actions.add(_tr("Leave full screen"), Qt.Key.Key_Escape, shell.leave_full_screen)
    panel = actions.add_switch(_tr("&Panel"), "Ctrl+B", shell.set_panel, on=True)
    actions.line()
    for place, (name, text) in enumerate(_tabs()):
        actions.add(text, f"Ctrl+{place + 1}", partial(shell.show_tab, name))
    actions.line()
    themes: tuple[tuple[ThemeChoice, str], ...] = (
        ("system", _tr("Colours of the system")),
        ("light", _tr("Light colours")),
        ("dark", _tr("Dark colours")),
    )
    _add_choice(actions, themes, shell.theme, shell.choose_theme)
    actions.line()
    actions.add(_tr("&Larger text"), QKeySequence.StandardKey.ZoomIn, lambda: shell.enlarge_text(1))
    actions.add(_tr("&Smaller text"), QKeySequence.StandardKey.ZoomOut, lambda: shell.enlarge_text(-1))
    actions.line()
    _add_choice(actions, (("", _tr("Language of the system")), *NAMES.items()), shell.language, shell.choose_language)
    return {"full-screen": full, "panel": panel}


def add_help_actions(actions: Actions, shell: Shell) -> None:
    """What to do when one does not know."""
    actions.group(_tr("&Help"))
    actions.add(_tr("&Keyboard shortcuts"), Qt.Key.Key_F1, shell.show_shortcuts)
    actions.add(_tr("&Copy diagnostics"), "Ctrl+Shift+D", shell.copy_diagnostics)
    actions.add(_tr("&About stylecam"), None, shell.show_about)


def _tabs() -> tuple[tuple[str, str], ...]:
    return (
        ("styles", _tr("Show the styles")),
        ("mixer", _tr("Show the mixer")),
        ("looks", _tr("Show the looks")),
        ("devices", _tr("Show the devices")),
    )


def _add_nth(actions: Actions, desk: Desk, place: int) -> None:
    text = _tr("Style %1").replace("%1", str(place + 1))
    actions.add(text, str(place + 1), lambda: desk.choose_nth_style(place))


def _add_choice(actions: Actions, choices: Sequence[tuple[C, str]], current: C, choose: Callable[[C], object]) -> None:
    """One of several: switches of which one is on."""

    def chosen(name: C, on: bool) -> None:
        if on:
            choose(name)

    switches = [actions.add_switch(text, None, partial(chosen, name), name == current) for name, text in choices]
    group = QActionGroup(switches[0])
    for switch in switches:
        group.addAction(switch)


def _mirror(desk: Desk, on: bool) -> None:
    if desk.look.mirror != on:
        desk.toggle_mirror()


def _tr(text: str) -> str:
    return QCoreApplication.translate("menus", text)
