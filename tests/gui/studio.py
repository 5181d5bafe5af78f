"""The window at work: a running pipeline of small parts, and services whose files lie in one folder."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from PySide6.QtWidgets import QApplication

from stylecam.errors import SinkError
from stylecam.gui.parts import Opening, make_parts
from stylecam.gui.remembering import restore
from stylecam.gui.services import Camera, Choice, Film, Microphone, Services, SlowPainter, Take
from stylecam.gui.theme import Appearance
from stylecam.gui.window import Window
from stylecam.look import Look
from stylecam.looks import LookStore
from stylecam.memory import Memory
from stylecam.microphone.microphone import Microphone as Hearing
from stylecam.naming import new_file
from stylecam.outputs import CameraChoice, OutputChoices, RecordingChoice, StreamChoice
from stylecam.pipeline.capture import MakeSource
from stylecam.pipeline.pipeline import Pipeline
from stylecam.pipeline.ports import Sink
from stylecam.recordings import original_beside
from stylecam.sinks.recording import ContentOf, recorded_video
from stylecam.sinks.recovery import rescue
from stylecam.sinks.soundtrack import Soundtrack
from stylecam.sinks.still import keep_still
from stylecam.sinks.stream.sink import StreamSink
from stylecam.stills import Still
from stylecam.style_store import StyleStore
from stylecam.styles import Style
from tests.gui.parts import FlatEngine, FlatPainter, flat_look, rgb
from tests.microphone.driver import HandDriver

AT = datetime(2026, 11, 20, 14, 3, 7)
"""When every file is kept."""
OUTPUTS = OutputChoices(RecordingChoice("mkv"), stream=StreamChoice(0))
"""Any free port: other tests run beside this one."""


def flat_services(styles: list[Style], folder: Path) -> Services:
    """Stores, stills and recordings in the folder; one camera; no virtual one."""
    store = StyleStore(folder / "mine", styles)
    kept = folder / "kept"

    def still(taken: Still) -> Path:
        return keep_still(replace(taken, at=AT), kept, store)

    def films(look: Look, choice: RecordingChoice, microphone: Microphone | None) -> Take:
        path = new_file(kept, look, f".{choice.format}", AT)
        sound = Soundtrack(microphone) if microphone is not None else None
        painted: Film = recorded_video(path, choice.options, sound)
        original = ContentOf(recorded_video(original_beside(path), choice.options))
        return Take([painted, original][: 1 + choice.original], microphone)

    def no_camera(_choice: CameraChoice) -> Sink:
        raise SinkError("v4l2loopback is not installed: sudo apt install v4l2loopback-dkms")

    return Services(
        cameras=lambda: [Camera("Desk camera")],
        devices=(Choice("cpu", "CPU"),),
        models=(Choice("flat", "Flat"),),
        styles=store,
        looks=LookStore(folder / "looks", store),
        thumbnails=FlatPainter(),
        diagnose=lambda: "all is well",
        still=still,
        videos=kept,
        recording=films,
        microphones=lambda: ["Desk microphone"],
        microphone=lambda options: Hearing(options, HandDriver()),
        rescue=lambda: rescue(kept),
        virtual_cameras=lambda: [Choice("/dev/video9", "Loop (/dev/video9)"), Choice("pipewire", "PipeWire")],
        virtual_camera=no_camera,
        stream=lambda choice: StreamSink(choice.port),
        render_command=lambda source, target, look, _engine: ["true", str(source), str(target), str(look)],
        slow=SlowPainter(kept, lambda: True, lambda *_: ["sleep", "600"], lambda _: ["true"]),
        masks=folder / "masks",
    )


class Studio:
    """A running pipeline, its window, and the engine behind it.

    Attributes:
        kept: the folder of stills and recordings.
        cameras: those that are plugged in.
        list_cameras: what the window asks for them; a test may put another in its place.
        sound: what the microphones hear.
    """

    def __init__(self, styles: list[Style], folder: Path, make_source: MakeSource) -> None:
        self.styles, self.look = styles, flat_look(styles)
        self.cameras = [Camera("Desk camera")]
        self.engine = FlatEngine(self.look)
        self.kept = folder / "kept"
        self.list_cameras: Callable[[], Sequence[Camera]] = lambda: list(self.cameras)
        services = replace(flat_services(styles, folder), cameras=lambda: self.list_cameras())
        self.sound = HandDriver()
        services = replace(services, microphone=lambda options: Hearing(options, self.sound))
        self.store, self.looks = services.styles, services.looks
        self.pipeline = Pipeline(make_source, "demo", lambda: self.engine)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        # First: to dress hundreds of widgets that are there already takes half a second.
        appearance = Appearance(app)
        opening = Opening(self.look, "demo", ("cpu", "flat"), Memory(welcomed=True, outputs=OUTPUTS))
        self.parts = make_parts(self.pipeline, services, opening)
        self.window = Window(self.parts, opening, appearance)
        restore(self.window, opening)
        self.pipeline.start()

    def colour(self, across: float = 0.25) -> tuple[int, int, int]:
        """What is painted at this share of the picture's width, half way down; the stage while there is none."""
        place = self.parts.stage.picture_place
        shown = self.parts.stage.grab().toImage()
        scale = shown.devicePixelRatio()
        x, y = place.x() + place.width() * across, place.center().y()
        return rgb(shown.pixelColor(round(x * scale), round(y * scale)))

    def shows(self, colour: tuple[int, int, int], across: float = 0.25) -> Callable[[], bool]:
        """A condition to wait for."""
        return lambda: self.colour(across) == colour
