"""Finding the frame of a video that is shown at a given moment."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator

import av.error
from av.container import InputContainer
from av.video.frame import VideoFrame
from av.video.stream import VideoStream

STEPS_BACK = (0.0, 1.0, 4.0, 16.0)
"""Seconds before the moment at which a place to begin decoding is looked for, one after the other."""
BEFORE_ALL = 10.0
"""Seconds before the first frame. Some formats are searched by decoding time, which begins a little earlier; others
refuse a negative time, and begin at zero.
"""
ROUNDING = 0.01
"""Ticks by which a moment that was reckoned in seconds may lie before the frame it stands for."""

Decode = Callable[[InputContainer, VideoStream], Iterator[VideoFrame]]
"""The frames of a container from where it stands, in the order they are shown."""


def frames_from(
    container: InputContainer, stream: VideoStream, moment: float, first: float, last: float, decode: Decode
) -> Iterator[VideoFrame] | None:
    """The frames from the one shown at `moment` on: the last whose stamp is not after it.

    A container is searched by key frames and often by decoding order, so that the first frame found may lie after the
    moment (one of those that show before their key frame, or an index that is a little off): then the search begins
    earlier, at last before everything.

    Args:
        moment: in ticks of the stream's time base, as are
        first, last: where the container says that its frames begin and end.

    Returns:
        None where the container cannot be searched, nothing can be decoded, or the frames have no stamps.
    """
    found: Iterator[VideoFrame] | None = None
    for place in _places(min(moment, last), first, 1 / float(stream.time_base or 1)):
        try:
            container.seek(place, stream=stream)
        except av.error.FFmpegError:
            continue
        frames = decode(container, stream)
        earliest = next(frames, None)
        if earliest is None or earliest.pts is None:
            continue
        found = _shown_at(moment, earliest, frames)
        if earliest.pts <= moment + ROUNDING:
            break
    return found


def _places(moment: float, first: float, second: float) -> Iterator[int]:
    for place in (moment - back * second for back in STEPS_BACK):
        yield round(max(place, first))
        if place <= first:
            break
    yield 0
    yield round(first - BEFORE_ALL * second)


def _shown_at(moment: float, earliest: VideoFrame, frames: Iterator[VideoFrame]) -> Iterator[VideoFrame]:
    shown = earliest
    for frame in frames:
        if frame.pts is not None and frame.pts > moment + ROUNDING:
            return itertools.chain((shown, frame), frames)
        shown = frame
    return iter((shown,))
