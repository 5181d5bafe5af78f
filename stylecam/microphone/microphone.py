"""A microphone that several may listen to."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass

from stylecam.clock import Clock, MonotonicClock
from stylecam.errors import SourceError, SourceLost
from stylecam.microphone.driver import Driver, MicrophoneInfo
from stylecam.microphone.portaudio import PortAudio
from stylecam.pipeline.slots import BoundedFifo
from stylecam.pipeline.status import State, WorkerStatus
from stylecam.pipeline.worker import Worker
from stylecam.sound import Level, SoundBlock, SoundOptions, level_of, silenced

BEHIND = 3.0
"""Seconds that a new listener hears of what was before: the picture that it is for was taken a while ago."""

HELD = 60.0
"""Seconds of sound that may wait for a listener, at blocks of `SHORT`."""

SHORT = 0.01
"""Seconds of the shortest blocks that are reckoned with."""

SILENT = 3.0
"""Seconds without a block after which a microphone counts as unplugged; even silence comes in blocks."""

POLL = 0.05
"""Seconds after which its own thread looks at it."""

FIRST_PAUSE, LONGEST_PAUSE = 0.5, 5.0
"""Seconds from its loss until it is looked for, and at most between two looks; each pause is twice the last."""


@dataclass(frozen=True)
class MicrophoneStatus:
    """How a microphone is.

    Attributes:
        worker: its name, state, and in one line what is wrong.
        lost: how often some sound was lost: by the driver, as far as it says so, or by a listener without room.
    """

    worker: WorkerStatus
    lost: int = 0


def list_microphones(driver: Driver | None = None) -> list[MicrophoneInfo]:
    """The microphones that are plugged in, the usual one first.

    Raises:
        SourceError: this machine's sound cannot be asked; one line with the mend.
    """
    found = (driver or PortAudio()).microphones()
    return sorted(found, key=lambda microphone: not microphone.usual)


def find_microphone(name: str, microphones: Sequence[MicrophoneInfo]) -> MicrophoneInfo:
    """The microphone that a name or a part of one means, without regard to case; "" means the usual one.

    Raises:
        SourceError: none is meant, or several.
    """
    if not microphones:
        raise SourceError("there is no microphone; plug one in")
    wanted = name.casefold()
    if not wanted:
        return next((microphone for microphone in microphones if microphone.usual), microphones[0])
    exact = [microphone for microphone in microphones if microphone.name.casefold() == wanted]
    partly = [microphone for microphone in microphones if wanted in microphone.name.casefold()]
    if exact:
        return exact[0]
    names = list(dict.fromkeys(microphone.name for microphone in partly or microphones))
    if partly and len(names) == 1:
        return partly[0]
    wrong = "fits several microphones" if partly else "is no microphone here"
    raise SourceError(f"{name}: {wrong}; choose one of {', '.join(names)}")


class Microphone(Worker):
    """Listens from `start` to `stop`, in the driver's thread, and hands its blocks to whoever listens.

    Its own thread opens it, watches that it is still there, and closes it. One that cannot be opened at first has
    failed; one that is lost later is opened again as soon as it is there, and who listens goes on listening.

    Args:
        options: which it is, and whether it starts muted.
        driver: the system's sound.
        clock: by which it is noticed that it went silent.
    """

    def __init__(self, options: SoundOptions, driver: Driver | None = None, clock: Clock | None = None) -> None:
        super().__init__("microphone", options.microphone or "microphone")
        self._name = options.microphone or ""
        self._clock = clock or MonotonicClock()
        self._driver = driver or PortAudio()
        self._muted = options.muted
        self._level = Level()
        self._taken_at = self._clock.now()
        self._flows = False
        self._gone = threading.Event()
        self._blocks = _Blocks()

    @property
    def status(self) -> MicrophoneStatus:
        return MicrophoneStatus(self.worker_status, self._blocks.lost)

    @property
    def level(self) -> Level:
        """How loud it is now, whether muted or not."""
        return self._level

    @property
    def muted(self) -> bool:
        return self._muted

    def mute(self, muted: bool) -> None:
        """From the next block on, hand over silence, or what is heard."""
        self._muted = muted

    def listen(self) -> BoundedFifo[SoundBlock]:
        """Blocks in order, from `BEHIND` seconds ago on; closed once nothing more can come."""
        return self._blocks.listen()

    def leave(self, blocks: BoundedFifo[SoundBlock]) -> None:
        """They are not taken any more."""
        self._blocks.leave(blocks)

    def block(self, block: SoundBlock) -> None:
        """The driver's: hand over a block."""
        self._taken_at = self._clock.now()
        self._flows = True
        self._level = level_of(block.samples)
        self._blocks.put(silenced(block) if self._muted else block)

    def overrun(self) -> None:
        """The driver's: it lost some itself."""
        self._blocks.miss()

    def ended(self) -> None:
        """The driver's: nothing more comes."""
        self._gone.set()

    def _work(self) -> None:
        try:
            found = find_microphone(self._name, list_microphones(self._driver))
            with self._opened(found):
                self._say(State.RUNNING, name=found.name)
                self._watch()
            while not self._stop.is_set():
                self._come_back(found.name)
            self._say(State.ENDED)
        finally:
            self._blocks.close()

    def _come_back(self, name: str) -> None:
        """Say that it is lost, look for it until it gives sound, and stay with it."""
        lost = SourceLost(f"{name}: was unplugged, or gives no sound any more; plug it in again")
        self._say(State.LOST, str(lost), error=lost)
        pause, came = FIRST_PAUSE, False
        while not came and not self._clock.wait(self._stop, pause):
            pause = min(2 * pause, LONGEST_PAUSE)
            with suppress(SourceError), self._opened(self._same(name)):
                came = self._watch()

    def _same(self, name: str) -> MicrophoneInfo:
        """This very one, since nobody is to be heard by another one unawares. Raises SourceError."""
        for microphone in self._driver.microphones():
            if microphone.name == name:
                return microphone
        raise SourceLost(f"{name}: is not there")

    @contextmanager
    def _opened(self, found: MicrophoneInfo) -> Iterator[None]:
        """Raises SourceLost."""
        self._gone.clear()
        self._flows = False
        close = self._driver.open(found, self)
        try:
            yield
        finally:
            close()
            self._level = Level()

    def _watch(self) -> bool:
        """Stay until it is lost or there is a stop; whether it ever gave sound."""
        self._taken_at = self._clock.now()
        while not self._clock.wait(self._stop, POLL):
            if self._flows and self.worker_status.state is State.LOST:
                self._say(State.RUNNING)
            if self._gone.is_set() or self._clock.now() - self._taken_at > SILENT:
                break
        return self._flows


class _Blocks:
    """What was heard lately, and who hears what comes. No call takes longer than handing over some hundred items."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._recent: deque[SoundBlock] = deque()
        self._listeners: list[BoundedFifo[SoundBlock]] = []
        self._missed = 0
        self._closed = False

    @property
    def lost(self) -> int:
        with self._lock:
            return self._missed + sum(listener.dropped for listener in self._listeners)

    def put(self, block: SoundBlock) -> None:
        with self._lock:
            self._recent.append(block)
            while block.captured_at - self._recent[0].captured_at > BEHIND:
                self._recent.popleft()
            for listener in self._listeners:
                listener.put(block)

    def miss(self) -> None:
        with self._lock:
            self._missed += 1

    def listen(self) -> BoundedFifo[SoundBlock]:
        listener: BoundedFifo[SoundBlock] = BoundedFifo(round(HELD / SHORT))
        with self._lock:
            for block in self._recent:
                listener.put(block)
            if self._closed:
                listener.close()
            else:
                self._listeners.append(listener)
        return listener

    def leave(self, listener: BoundedFifo[SoundBlock]) -> None:
        with self._lock:
            if listener in self._listeners:
                self._missed += listener.dropped
                self._listeners.remove(listener)

    def close(self) -> None:
        with self._lock:
            self._closed = True
            for listener in self._listeners:
                listener.close()
