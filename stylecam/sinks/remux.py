"""A recording's pictures and sound, as they are, into a clean file."""

from __future__ import annotations

import math
import time
from collections.abc import Iterator
from pathlib import Path

import av
from av.container import InputContainer
from av.stream import Stream

from stylecam.errors import SinkError
from stylecam.sinks.container import container_for
from stylecam.sinks.disk import LEAST, free_bytes
from stylecam.sinks.partfile import PartFile

PIECE = 8_000_000
"""Bytes after which what is copied is brought to the disk, so that a slow one is noticed."""

CLEAN = {"movflags": "faststart"}
"""An MP4 whose table lies before its pictures, so that it plays while it is still being fetched."""


def is_playable(path: Path) -> bool:
    """Whether a first picture can be decoded. A plain MP4 whose end is missing has none; other files may."""
    try:
        with av.open(f"file:{path}", metadata_errors="replace") as container:
            return next(container.decode(video=0), None) is not None
    except (OSError, av.FFmpegError, IndexError):
        return False


def has_room_twice(path: Path) -> bool:
    """Whether a copy of a file fits beside it, and leaves some room.

    Raises:
        OSError: the disk cannot be asked.
    """
    return free_bytes(path.parent) > path.stat().st_size + LEAST


def remux(source: Path, target: Path, patience: float = math.inf) -> bool:
    """Write `target` from `source`, a file of ours, without encoding anything anew; times stay as they are.

    What cannot be read at the end of a torn file is left out. `source` is left alone. The copy is on the disk when it
    bears its name: `source` may go then, and the disk be pulled out.

    Args:
        patience: seconds that copying may take, roughly.

    Returns:
        Whether it was done; False when patience ran out, and nothing is left of it.

    Raises:
        SinkError, OSError, av.FFmpegError: it cannot be read or written; nothing is left of it.
    """
    part = PartFile(target)
    try:
        # The second half is for the end, where an MP4 is gone over once more.
        done = _copy(source, part, container_for(target).format, time.monotonic() + patience / 2)
        if done:
            part.close()
            part.rename(target)
            return True
    except (OSError, av.FFmpegError, SinkError):
        part.discard()
        raise
    part.discard()
    return False


def _copy(source: Path, part: PartFile, form: str, deadline: float) -> bool:
    options = CLEAN if form in ("mp4", "mov") else {}
    url, unsafe = f"file:{part.path}", 0
    with av.open(f"file:{source}") as given, av.open(url, "w", form, container_options=options) as output:
        output.metadata.update(given.metadata)
        streams: dict[int, Stream] = {}
        for stream in (*given.streams.video, *given.streams.audio):
            added = output.add_stream_from_template(stream)
            added.time_base = stream.time_base
            streams[stream.index] = added
        for packet in _whole_packets(given):
            packet.stream = streams[packet.stream_index]
            unsafe += packet.size
            output.mux(packet)
            if unsafe >= PIECE:
                part.sync()
                unsafe = 0
            if time.monotonic() > deadline:
                return False
    return True


def _whole_packets(given: InputContainer) -> Iterator[av.Packet[Stream]]:
    """What can be read, to the end of the file or to where it is torn."""
    packets = given.demux((*given.streams.video, *given.streams.audio))
    while True:
        try:
            packet = next(packets, None)
        except (OSError, av.FFmpegError):
            return
        if packet is None:
            return
        if packet.size == 0 or packet.is_corrupt:
            continue
        if packet.dts is None:  # Without B-frames, which no recording has, both are the same.
            packet.dts = packet.pts
        yield packet
