"""The page of the panel where source, size and engine are chosen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QLabel, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from stylecam.gui import theme
from stylecam.gui.desk import Desk
from stylecam.gui.devices.choices import find_camera, is_recording, with_recent
from stylecam.gui.devices.combo import Entry, Picker
from stylecam.gui.devices.form import Form
from stylecam.gui.devices.format import FormatPickers
from stylecam.gui.devices.size import SizePickers
from stylecam.gui.devices.source import SourcePicker
from stylecam.gui.devices.watch import CameraWatch
from stylecam.gui.devices.words import MOODS, engine_line, source_line, work_line
from stylecam.gui.keys import keep_keys
from stylecam.gui.services import Camera, Choice, Services
from stylecam.look import AutoSize, Look
from stylecam.pipeline.status import PipelineStatus
from stylecam.source_spec import SourceSpec, parse_source

AUTO = "auto"
"""The device that the machine chooses."""
MOST_RECENT = 8
"""Recordings that are offered again."""


class DevicesPanel(QScrollArea):
    """Source, format, size, device and model; each asks the desk and shows what the desk holds.

    Args:
        desk: what is asked.
        services: the cameras, devices and models there are.
        recent: recordings that were opened last time, the latest first.
    """

    def __init__(self, desk: Desk, services: Services, recent: Sequence[str] = ()) -> None:
        super().__init__()
        self._desk = desk
        self._recent = tuple(recent)[:MOST_RECENT]
        self._cameras: tuple[Camera, ...] | None = None
        self.watch = CameraWatch(services.cameras)
        self.source = SourcePicker()
        self.formats = FormatPickers()
        self.sizes = SizePickers()
        self.device = Picker(self.tr("Device"), self.tr("What the picture is painted on"))
        self.model = Picker(self.tr("Model"), self.tr("Which network paints the picture"))
        self._devices, self._models = services.devices, services.models
        self.mirror = QCheckBox(self.tr("Mirror"))
        self.mirror.setToolTip(self.tr("Flip the picture left to right (M)"))
        keep_keys(self.mirror, (Qt.Key.Key_Space,))
        self.source_dot = theme.named(QLabel(), "stateDot")
        self.source_line, self.work_line, self.engine_line = _line(), _line(), _line()
        self._lay_out()
        self._connect()
        self.show_source(desk.source)
        self._show_look(desk.look)
        self._show_engine(*desk.engine)

    @property
    def recent(self) -> tuple[str, ...]:
        """The recordings that were opened last, the latest first."""
        return self._recent

    def show_source(self, spec: str) -> None:
        """Show this one as the current."""
        name = parse_source(spec).name
        if is_recording(name):
            self._recent = with_recent(name, self._recent, MOST_RECENT)
        self._show_sources()

    def show_status(self, status: PipelineStatus) -> None:
        """How the source and the engine are now."""
        theme.set_mood(self.source_dot, MOODS.get(status.source.state, ""))
        self.source_line.setText(source_line(status))
        _say(self.work_line, work_line(status))
        _say(self.engine_line, engine_line(status.engine))

    def close_watch(self) -> None:
        """End the thread that looks for cameras. Idempotent."""
        self.watch.close()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.watch.set_active(True)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.watch.set_active(False)

    def _lay_out(self) -> None:
        state = QWidget()
        beside = QHBoxLayout(state)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(theme.GAP)
        self.source_dot.setFixedSize(8, 8)
        beside.addWidget(self.source_dot)
        beside.addWidget(self.source_line, 1)
        self.form = form = Form()
        form.add_heading(self.tr("Picture"))
        form.add(self.tr("Source"), self.source)
        form.add_nameless(state)
        form.add(self.tr("Resolution"), self.formats.size)
        form.add(self.tr("Frame rate"), self.formats.rate)
        form.add_nameless(self.mirror)
        form.add_heading(self.tr("Painting"))
        form.add(self.tr("Size"), self.sizes.size)
        form.add(self.tr("Keep"), self.sizes.rate)
        form.add_nameless(self.work_line)
        form.add(self.tr("Device"), self.device)
        form.add(self.tr("Model"), self.model)
        form.add_nameless(self.engine_line)
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(*[2 * theme.GAP] * 4)
        layout.addWidget(form)
        layout.addStretch(1)
        self.setWidget(page)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def _connect(self) -> None:
        self.watch.changed.connect(self._show_cameras)
        self.source.asked.connect(self._ask_source)
        self.formats.picked.connect(self._ask_format)
        self.sizes.picked.connect(self._desk.set_size)
        self.device.picked.connect(lambda device: self._desk.switch_engine(str(device), self._desk.engine[1]))
        self.model.picked.connect(lambda model: self._desk.switch_engine(self._desk.engine[0], str(model)))
        self.mirror.clicked.connect(self._desk.toggle_mirror)
        self._desk.source_changed.connect(self.show_source)
        self._desk.look_changed.connect(self._show_look)
        self._desk.engine_changed.connect(self._show_engine)

    def _ask_source(self, asked: str) -> None:
        """The current camera is opened again as it is; another one as it likes."""
        name = parse_source(self._desk.source).name
        camera = find_camera(name, self._cameras or ())
        again = asked == name or (camera is not None and asked == camera.name)
        self._desk.switch_source(self._desk.source if again else asked)

    def _ask_format(self, spec: SourceSpec) -> None:
        self._desk.switch_source(str(spec))

    def _show_cameras(self, cameras: tuple[Camera, ...]) -> None:
        self._cameras = cameras
        self._show_sources()

    def _show_sources(self) -> None:
        spec = parse_source(self._desk.source)
        self.source.show_sources(self._cameras, self._recent, spec.name)
        camera = find_camera(spec.name, self._cameras or ())
        self.formats.show_format(camera.modes if camera else (), spec)
        self.form.set_shown(self.formats.size, camera is not None or spec.size is not None)
        self.form.set_shown(self.formats.rate, spec.size is not None)

    def _show_look(self, look: Look) -> None:
        self.sizes.show_size(look.size)
        self.form.set_shown(self.sizes.rate, isinstance(look.size, AutoSize))
        with QSignalBlocker(self.mirror):
            self.mirror.setChecked(look.mirror)

    def _show_engine(self, device: str, model: str) -> None:
        automatic = [Choice(AUTO, self.tr("Automatic"))] if len(self._devices) > 1 else []
        alone = self._devices[0].id if len(self._devices) == 1 and device == AUTO else device
        _offer(self.device, [*automatic, *self._devices], alone, self.tr("This machine has no other"))
        _offer(self.model, self._models, model, self.tr("There is no other"))


def _offer(picker: Picker, choices: Sequence[Choice], chosen: str, alone: str) -> None:
    """What there is, and what is at work though it is not listed."""
    listed = [Entry(choice.label, choice.id) for choice in choices]
    unlisted = [Entry(chosen, chosen)] if chosen and chosen not in {choice.id for choice in choices} else []
    picker.offer([*listed, *unlisted], chosen)
    picker.set_alone(len(listed) + len(unlisted) < 2, alone)


def _line() -> QLabel:
    label = theme.named(QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText), "quiet")
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    policy = label.sizePolicy()
    policy.setHorizontalPolicy(QSizePolicy.Policy.Ignored)
    label.setSizePolicy(policy)
    return label


def _say(label: QLabel, text: str) -> None:
    label.setText(text)
    label.setVisible(bool(text))
