"""What the window has done for it, from the parts that do it."""

from __future__ import annotations

import contextlib
import io
import sys
from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path

import platformdirs
from rich.console import Console

from stylecam.app import Plan, compute_choices, model_choices, weights_of
from stylecam.cli.doctor import show
from stylecam.cli.still_gatys import MODEL as SLOW_MODEL
from stylecam.cli.virtual_camera import card_from, virtual_camera
from stylecam.doctor.examination import examine
from stylecam.errors import SinkError, SourceError, UsageError, WeightsError
from stylecam.gui.services import Camera, Choice, Film, Services, SlowOrder, SlowPainter, Take
from stylecam.gui.services import Microphone as Heard
from stylecam.look import Look
from stylecam.looks import LookStore
from stylecam.microphone.microphone import Microphone, list_microphones
from stylecam.naming import new_file
from stylecam.outputs import CameraChoice, RecordingChoice
from stylecam.recordings import original_beside
from stylecam.sinks.loopback import loopbacks
from stylecam.sinks.pipewire import PIPEWIRE
from stylecam.sinks.recording import ContentOf, RecordingSink, recorded_video
from stylecam.sinks.recovery import finish, unfinished
from stylecam.sinks.soundtrack import Soundtrack
from stylecam.sinks.still import keep_still
from stylecam.sinks.stream.sink import StreamSink
from stylecam.sinks.virtual_camera import CameraForm, VirtualCameraSink
from stylecam.sources.cameras import list_cameras
from stylecam.sources.formats import camera_formats
from stylecam.stills import Still
from stylecam.style_store import StyleStore
from stylecam.thumbnailer import ProcessThumbnailer
from stylecam.user_files import user_looks, user_masks


def services_for(plan: Plan, styles: StyleStore) -> Services:
    """Everything, nothing of it open yet."""
    folder = videos()
    return Services(
        cameras=cameras,
        devices=tuple(Choice(device, label) for device, label in compute_choices()),
        models=tuple(Choice(model, label) for model, label in model_choices()),
        styles=styles,
        looks=LookStore(user_looks(), styles),
        thumbnails=ProcessThumbnailer(plan.settings.model),
        diagnose=report,
        still=partial(save_still, styles=styles),
        videos=folder,
        recording=partial(recordings, folder),
        microphones=microphones,
        microphone=Microphone,
        rescue=partial(rescued, folder),
        virtual_cameras=virtual_cameras,
        virtual_camera=camera_as,
        stream=lambda choice: StreamSink(choice.port),
        render_command=render_command,
        slow=SlowPainter(pictures(), can_paint_slowly, slow_command, import_command),
        masks=user_masks(),
    )


def cameras() -> Sequence[Camera]:
    """The cameras that are plugged in, with their formats; of one name several go by their addresses."""
    found = list_cameras()
    names = [camera.name for camera in found]
    return [
        Camera(camera.name if names.count(camera.name) == 1 else camera.path or str(camera.index), tuple(modes))
        for camera, modes in zip(found, map(camera_formats, found), strict=True)
    ]


def report() -> str:
    """The doctor's findings as text."""
    text = io.StringIO()
    show(list(examine()), Console(file=text, width=120, highlight=False))
    return text.getvalue()


def save_still(still: Still, styles: StyleStore) -> Path:
    """Keep a still among the user's pictures.

    Raises:
        SinkError: it cannot be written.
    """
    return keep_still(still, pictures(), styles)


def pictures() -> Path:
    """The user's folder for them."""
    return Path(platformdirs.user_pictures_dir())


def videos() -> Path:
    """The user's folder for them."""
    return Path(platformdirs.user_videos_dir())


def microphones() -> list[str]:
    """The names of those that are plugged in, the usual one first; none where that cannot be asked."""
    try:
        return list(dict.fromkeys(found.name for found in list_microphones()))
    except SourceError:
        return []


def recordings(folder: Path, look: Look, choice: RecordingChoice, microphone: Heard | None) -> Take:
    """A recording in the folder, and one of the original beside it if that is chosen, with what a microphone hears.

    Raises:
        SinkError: the folder cannot be made.
    """
    path = new_file(folder, look, f".{choice.format}", datetime.now())

    def film(name: Path) -> RecordingSink:
        return recorded_video(name, choice.options, Soundtrack(microphone) if microphone is not None else None)

    films: list[Film] = [film(path)]
    if choice.original:
        films.append(ContentOf(film(original_beside(path))))
    return Take(films, microphone)


def rescued(folder: Path) -> Iterator[Path]:
    """Finish what a crash has left of recordings, one after the other; what cannot be finished stays as it is."""
    for path in unfinished(folder):
        with contextlib.suppress(SinkError):
            yield finish(path)


def virtual_cameras() -> list[Choice]:
    """On Linux the devices of v4l2loopback, by path, and the PipeWire session; elsewhere the system has its own."""
    if sys.platform != "linux":
        return []
    try:
        devices = [Choice(path, f"{label} ({path})") for path, label in loopbacks()]
    except OSError:
        # One was taken away meanwhile; the next look sees what is left.
        devices = []
    return [*devices, Choice(PIPEWIRE, "PipeWire")]


def camera_as(choice: CameraChoice) -> VirtualCameraSink:
    """The virtual camera of this machine, at the device that is chosen.

    Raises:
        SinkError: there is none yet; it says what to run.
        PictureError: the card cannot be read.
    """
    card = card_from(choice.card, choice.size) if choice.card else None
    return virtual_camera(choice.device, CameraForm(choice.size, choice.fps, choice.fit, card))


def render_command(source: Path, target: Path, look: Path, engine: tuple[str, str]) -> list[str]:
    """The command line that repaints a file and tells its progress as lines of JSON."""
    device, model = engine
    program = [sys.executable, "-m", "stylecam", "render", str(source), str(target), "--look", str(look)]
    return [*program, "--device", device, "--model", model, "--progress", "json"]


def can_paint_slowly() -> bool:
    """Whether the weights that look at a slow painting are here."""
    try:
        return weights_of(SLOW_MODEL).path.exists()
    except (UsageError, WeightsError):
        return False


def slow_command(source: Path, target: Path, preview: Path, order: SlowOrder) -> list[str]:
    """The command line that paints a picture slowly and tells how it goes as lines of JSON."""
    look = ["--style", str(order.style.path), "--strength", str(order.strength), "--brush", str(order.brush)]
    look += ["--keep-color", order.keep_color, "--size", str(order.size)]
    program = [sys.executable, "-m", "stylecam", "still", str(source), str(target), *look]
    return [*program, "--device", order.device, "--preview", str(preview), "--progress", "json"]


def import_command(files: Sequence[Path]) -> list[str]:
    """The command line that makes the weights for slow paintings of published files."""
    return [sys.executable, "-m", "stylecam", "weights", "import", *map(str, files)]
