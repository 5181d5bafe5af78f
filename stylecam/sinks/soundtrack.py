"""A microphone's sound beside live pictures."""

from __future__ import annotations

import math
from collections import deque
from fractions import Fraction
from typing import Protocol

import av
import numpy as np
from av.audio.stream import AudioStream
from av.container import OutputContainer

from stylecam.pipeline.slots import BoundedFifo
from stylecam.sinks.container import Container
from stylecam.sinks.timeline import Ticks
from stylecam.sound import Samples, SoundBlock, in_channels
from stylecam.sound_time import RATE, Placed, SoundClock

CHANNELS = 2
"""Players play two of the same in the middle, as they do one."""

BIT_RATE = 128_000

PATIENCE = 2.0
"""Seconds of picture for which sound is waited for: a file is written in the order of time, and waits for both."""

BRINK = 5.0
"""Seconds for which sound in a pause is kept: pictures come later than sound, and so does the end of the pause."""

TAIL = 0.1
"""Seconds of sound after the last picture."""

_SEAM = 2
"""Samples by which two pieces of one stretch may seem to be apart, because times are rounded."""


class Listening(Protocol):
    """Who hears sound."""

    def listen(self) -> BoundedFifo[SoundBlock]:
        """Blocks in order, from a moment ago on; closed once nothing more can come."""
        ...

    def leave(self, blocks: BoundedFifo[SoundBlock]) -> None:
        """They are not taken any more."""
        ...


class Soundtrack:
    """The sound of a microphone, each moment of it beside the picture of that moment.

    It starts with the first picture and ends with the last; what is cut out of the pictures is cut out of it. Where
    there is no sound it is silent: a microphone that fails, or never starts, costs no picture.
    """

    def __init__(self, microphone: Listening) -> None:
        self._microphone = microphone
        self._blocks: BoundedFifo[SoundBlock] | None = None
        self._output: OutputContainer | None = None
        self._stream: AudioStream | None = None
        self._ticks: Ticks | None = None
        self._clock = SoundClock()
        self._pieces: deque[Placed] = deque()
        self._until = self._heard = 0.0
        self._laid = 0

    def open(self, output: OutputContainer, container: Container, ticks: Ticks) -> None:
        """Add its stream: AAC to MP4 and MOV, Opus to Matroska and WebM."""
        self._output, self._ticks = output, ticks
        codec = "aac" if container.format in ("mp4", "mov") else "libopus"
        stream = output.add_stream(codec, rate=RATE, time_base=Fraction(1, RATE))
        assert isinstance(stream, AudioStream)
        stream.layout = "stereo"
        stream.bit_rate = BIT_RATE
        self._stream = stream
        self._blocks = self._microphone.listen()

    def advance(self, until: float) -> None:
        """Write the sound that starts before `until` seconds in the file's time.

        Raises:
            OSError, av.FFmpegError: the file cannot be written.
        """
        self._until = until if math.isfinite(until) else self._until + TAIL
        while (block := self._blocks.take() if self._blocks is not None else None) is not None:
            self._pieces.extend(self._clock.take(block))
            self._heard = self._until
        if self._until - self._heard > PATIENCE / 2:
            # Nothing follows that its end could be placed by; silence is not to take its place.
            self._pieces.extend(self._clock.finish())
        self._lay_pieces()
        if math.isfinite(until):
            self._lay(round((until - PATIENCE) * RATE), np.empty((0, CHANNELS), np.float32))

    def flush(self) -> None:
        """Write what waits for sound that never came, and what the encoder holds."""
        self._pieces.extend(self._clock.finish())
        self._lay_pieces()
        self._mux(None)

    def close(self) -> None:
        """Stop listening. Idempotent, never raises."""
        if self._blocks is not None:
            self._microphone.leave(self._blocks)
            self._blocks = None

    def _lay_pieces(self) -> None:
        assert self._ticks is not None
        while self._pieces:
            piece = self._pieces[0]
            place = self._ticks.place(piece.start)
            if place is None and self._ticks.cutting:
                if self._pieces[-1].end - piece.start < BRINK:
                    return
            elif place is not None and place >= self._until:
                return
            self._pieces.popleft()
            self._lay_piece(piece)

    def _lay_piece(self, piece: Placed) -> None:
        """What of a piece lies in no cut."""
        assert self._ticks is not None
        start, end = self._ticks.place(piece.start), self._ticks.place(piece.end)
        samples = in_channels(piece.samples, CHANNELS)
        if start is None or end is None or abs(end - start - (piece.end - piece.start)) > 0.5 / RATE:
            places = [self._ticks.place(piece.start + index / RATE) for index in range(len(samples))]
            start = next((place for place in places if place is not None), None)
            samples = samples[[place is not None for place in places]]
        if start is not None:
            self._lay(round(start * RATE), samples)

    def _lay(self, position: int, samples: Samples) -> None:
        """Sound from that sample of the file on; what is laid already stays, what is missing before it is silence."""
        gap = position - self._laid
        if gap > _SEAM:
            self._encode(np.zeros((gap, CHANNELS), np.float32))
        elif gap < -_SEAM:
            samples = samples[-gap:]
        self._encode(samples)

    def _encode(self, samples: Samples) -> None:
        for first in range(0, len(samples), RATE):
            part = samples[first : first + RATE]
            frame = av.AudioFrame.from_ndarray(np.ascontiguousarray(part.T), format="fltp", layout="stereo")
            frame.sample_rate, frame.pts, frame.time_base = RATE, self._laid, Fraction(1, RATE)
            self._laid += len(part)
            self._mux(frame)

    def _mux(self, frame: av.AudioFrame | None) -> None:
        if self._stream is None or self._output is None:
            return
        packets = self._stream.encode(frame)
        if self._stream.name == "aac":
            # What only warms its decoder up lies before zero, and an MP4 would move all pictures for it.
            packets = [packet for packet in packets if packet.dts is None or packet.dts >= 0]
        self._output.mux(packets)
