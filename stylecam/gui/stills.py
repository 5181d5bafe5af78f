"""Stills, as the window takes them: one, several in a row, one in a while, or onto the clipboard."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication

from stylecam.errors import StylecamError
from stylecam.frame import Card, Frame
from stylecam.gui.desk import Desk
from stylecam.gui.messages import Message
from stylecam.gui.saved import saved, show_in_folder
from stylecam.gui.stage.picture import image_of
from stylecam.stills import Still, StillFormat

BURST = 5
"""Frames."""
SECOND = 1000
"""Milliseconds."""
PATIENCE = 2
"""Seconds that a burst waits for one more frame: a video that has been paused gives none."""


@dataclass(frozen=True)
class Kept:
    """What came of stills: the files, and why there are no more, "" where all were written."""

    paths: tuple[Path, ...]
    trouble: str


def keep(stills: Sequence[Still], save: Callable[[Still], Path]) -> Kept:
    """Save them one after the other, up to the first that cannot be."""
    paths: list[Path] = []
    for still in stills:
        try:
            paths.append(save(still))
        except StylecamError as error:
            return Kept(tuple(paths), str(error))
    return Kept(tuple(paths), "")


class Stills(QObject):
    """Takes the picture that is shown, painted and in its full size; files are written beside the window's thread.

    Args:
        desk: the look that files are named after and that is written into them.
        newest: the frame that is shown.
        save: writes a still and gives the file.
        form: of the files to begin with.
        with_original: whether to begin with the camera's own picture is kept beside each.
        second: how long one is, in milliseconds.
    """

    told = Signal(object)
    """Message."""
    counting = Signal(int)
    """Seconds until a still is taken; 0 when it is, or when somebody has thought better of it."""
    _kept = Signal(object)

    def __init__(
        self,
        desk: Desk,
        newest: Callable[[], Frame | None],
        save: Callable[[Still], Path],
        form: StillFormat = "png",
        with_original: bool = False,
        second: int = SECOND,
    ) -> None:
        super().__init__()
        self._format, self._with_original = form, with_original
        self._desk, self._newest, self._save = desk, newest, save
        self._burst: list[Still] = []
        self._left = 0
        self._countdown = QTimer(self, interval=second)
        self._countdown.timeout.connect(self._count)
        self._patience = QTimer(self, interval=PATIENCE * second, singleShot=True)
        self._patience.timeout.connect(self._end_burst)
        self._writer = ThreadPoolExecutor(max_workers=1, thread_name_prefix="stylecam-stills")
        self._kept.connect(self._tell)

    @property
    def format(self) -> StillFormat:
        """Of the next files."""
        return self._format

    @property
    def with_original(self) -> bool:
        """Whether the camera's own picture is kept beside each."""
        return self._with_original

    def set_format(self, form: StillFormat) -> None:
        self._format = form

    def set_with_original(self, on: bool) -> None:
        self._with_original = on

    def take(self) -> None:
        """Save the picture that is shown; while a countdown runs, stop that instead."""
        if not self.cancel():
            self._take()

    def take_burst(self) -> None:
        """Save the picture that is shown and those that follow it."""
        if self._burst:
            return
        first = self._shown()
        if first is not None:
            self._burst = [first]
            self._patience.start()

    def take_in(self, seconds: int) -> None:
        """Save the picture that is shown after so many seconds."""
        self._left = seconds
        self._countdown.start()
        self.counting.emit(seconds)

    def cancel(self) -> bool:
        """Stop a countdown; whether one ran."""
        ran = self._countdown.isActive()
        self._countdown.stop()
        if ran:
            self.counting.emit(0)
        return ran

    def copy(self) -> None:
        """Put the picture that is shown onto the clipboard."""
        still = self._shown()
        if still is not None:
            QGuiApplication.clipboard().setImage(image_of(still.frame.pixels))
            self.told.emit(Message(self.tr("The picture is on the clipboard.")))

    def note_frame(self, frame: Frame) -> None:
        """Another frame is shown: a burst takes it."""
        if not self._burst or isinstance(frame, Card):
            return
        # Of one name and one time, so that the files stand in a row.
        self._burst.append(replace(self._burst[0], frame=frame))
        self._patience.start()
        if len(self._burst) == BURST:
            self._end_burst()

    def close(self) -> None:
        """Wait for what has been taken to be written. Idempotent."""
        self.cancel()
        self._end_burst()
        self._writer.shutdown(wait=True)

    def _shown(self) -> Still | None:
        """The picture that is shown; None, and that is told, where there is none."""
        frame = self._newest()
        if frame is None or isinstance(frame, Card):
            self.told.emit(Message(self.tr("There is no picture to save yet."), "warning"))
            return None
        return Still(frame, self._desk.look, datetime.now(), self._format, self._with_original)

    def _take(self) -> None:
        still = self._shown()
        if still is not None:
            self._keep([still])

    def _count(self) -> None:
        self._left -= 1
        if self._left == 0:
            self.cancel()
            self._take()
        else:
            self.counting.emit(self._left)

    def _end_burst(self) -> None:
        self._patience.stop()
        stills, self._burst = self._burst, []
        if stills:
            self._keep(stills)

    def _keep(self, stills: Sequence[Still]) -> None:
        self._writer.submit(keep, stills, self._save).add_done_callback(self._kept.emit)

    def _tell(self, keeping: Future[Kept]) -> None:
        kept = keeping.result()
        good = self._good_news(kept.paths) if kept.paths else None
        if good is not None and not kept.trouble:
            self.told.emit(good)
        else:
            text = f"{kept.trouble}\n{good.text}" if good is not None else kept.trouble
            self.told.emit(Message(text, "error", good.offer if good is not None else None))

    def _good_news(self, paths: Sequence[Path]) -> Message:
        if len(paths) == 1:
            return saved(paths[0])
        text = self.tr("Saved: %1 pictures, the first is %2")
        return Message(
            text.replace("%1", str(len(paths))).replace("%2", str(paths[0])), "info", show_in_folder(paths[0])
        )
