"""The sound of one file into another, beside its new pictures."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import av
from av.audio.resampler import AudioResampler
from av.audio.stream import AudioStream
from av.container import InputContainer, OutputContainer

from stylecam.errors import SinkError
from stylecam.paths import as_path
from stylecam.sinks.container import Container
from stylecam.sinks.timeline import Ticks
from stylecam.source_spec import is_url

if TYPE_CHECKING:
    AudioPacket = av.Packet[AudioStream]


TIMEOUT = 10.0
"""Seconds a server may be silent."""


class AudioCopy:
    """All audio streams of a file, copied as they are where the new container's players take them, else encoded anew.

    Times stay as they are in the source, so that the sound keeps its place beside pictures that keep theirs.
    A file without sound is fine; a stream in a codec that FFmpeg does not know is left out.

    Args:
        path: a file, or an address that FFmpeg understands.
    """

    def __init__(self, path: str | Path) -> None:
        self.path = path
        self._input: InputContainer | None = None
        self._output: OutputContainer | None = None
        self._tracks: dict[int, _Track] = {}
        self._packets: Iterator[AudioPacket] = iter(())
        self._next: AudioPacket | None = None
        self._zero = 0.0

    def open(self, output: OutputContainer, container: Container, ticks: Ticks) -> None:
        """Add the streams to `output`, whose header is not yet written; the pictures' zero is the sound's.

        Raises:
            SinkError: the file is not there or cannot be read.
        """
        try:
            self._input = av.open(_location(self.path), "r", metadata_errors="replace", timeout=TIMEOUT)
        except (OSError, av.FFmpegError) as error:
            raise self._unreadable(error) from error
        self._output = output
        self._zero = zero = ticks.zero
        for stream in self._input.streams:
            if not isinstance(stream, AudioStream):
                stream.discard = av.stream.Discard.all
        # What FFmpeg does not know it can neither decode nor put into another container.
        streams = tuple(stream for stream in self._input.streams.audio if stream.codec_context is not None)
        self._tracks = {stream.index: _track(stream, output, container, zero) for stream in streams}
        if self._tracks:
            self._packets = self._input.demux(streams)
            self._step()

    def advance(self, until: float) -> None:
        """Write the sound that starts before `until` seconds in the new file's time.

        Raises:
            SinkError: the source's sound cannot be read.
            OSError, av.FFmpegError: the new file cannot be written.
        """
        while self._next is not None and self._start(self._next) < until:
            packet = self._next
            self._mux(self._tracks[packet.stream_index].take(packet))
            self._step()

    def flush(self) -> None:
        """Write what encoders still hold."""
        for track in self._tracks.values():
            self._mux(track.flush())

    def close(self) -> None:
        """Close the source. Idempotent, never raises."""
        self._next = None
        self._packets = iter(())
        self._tracks = {}
        if self._input is not None:
            self._input.close()
            self._input = None

    def _mux(self, packets: list[AudioPacket]) -> None:
        assert self._output is not None
        self._output.mux(packets)

    def _step(self) -> None:
        self._next = None  # After a failure the sound ends here.
        try:
            # Packets without a time are the empty ones that end each stream.
            self._next = next((p for p in self._packets if p.dts is not None), None)
        except (OSError, av.FFmpegError) as error:
            raise self._unreadable(error) from error

    def _start(self, packet: AudioPacket) -> float:
        assert packet.dts is not None
        return float(packet.dts * packet.time_base) - self._zero

    def _unreadable(self, error: OSError | av.FFmpegError) -> SinkError:
        return SinkError(f"{self.path}: its sound cannot be read ({error.strerror or error}); is the file damaged?")


class _Track(Protocol):
    """One stream of sound on its way to the new file."""

    def take(self, packet: AudioPacket) -> list[AudioPacket]: ...

    def flush(self) -> list[AudioPacket]: ...


def _track(stream: AudioStream, output: OutputContainer, container: Container, zero: float) -> _Track:
    if stream.codec_context.codec.canonical_name in container.copies:
        return _Copied(stream, output, container, zero)
    return _Encoded(stream, output, container.audio, zero)


class _Copied:
    """Packets as they are."""

    def __init__(self, stream: AudioStream, output: OutputContainer, container: Container, zero: float) -> None:
        self._preroll = container.preroll
        self._stream = output.add_stream_from_template(stream)
        self._stream.metadata.update(_language(stream))
        self._shift = _shift(stream, zero)

    def take(self, packet: AudioPacket) -> list[AudioPacket]:
        assert packet.dts is not None
        packet.dts -= self._shift
        packet.pts = packet.dts if packet.pts is None else packet.pts - self._shift
        if not self._preroll and packet.dts < 0 and packet.dts + (packet.duration or 0) <= 0:
            return []
        packet.stream = self._stream
        return [packet]

    def flush(self) -> list[AudioPacket]:
        return []


class _Encoded:
    """Decoded and encoded anew, in mono or stereo; more channels are mixed down to stereo."""

    def __init__(self, stream: AudioStream, output: OutputContainer, encoder: str, zero: float) -> None:
        rates = av.Codec(encoder, "w").audio_rates
        rate = stream.rate if rates is None or stream.rate in rates else 48_000
        added = output.add_stream(encoder, rate=rate, time_base=Fraction(1, rate))
        assert isinstance(added, AudioStream)
        added.layout = "mono" if stream.channels == 1 else "stereo"
        added.bit_rate = 96_000 * added.layout.nb_channels
        added.metadata.update(_language(stream))
        self._stream = added
        self._shift = _shift(stream, zero)
        self._form: tuple[str, str, int] | None = None
        self._resampler: AudioResampler | None = None

    def take(self, packet: AudioPacket) -> list[AudioPacket]:
        try:
            frames = packet.decode()
        except av.error.InvalidDataError:
            return []  # A damaged piece of sound is a short silence, not the end of the film.
        return [out for frame in frames for out in self._encode(frame)]

    def flush(self) -> list[AudioPacket]:
        return [*self._drain(), *self._stream.encode(None)]

    def _encode(self, frame: av.AudioFrame) -> list[AudioPacket]:
        if frame.pts is not None:
            frame.pts -= self._shift
        form = (frame.format.name, frame.layout.name, frame.sample_rate)
        packets: list[AudioPacket] = []
        if form != self._form or self._resampler is None:  # Broadcasts change their channels between programmes.
            packets += self._drain()
            self._form = form
            out = self._stream
            self._resampler = AudioResampler(out.format, out.layout, out.rate)
        for resampled in self._resampler.resample(frame):
            packets += self._stream.encode(resampled)
        return packets

    def _drain(self) -> list[AudioPacket]:
        if self._resampler is None:
            return []
        left = self._resampler.resample(None)
        return [packet for frame in left if frame is not None for packet in self._stream.encode(frame)]


def _location(path: str | Path) -> str:
    """With its scheme, a file whose name has a colon is not taken for an address."""
    return str(path) if is_url(str(path)) else f"file:{as_path(str(path))}"


def _shift(stream: AudioStream, zero: float) -> int:
    """`zero` seconds in the stream's own ticks."""
    return round(zero / stream.time_base) if stream.time_base else 0


def _language(stream: AudioStream) -> dict[str, str]:
    return {key: value for key, value in stream.metadata.items() if key in ("language", "title")}
