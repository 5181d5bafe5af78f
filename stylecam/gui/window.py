"""The main window: lays the parts out, and does what only the window as a whole can do."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, QTime, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDragLeaveEvent, QDropEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QMainWindow, QMessageBox, QVBoxLayout, QWidget

from stylecam import __version__
from stylecam.gui import theme
from stylecam.gui.choices import styles_of, title_of
from stylecam.gui.deeds import Drawn
from stylecam.gui.gallery.gallery import accept_copy
from stylecam.gui.gallery.tile import MARGIN as TILE_MARGIN
from stylecam.gui.messages import Message
from stylecam.gui.mixer.sliders import strength_slider
from stylecam.gui.output.words import recording_line
from stylecam.gui.panel import Panel
from stylecam.gui.parts import Opening, Parts
from stylecam.gui.shortcuts import Block, ShortcutSheet
from stylecam.gui.toolbar import ToolBar, set_busy
from stylecam.gui.watching import Watch
from stylecam.gui.wiring import connect, make_actions, make_tools

TEXT_STEP = 0.25


class Window(QMainWindow):
    """Shows a pipeline and works it; to close it ends everything the window started, but not the pipeline.

    Args:
        parts: what it is made of; closed with it.
        opening: what they were made with.
        appearance: dresses it.
    """

    closed = Signal()
    """A person closed it, or something else did; nothing of it runs any more."""

    def __init__(self, parts: Parts, opening: Opening, appearance: theme.Appearance) -> None:
        super().__init__()
        self.parts = parts
        self.theme, self.language = opening.memory.theme, opening.memory.language
        self._appearance = appearance
        self.shortcuts, self.named_actions = make_actions(self, self, parts)
        self.shortcuts.fill(self.menuBar())
        self.tool_bar = ToolBar(make_tools(self.named_actions))
        self.strength = strength_slider(parts.desk)
        self.panel = Panel(self._tabs(), self.strength)
        self._lay_out()
        connect(parts)
        self._connect()
        self._watch = Watch(parts)
        self._watch.start()
        parts.stage.setFocus()

    @property
    def text_scale(self) -> float:
        """How many times as large as the system's letters are."""
        return self._appearance.scale

    def sizeHint(self) -> QSize:
        return QSize(1280, 800)

    # What the menus ask for.

    def open_file(self) -> None:
        self.parts.devices.source.ask_file()

    def open_address(self) -> None:
        self.parts.devices.source.ask_address()

    def repaint_file(self) -> None:
        self.parts.rendering.ask(self)

    def paint_slowly(self) -> None:
        self.parts.slowly.ask(self)

    def save_look(self) -> None:
        self.show_tab("looks")
        self.parts.looks.ask_save()

    def import_look(self) -> None:
        self.show_tab("looks")
        self.parts.looks.ask_import()

    def export_look(self) -> None:
        self.show_tab("looks")
        if self.parts.looks.list.chosen:
            self.parts.looks.ask_export()
        else:
            self._tell(self.tr("Save the look first, then select it in the list to export it."))

    def quit(self) -> None:
        """Close the window; what is being painted beside it is asked about first."""
        if self.parts.busy is not None:
            self.parts.busy.ask_to_leave(self, self.close)
        else:
            self.close()

    def add_styles(self) -> None:
        self.parts.gallery.add_pictures()

    def paste(self) -> None:
        self.parts.reception.paste()

    def style_from_frame(self) -> None:
        """What the camera sees now becomes a style."""
        frame = self.parts.stage.newest
        if frame is None or frame.content is None:
            self._tell(self.tr("There is no picture to take yet."))
            return
        name = self.tr("From the camera, %1").replace("%1", QTime.currentTime().toString("HH:mm:ss"))
        self.parts.collection.add([Drawn(frame.content, name)])

    def toggle_favourite(self) -> None:
        """The style that is shown."""
        for style in styles_of(self.parts.desk.look)[:1]:
            self.parts.collection.toggle_favourite(style)

    def undo(self) -> None:
        if not self.parts.regions.editor.undo():
            self.parts.collection.undo()

    def find_style(self) -> None:
        self.show_tab("styles")
        self.parts.gallery.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.parts.gallery.search.selectAll()

    def show_tab(self, name: str) -> None:
        self.set_panel(True)
        self.panel.show_tab(name)

    def set_panel(self, shown: bool) -> None:
        self.panel.setVisible(shown)
        self.named_actions["panel"].setChecked(shown)

    def set_full_screen(self, on: bool) -> None:
        """The picture alone, on the whole screen; or back."""
        for part in (self.menuBar(), self.tool_bar, self.parts.status_line):
            part.setHidden(on)
        self.panel.setHidden(on or not self.named_actions["panel"].isChecked())
        if on != self.isFullScreen():
            self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def leave_full_screen(self) -> None:
        """Back to the window; or first stop the countdown that is shown large over all else, or end a region."""
        if self.parts.stills.cancel() or self.parts.regions.leave():
            return
        self.named_actions["full-screen"].setChecked(False)

    def choose_theme(self, choice: theme.ThemeChoice) -> None:
        self.theme = choice
        self._appearance.choose(choice)

    def enlarge_text(self, steps: int) -> None:
        self._appearance.scale_text(self._appearance.scale + steps * TEXT_STEP)

    def choose_language(self, language: str) -> None:
        self.language = language
        self._tell(self.tr("The language changes with the next start."))

    def show_shortcuts(self) -> None:
        more = (
            (self.tr("Space, held"), self.tr("The camera's own picture")),
            (self.tr("Ctrl+click"), self.tr("Take a style into the mix, or out of it")),
            ("F2", self.tr("Rename a style or a look")),
            (self.tr("Delete"), self.tr("Remove a style or a look")),
            ("Ctrl+← →", self.tr("Move the line between before and after")),
        )
        block = Block(self.tr("In the gallery and on the picture"), more)
        sheet = ShortcutSheet(self.shortcuts.groups, block, self)
        sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        sheet.open()

    def copy_diagnostics(self) -> None:
        self.parts.diagnostics.copy()

    def show_about(self) -> None:
        text = self.tr("Repaints a live camera in the style of any picture.")
        box = QMessageBox(QMessageBox.Icon.NoIcon, self.tr("About stylecam"), f"stylecam {__version__}", parent=self)
        box.setInformativeText(text)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.open()

    # What happens to the window.

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_panel()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.WindowStateChange:
            self.named_actions["full-screen"].setChecked(self.isFullScreen())

    def closeEvent(self, event: QCloseEvent) -> None:
        # Nobody is there to answer when a signal or the end of the session closes the window.
        if event.spontaneous() and self.parts.busy is not None:
            event.ignore()
            self.parts.busy.ask_to_leave(self, self.close)
            return
        self._watch.stop()
        # First: what the parts have begun they finish, which may take seconds, and the window would seem to hang.
        self.hide()
        self.parts.close()
        super().closeEvent(event)
        self.closed.emit()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self.parts.reception.accepts(event.mimeData()):
            accept_copy(event)
            self.parts.stage.set_drop_hint(self.tr("Drop a picture to paint in its style, a video to paint it"))

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        self.parts.stage.set_drop_hint("")

    def dropEvent(self, event: QDropEvent) -> None:
        self.parts.stage.set_drop_hint("")
        accept_copy(event)
        self.parts.reception.take(event.mimeData())

    def _tabs(self) -> list[tuple[str, str, QWidget]]:
        parts = self.parts
        # The grid's scroll bar lies in the margin on the right.
        parts.gallery.setContentsMargins(2 * theme.GAP - TILE_MARGIN, theme.GAP + 4, theme.GAP // 2, 0)
        styles = QWidget()
        column = QVBoxLayout(styles)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(parts.gallery, 1)
        below = QVBoxLayout()
        below.setContentsMargins(2 * theme.GAP, 0, 2 * theme.GAP, 0)
        below.addWidget(parts.tiles_task)
        column.addLayout(below)
        return [
            ("styles", self.tr("Styles"), styles),
            ("mixer", self.tr("Mixer"), parts.mixer),
            ("regions", self.tr("Regions"), parts.regions),
            ("looks", self.tr("Looks"), parts.looks),
            ("devices", self.tr("Devices"), parts.devices),
            ("output", self.tr("Output"), parts.output),
        ]

    def _lay_out(self) -> None:
        parts = self.parts
        stage = QGridLayout()
        stage.addWidget(parts.stage, 0, 0)
        stage.addWidget(parts.canvas, 0, 0)
        stage.addWidget(parts.messages, 0, 0, Qt.AlignmentFlag.AlignTop)
        left = QVBoxLayout()
        left.setSpacing(0)
        left.addLayout(stage, 1)
        for bar in (parts.playback, self.tool_bar, parts.status_line):
            left.addWidget(bar)
        body = QWidget()
        layout = self._body = QHBoxLayout(body)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(left, 1)
        layout.addWidget(self.panel)
        self.setCentralWidget(body)
        self.setMinimumSize(640, 480)
        self.setAcceptDrops(True)

    def _connect(self) -> None:
        parts, buttons = self.parts, self.tool_bar.buttons
        parts.desk.look_changed.connect(lambda look: self.setWindowTitle(title_of(look)))
        self.setWindowTitle(title_of(parts.desk.look))
        parts.stage.toggled_full_screen.connect(self.named_actions["full-screen"].toggle)
        record, camera = buttons[self.named_actions["record"]], buttons[self.named_actions["virtual-camera"]]
        parts.outputs.recorder.changed.connect(lambda on: set_busy(record, on))
        parts.outputs.camera.changed.connect(lambda on: set_busy(camera, on))
        action = self.named_actions["record"]
        about = action.toolTip()
        parts.outputs.status_changed.connect(
            lambda status: action.setToolTip("\n".join(filter(None, (recording_line(status.recording), about))))
        )
        self._appearance.changed.connect(self._fit_panel)

    def _fit_panel(self) -> None:
        self.panel.fit_to(self.width())
        # At once: laid out one event later, the panel would be seen outside the window first.
        self._body.activate()

    def _tell(self, text: str) -> None:
        self.parts.messages.tell(Message(text))
