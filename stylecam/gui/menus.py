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
from stylecam.gui.stills import Stills
from stylecam.gui.theme import ThemeChoice
from stylecam.stills import StillFormat

translate = QCoreApplication.translate

STYLE_KEYS = 9

C = TypeVar("C")


class Shell(Protocol):
    """What only the window as a whole can do."""

    theme: ThemeChoice
    language: str

    def open_file(self) -> None: ...
    def open_address(self) -> None: ...
    def repaint_file(self) -> None: ...
    def paint_slowly(self) -> None: ...
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
    actions.group(translate("Menus", "&File"))
    actions.add(translate("Menus", "&Open video or picture…"), QKeySequence.StandardKey.Open, shell.open_file)
    actions.add(translate("Menus", "Open &address…"), "Ctrl+Shift+O", shell.open_address)
    actions.add(translate("Menus", "Re&paint a file…"), "Ctrl+E", shell.repaint_file)
    actions.line()
    actions.add(translate("Menus", "&Save look…"), QKeySequence.StandardKey.Save, shell.save_look)
    actions.add(translate("Menus", "&Import look…"), None, shell.import_look)
    actions.add(translate("Menus", "&Export look…"), None, shell.export_look)
    actions.line()
    actions.add(translate("Menus", "&Quit"), "Ctrl+Q", shell.quit)


def add_style_actions(actions: Actions, desk: Desk, shell: Shell) -> None:
    """Choosing and collecting."""
    actions.group(translate("Menus", "&Style"))
    actions.add_stepping(translate("Menus", "&Next style"), Qt.Key.Key_Right, lambda: desk.step_style(1))
    actions.add_stepping(translate("Menus", "&Previous style"), Qt.Key.Key_Left, lambda: desk.step_style(-1))
    actions.add(translate("Menus", "&Random style"), Qt.Key.Key_R, desk.random_style)
    actions.add(translate("Menus", "&Favourite"), Qt.Key.Key_F, shell.toggle_favourite)
    actions.add(translate("Menus", "F&ind a style"), QKeySequence.StandardKey.Find, shell.find_style)
    actions.line()
    actions.add_stepping(translate("Menus", "&Stronger"), Qt.Key.Key_Up, lambda: desk.step_strength(1))
    actions.add_stepping(translate("Menus", "&Weaker"), Qt.Key.Key_Down, lambda: desk.step_strength(-1))
    actions.line()
    actions.add(translate("Menus", "&Add pictures as styles…"), "Ctrl+Shift+A", shell.add_styles)
    actions.add(translate("Menus", "Paste picture as style"), QKeySequence.StandardKey.Paste, shell.paste)
    actions.add(translate("Menus", "&Use this frame as style"), Qt.Key.Key_U, shell.style_from_frame)
    actions.add(translate("Menus", "Bring back what was removed"), QKeySequence.StandardKey.Undo, shell.undo)
    actions.line()
    for place in range(STYLE_KEYS):
        _add_nth(actions, desk, place)


def add_picture_actions(
    actions: Actions, desk: Desk, stage: Stage, next_background: Callable[[], object]
) -> dict[str, QAction]:
    """How the picture is shown; the actions that buttons stand for, by name."""
    actions.group(translate("Menus", "&Picture"))
    # Space is held, not pressed: `OriginalOnHold` hears it.
    original = actions.add_switch(translate("Menus", "&Original"), None, stage.set_original)
    split = actions.add_switch(translate("Menus", "&Before and after"), Qt.Key.Key_B, stage.set_split)
    inset = actions.add_switch(translate("Menus", "&Style in the corner"), Qt.Key.Key_P, stage.set_inset)
    overlay = actions.add_switch(translate("Menus", "&Numbers on the picture"), Qt.Key.Key_O, stage.set_overlay)
    actions.line()
    mirror = actions.add_switch(
        translate("Menus", "&Mirror"), Qt.Key.Key_M, lambda on: _mirror(desk, on), desk.look.mirror
    )
    desk.look_changed.connect(lambda look: mirror.setChecked(look.mirror))
    actions.add(translate("Menus", "Next back&ground"), "Shift+B", next_background)
    return {"original": original, "split": split, "inset": inset, "overlay": overlay, "mirror": mirror}


def add_output_actions(actions: Actions, outputs: Outputs, stills: Stills, shell: Shell) -> dict[str, QAction]:
    """Where the picture goes; the actions that buttons stand for, by name."""
    actions.group(translate("Menus", "&Output"))
    still, copy = _add_stills(actions, stills)
    slowly = actions.add(translate("Menus", "Paint this still slo&wly…"), "Ctrl+Shift+S", shell.paint_slowly)
    actions.line()
    record = actions.add_switch(translate("Menus", "&Record"), "Ctrl+R", outputs.recorder.set_on)
    pause = actions.add_switch(translate("Menus", "&Pause the recording"), "Ctrl+Shift+R", outputs.recorder.set_paused)
    camera = actions.add_switch(translate("Menus", "&Virtual camera"), Qt.Key.Key_V, outputs.camera.set_on)
    stream = actions.add_switch(translate("Menus", "S&tream"), None, outputs.stream.set_on)
    outputs.recorder.changed.connect(record.setChecked)
    outputs.recorder.changed.connect(pause.setEnabled)
    outputs.recorder.paused_changed.connect(pause.setChecked)
    outputs.camera.changed.connect(camera.setChecked)
    outputs.stream.changed.connect(stream.setChecked)
    pause.setEnabled(outputs.recorder.on)
    actions.line()
    _add_still_choices(actions, stills)
    return {"still": still, "copy": copy, "slowly": slowly, "record": record, "virtual-camera": camera}


def add_view_actions(actions: Actions, shell: Shell) -> dict[str, QAction]:
    """How the window looks; by name the actions that follow it."""
    actions.group(translate("Menus", "&View"))
    full = actions.add_switch(translate("Menus", "&Full screen"), Qt.Key.Key_F11, shell.set_full_screen)
    actions.add(translate("Menus", "Leave full screen"), Qt.Key.Key_Escape, shell.leave_full_screen)
    panel = actions.add_switch(translate("Menus", "&Panel"), "Ctrl+B", shell.set_panel, on=True)
    actions.line()
    for place, (name, text) in enumerate(_tabs()):
        actions.add(text, f"Ctrl+{place + 1}", partial(shell.show_tab, name))
    actions.line()
    themes: tuple[tuple[ThemeChoice, str], ...] = (
        ("system", translate("Menus", "Colours of the system")),
        ("light", translate("Menus", "Light colours")),
        ("dark", translate("Menus", "Dark colours")),
    )
    _add_choice(actions, themes, shell.theme, shell.choose_theme)
    actions.line()
    actions.add(translate("Menus", "&Larger text"), QKeySequence.StandardKey.ZoomIn, lambda: shell.enlarge_text(1))
    actions.add(translate("Menus", "&Smaller text"), QKeySequence.StandardKey.ZoomOut, lambda: shell.enlarge_text(-1))
    actions.line()
    _add_choice(
        actions,
        (("", translate("Menus", "Language of the system")), *NAMES.items()),
        shell.language,
        shell.choose_language,
    )
    return {"full-screen": full, "panel": panel}


def add_help_actions(actions: Actions, shell: Shell) -> None:
    """What to do when one does not know."""
    actions.group(translate("Menus", "&Help"))
    actions.add(translate("Menus", "&Keyboard shortcuts"), Qt.Key.Key_F1, shell.show_shortcuts)
    actions.add(translate("Menus", "&Copy diagnostics"), "Ctrl+Shift+D", shell.copy_diagnostics)
    actions.add(translate("Menus", "&About stylecam"), None, shell.show_about)


def _tabs() -> tuple[tuple[str, str], ...]:
    return (
        ("styles", translate("Menus", "Show the styles")),
        ("mixer", translate("Menus", "Show the mixer")),
        ("regions", translate("Menus", "Show the regions")),
        ("looks", translate("Menus", "Show the looks")),
        ("devices", translate("Menus", "Show the devices")),
        ("output", translate("Menus", "Show the output")),
    )


def _add_stills(actions: Actions, stills: Stills) -> tuple[QAction, QAction]:
    """To save the picture, and to copy it."""
    still = actions.add(translate("Menus", "&Still"), Qt.Key.Key_S, stills.take)
    actions.add(translate("Menus", "&Burst of stills"), "Shift+S", stills.take_burst)
    for seconds, key in ((3, "T"), (5, "Shift+T"), (10, "Ctrl+T")):
        text = translate("Menus", "Still in %1 s").replace("%1", str(seconds))
        actions.add(text, key, partial(stills.take_in, seconds))
    copy = actions.add(translate("Menus", "&Copy picture"), QKeySequence.StandardKey.Copy, stills.copy)
    return still, copy


def _add_still_choices(actions: Actions, stills: Stills) -> None:
    formats: tuple[tuple[StillFormat, str], ...] = (
        ("png", translate("Menus", "Stills as PNG")),
        ("jpg", translate("Menus", "Stills as JPEG")),
        ("webp", translate("Menus", "Stills as WebP")),
    )
    _add_choice(actions, formats, stills.format, stills.set_format)
    text = translate("Menus", "Stills with the &original beside")
    actions.add_switch(text, None, stills.set_with_original, stills.with_original)


def _add_nth(actions: Actions, desk: Desk, place: int) -> None:
    action = actions.add("", str(place + 1), lambda: desk.choose_nth_style(place))

    def show_name() -> None:
        there = place < len(desk.styles)
        # A mark in a name is a name's, and no mnemonic.
        action.setText(
            desk.styles[place].name.replace("&", "&&")
            if there
            else translate("Menus", "Style %1").replace("%1", action.shortcut().toString())
        )
        action.setEnabled(there)

    desk.order_changed.connect(show_name)
    show_name()


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
