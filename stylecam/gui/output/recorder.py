"""Recordings, as the window starts, pauses and ends them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from stylecam.clock import Clock
from stylecam.errors import StylecamError
from stylecam.gui.messages import Message
from stylecam.gui.output.ear import LETTING_GO
from stylecam.gui.output.stopwatch import Stopwatch
from stylecam.gui.saved import saved, show_in_folder
from stylecam.gui.services import Film, Microphone, Take
from stylecam.pipeline.delivery import Attachment
from stylecam.pipeline.pipeline import Pipeline
from stylecam.pipeline.slots import BoundedFifo
from stylecam.pipeline.status import State

RECORDER_FRAMES = 60
"""Painted frames that may wait for the encoder: two seconds."""


@dataclass(frozen=True)
class RecordingStatus:
    """A recording that runs.

    Attributes:
        seconds: how long it is by now.
        dropped: frames that the encoder was too slow for.
        encoder: what encodes it; "" before the first frame.
    """

    seconds: float
    paused: bool
    dropped: int
    encoder: str


@dataclass(frozen=True, eq=False)
class _Running:
    """The films of one recording, the painted one first, what they hear, and how long it runs."""

    films: tuple[Film, ...]
    attachments: tuple[Attachment, ...]
    microphone: Microphone | None
    watch: Stopwatch

    @property
    def ended(self) -> bool:
        return all(each.status.state.final for each in self.attachments)

    @property
    def ending(self) -> bool:
        return any(each.status.state.final for each in self.attachments)

    @property
    def troubles(self) -> list[str]:
        return [each.status.detail for each in self.attachments if each.status.state is State.FAILED]

    @property
    def deaf(self) -> str:
        """Why nothing is heard; "" where it is, or need not be."""
        return self.microphone.worker_status.detail if self.microphone is not None else ""

    @property
    def saved(self) -> list[Path]:
        return [film.saved for film in self.films if film.saved is not None]


class Recorder(QObject):
    """Makes one recording at a time; of those before, what is not written yet is written meanwhile.

    Args:
        pipeline: what paints.
        make: a new recording, its films not open yet, its microphone started. Raises StylecamError.
        clock: what says how long they are.
    """

    changed = Signal(bool)
    """A recording runs now, or none does."""
    paused_changed = Signal(bool)
    told = Signal(object)
    """Message."""

    def __init__(self, pipeline: Pipeline, make: Callable[[], Take], clock: Clock) -> None:
        super().__init__()
        self._pipeline, self._make, self._clock = pipeline, make, clock
        self._take: _Running | None = None
        self._finishing: list[_Running] = []
        self._paused = self._told_deaf = False

    @property
    def on(self) -> bool:
        return self._take is not None

    @property
    def attachments(self) -> tuple[Attachment, ...]:
        """Those of the recording that runs, the painted one first."""
        return self._take.attachments if self._take is not None else ()

    @property
    def status(self) -> RecordingStatus | None:
        """Of the recording that runs."""
        take = self._take
        if take is None:
            return None
        dropped = sum(each.status.dropped for each in take.attachments)
        return RecordingStatus(take.watch.seconds, self._paused, dropped, take.films[0].encoder or "")

    def set_on(self, on: bool) -> None:
        """Start or finish a recording."""
        if on == self.on:
            return
        if on:
            self._start()
        else:
            self._finish()
        self.changed.emit(self.on)

    def set_paused(self, paused: bool) -> None:
        """Leave out what comes from now on, or go on; without a recording nothing is paused."""
        take = self._take
        self._paused = paused and take is not None
        if take is not None:
            for film in take.films:
                film.pause() if paused else film.resume()
            self._run(take)
        self.paused_changed.emit(self._paused)

    def poll(self) -> None:
        """Notice what has begun, what has ended by itself, and what has been finished."""
        if self._take is not None:
            self._run(self._take)
            self._tell_deaf(self._take)
            if self._take.ending:
                self._finish()
                self.changed.emit(False)
        for take in [each for each in self._finishing if each.ended]:
            self._finishing.remove(take)
            if take.microphone is not None:
                take.microphone.stop()
            self.told.emit(self._news(take))

    def close(self) -> None:
        """Hear no more; what is recorded the pipeline finishes when it ends. Idempotent."""
        heard = [take.microphone for take in (self._take, *self._finishing) if take is not None]
        for microphone in filter(None, heard):
            microphone.stop()
            microphone.join(LETTING_GO)

    def _tell_deaf(self, take: _Running) -> None:
        why = take.deaf
        if why and not self._told_deaf:
            text = self.tr("It is recorded on without sound: %1").replace("%1", why)
            self.told.emit(Message(text, "warning"))
        # One that is lost again after it came back is told again.
        self._told_deaf = bool(why)

    def _start(self) -> None:
        try:
            asked = self._make()
        except StylecamError as error:
            self.told.emit(Message(str(error), "error"))
            return
        films = tuple(asked.films)
        attachments = tuple(self._pipeline.attach(film, BoundedFifo(RECORDER_FRAMES)) for film in films)
        self._take = _Running(films, attachments, asked.microphone, Stopwatch(self._clock))
        self._told_deaf = False

    def _finish(self) -> None:
        take, self._take = self._take, None
        if take is not None:
            self._finishing.append(take)
            for attachment in take.attachments:
                self._pipeline.detach(attachment)
        self._paused = False
        self.paused_changed.emit(False)

    def _run(self, take: _Running) -> None:
        # A recording begins with its first frame.
        take.watch.run(not self._paused and take.attachments[0].status.written > 0)

    def _news(self, take: _Running) -> Message:
        paths, troubles = take.saved, take.troubles
        if troubles:
            offer = show_in_folder(paths[0]) if paths else None
            return Message("\n".join(dict.fromkeys(troubles)), "warning" if paths else "error", offer)
        if not paths:
            return Message(self.tr("Nothing was recorded: no picture came."), "warning")
        if len(paths) == 1:
            return saved(paths[0])
        text = self.tr("Saved: %1, and the original beside it").replace("%1", str(paths[0]))
        return Message(text, "info", show_in_folder(paths[0]))
