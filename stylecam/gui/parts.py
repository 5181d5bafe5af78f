"""What the window is made of."""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtCore import QCoreApplication

from stylecam.gui.choices import styles_of
from stylecam.gui.collection import Collection
from stylecam.gui.desk import Desk
from stylecam.gui.devices.panel import DevicesPanel
from stylecam.gui.diagnostics import Diagnostics
from stylecam.gui.gallery import Gallery, Reception
from stylecam.gui.looks import LooksPanel
from stylecam.gui.messages import Messages
from stylecam.gui.mix_pictures import MixPictures
from stylecam.gui.mixer.mixer import Mixer
from stylecam.gui.output.panel import OutputPanel
from stylecam.gui.output.rescue import Rescue
from stylecam.gui.outputs import Outputs
from stylecam.gui.playback import PlaybackBar
from stylecam.gui.regions import Canvas, RegionsPanel
from stylecam.gui.rendering.rendering import Rendering
from stylecam.gui.services import Services
from stylecam.gui.slowly import Slowly
from stylecam.gui.stage.stage import Stage
from stylecam.gui.statusline import StatusLine
from stylecam.gui.stills import Stills
from stylecam.gui.tasks import TaskBar
from stylecam.gui.thumbnails import LiveThumbnails
from stylecam.look import Look, MaskedRegion
from stylecam.memory import Memory
from stylecam.pipeline.pipeline import Pipeline


@dataclass(frozen=True)
class Opening:
    """What the window opens with: what the pipeline was made with already, and what was remembered.

    Attributes:
        look: what the engine shows.
        source: the specification of the source that the pipeline opens.
        engine: the device and the model at work.
        memory: from the last run.
        note: one line on what could not be restored, "" if all could.
        mirror_chosen: whether somebody has chosen that the picture is mirrored, or that it is not.
        masks: regions that were painted before; they come with the first picture of their shape.
    """

    look: Look
    source: str
    engine: tuple[str, str] = ("auto", "compact")
    memory: Memory = field(default_factory=Memory)
    note: str = ""
    mirror_chosen: bool = False
    masks: tuple[MaskedRegion, ...] = ()


@dataclass(frozen=True)
class Parts:
    """Widgets and what works behind them, not connected yet. Each ends what it started when it is closed."""

    pipeline: Pipeline
    services: Services
    desk: Desk
    stage: Stage
    collection: Collection
    reception: Reception
    gallery: Gallery
    mixer: Mixer
    looks: LooksPanel
    devices: DevicesPanel
    playback: PlaybackBar
    messages: Messages
    status_line: StatusLine
    outputs: Outputs
    output: OutputPanel
    rescue: Rescue
    stills: Stills
    thumbnails: LiveThumbnails | None
    tiles_task: TaskBar
    mix_pictures: MixPictures
    diagnostics: Diagnostics
    rendering: Rendering
    slowly: Slowly
    regions: RegionsPanel
    canvas: Canvas

    @property
    def busy(self) -> Rendering | Slowly | None:
        """What is being painted beside the live picture, which a person is asked about before it ends."""
        return next((part for part in (self.rendering, self.slowly) if part.busy), None)

    def close(self) -> None:
        """End everything that works behind the widgets. Idempotent."""
        self.stage.stop()
        if self.thumbnails is not None:
            self.thumbnails.close()
        self.devices.close_watch()
        self.gallery.close_reader()
        self.reception.cancel()
        self.collection.close()
        self.mix_pictures.close()
        self.diagnostics.close()
        self.rendering.close()
        self.slowly.close()
        self.regions.close_reader()
        self.stills.close()
        self.rescue.close()
        self.outputs.close()
        self.output.close_look()


def make_parts(pipeline: Pipeline, services: Services, opening: Opening) -> Parts:
    """All parts, as the opening says."""
    memory = opening.memory
    desk = Desk(pipeline, opening.look, opening.source, opening.engine, opening.mirror_chosen)
    stage = Stage(pipeline.preview.take)
    collection = Collection(services.styles, memory.favourites, memory.recent, guests=styles_of(opening.look))
    reception = Reception(collection)
    pictures = MixPictures()
    outputs = Outputs(pipeline, desk, services, memory.outputs)
    stills = Stills(desk, lambda: stage.newest, services.still, memory.still_format, memory.still_original)
    regions = RegionsPanel(desk, services.masks, opening.masks)
    return Parts(
        pipeline=pipeline,
        services=services,
        desk=desk,
        stage=stage,
        collection=collection,
        reception=reception,
        gallery=Gallery(collection, reception),
        mixer=Mixer(desk, pictures.of),
        looks=LooksPanel(desk, services.looks),
        devices=DevicesPanel(desk, services, memory.recordings),
        playback=PlaybackBar(desk),
        messages=Messages(),
        status_line=StatusLine(),
        outputs=outputs,
        output=OutputPanel(outputs, services),
        rescue=Rescue(services.rescue),
        stills=stills,
        thumbnails=LiveThumbnails(services.thumbnails) if services.thumbnails else None,
        tiles_task=TaskBar(QCoreApplication.translate("Tools", "Painting the tiles")),
        mix_pictures=pictures,
        diagnostics=Diagnostics(services.diagnose),
        rendering=Rendering(services, desk),
        slowly=Slowly(services.slow, desk, lambda: stage.newest, lambda: stills.format),
        regions=regions,
        canvas=Canvas(stage, desk, regions.editor),
    )
