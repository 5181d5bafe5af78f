"""The real window at work on the demo scene, to be pictured: off screen, with nothing of the user's own in it."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path

from PIL import Image
from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication, QWidget

from scripts.empty_room import RATE, EmptyRoom, StillScene, learned
from scripts.pictured_voice import NAME, VoiceDriver
from scripts.settled import Rate
from stylecam.app import live_settings, make_pipeline, make_plan, shipped_row
from stylecam.cli.desktop import recordings, services_for
from stylecam.engine.person.plate import write_plate
from stylecam.frame import Frame
from stylecam.gui.parts import Opening, make_parts
from stylecam.gui.pixels import pixels_of
from stylecam.gui.remembering import restore
from stylecam.gui.services import Services
from stylecam.gui.theme import Appearance
from stylecam.gui.window import Window
from stylecam.look import Look, Size
from stylecam.looks import LookStore
from stylecam.memory import Memory
from stylecam.microphone.microphone import Microphone
from stylecam.outputs import OutputChoices, RecordingChoice
from stylecam.settings import Settings
from stylecam.sinks.recording import recorded_video
from stylecam.sources.demo_clip import DemoClip
from stylecam.sources.scene.motion import pose
from stylecam.style_store import StyleStore
from stylecam.styles import Style, WeightedStyle
from stylecam.user_files import background_file

SCREEN = {"name": "desk", "x": 0, "y": 0, "width": 1920, "height": 1080, "dpr": 1}
"""What Qt is told to have, in its own words; else it is 800x800, and dialogs scroll."""
PAINTED = (960, 540)
"""About as large as the picture is shown."""
QUALITY = 86
PATIENCE = 900.0
"""Seconds that anything may take on a busy machine."""
SETTLED = 1.0
"""Seconds of the picture after which a cross-fade is over."""

HOME = "~"
"""What the temporary folder is called within itself, so that the pictures show folders as a user has them."""
VIDEOS = Path(HOME, "Videos")

FAVOURITES = ("koi-mosaic", "great-wave", "sunflowers")
STARTED_WITH = "starry-swirl"


class Studio:
    """The window at work.

    Args:
        folder: where the pictures go.
        home: an empty folder in place of the user's.
        painted: (width, height) of the painting.
    """

    def __init__(self, folder: Path, home: Path, painted: Size = PAINTED) -> None:
        self._folder, self._home, self._painted = folder, home, painted
        app = QApplication.instance()
        self._app = app if isinstance(app, QApplication) else QApplication(sys.argv[:1])
        self.styles = StyleStore(home / "styles", shipped_row())
        # Unsmoothed: at a frame or two a second the average would not come to rest at the colours of a fast machine.
        plan = make_plan(live_settings(Settings(source="demo", size=painted, smoothing=0.0)))
        plan = replace(plan, look=replace(plan.look, mix=(WeightedStyle(self.style(STARTED_WITH)),)))
        services = replace(
            services_for(plan, self.styles),
            looks=self._kept_looks(plan.look),
            cameras=lambda: (),
            videos=VIDEOS,
            recording=partial(recordings, VIDEOS),
            rescue=lambda: (),
            masks=home / "masks",
            microphones=lambda: (NAME,),
            microphone=lambda options: Microphone(options, VoiceDriver()),
        )
        self._pipeline = make_pipeline(plan)
        self.window = self._open(services, plan.look)

    def style(self, style_id: str) -> Style:
        """A shipped style."""
        return next(style for style in self.styles.styles() if style.id == style_id)

    def wait_for(self, what: str, has_come: Callable[[], bool]) -> None:
        """Let the window work until this has come."""
        until = time.monotonic() + PATIENCE
        while not has_come():
            if time.monotonic() > until:
                raise SystemExit(f"make_screenshots: waited {PATIENCE:g} s in vain for {what}")
            self._app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)

    def wait_for_thumbnails(self) -> None:
        """Until the live picture has been painted in every style of the gallery."""
        thumbnails = self.window.parts.thumbnails
        assert thumbnails is not None
        done: list[bool] = []
        thumbnails.progress.connect(lambda painted, total: done.append(painted == total))
        self.wait_for("the gallery's pictures", lambda: True in done)

    def show_mix(self, *parts: tuple[str, float]) -> None:
        """Paint in these styles and weights."""
        self.window.parts.desk.set_mix([WeightedStyle(self.style(style_id), weight) for style_id, weight in parts])

    def save(self, name: str, widget: QWidget | None = None) -> None:
        """Picture the window, or a part of it, as soon as painting and rate have settled and the figure looks up."""
        parts, asked_at, rate = self.window.parts, time.monotonic(), Rate()

        def settled() -> bool:
            frame, status = parts.stage.newest, self._pipeline.status()
            if frame is None or frame.captured_at < asked_at + SETTLED or status.look != parts.desk.look:
                return False
            steady = rate.has_settled(status.fps, time.monotonic())
            return steady and "fps" in parts.status_line.measures.text() and pose(frame.index / 30).blink == 0

        self.wait_for(f"the picture of {name}", settled)
        # Texts that have just changed have been given their room then.
        self._app.sendPostedEvents()
        picture = Image.fromarray(pixels_of((widget or self.window).grab().toImage()))
        # All of the colours' detail: small coloured letters need it.
        picture.save(self._folder / name, quality=QUALITY, subsampling=0, optimize=True)

    def close(self) -> None:
        """End everything."""
        self.window.close()
        self._pipeline.stop()

    def clip(self, name: str, seconds: float = 20.0) -> Path:
        """A recording of the demo scene, as a user would name it."""
        clip = DemoClip(self._painted, seconds)
        clip.open()
        path = self._recorded(name, iter(clip.read, None))
        clip.close()
        return path

    def still_clip(self, name: str, seconds: float = 20.0) -> Path:
        """The same from a camera that stands still, whose room is known without the person."""
        write_plate(background_file(), learned(EmptyRoom(self._painted)))
        scene, count = StillScene(self._painted), round(seconds * RATE)
        return self._recorded(name, (Frame(scene.frame(n / RATE), n, n / RATE) for n in range(count)))

    def _recorded(self, name: str, frames: Iterator[Frame]) -> Path:
        path = VIDEOS / name
        path.parent.mkdir(exist_ok=True)
        sink = recorded_video(path)
        sink.open()
        for frame in frames:
            sink.write(frame)
        sink.close()
        return path

    def _kept_looks(self, look: Look) -> LookStore:
        """Some looks, as one has after a few evenings."""
        store = LookStore(self._home / "looks", self.styles)
        kept: Sequence[tuple[str, tuple[str, ...], float]] = (
            ("Night at the harbour", ("neon-street", "fauve-harbour"), 0.9),
            ("Quiet ink", ("sumi-bamboo",), 0.8),
            ("Sunday garden", ("sunflowers", "rose-valley", "tree-of-life"), 1.0),
            ("Team meeting", ("comic-tear",), 0.55),
        )
        for name, styles, strength in kept:
            mix = tuple(WeightedStyle(self.style(style)) for style in styles)
            store.save(name, replace(look, mix=mix, strength=strength))
        return store

    def _open(self, services: Services, look: Look) -> Window:
        appearance = Appearance(self._app)
        outputs = OutputChoices(RecordingChoice(microphone=NAME))
        memory = Memory(theme="dark", favourites=FAVOURITES, outputs=outputs, welcomed=True)
        opening = Opening(look, "demo", memory=memory)
        window = Window(make_parts(self._pipeline, services, opening), opening, appearance)
        window.choose_theme("dark")
        window.resize(window.sizeHint())
        restore(window, opening)
        self._pipeline.start()
        window.show()
        return window


@contextmanager
def at_home(home: Path) -> Iterator[None]:
    """Work in this folder, which goes by the name of a user's in it, whether that name is understood or not."""
    before, variables = Path.cwd(), dict(os.environ)
    os.chdir(home)
    Path(HOME).symlink_to(home)
    os.environ["HOME"] = str(home)
    try:
        yield
    finally:
        os.chdir(before)
        os.environ.clear()
        os.environ.update(variables)
