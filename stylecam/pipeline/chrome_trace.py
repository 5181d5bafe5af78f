"""Spans as a file that chrome://tracing and Perfetto open.

The format is described in "Trace Event Format" (Google, 2016): times are microseconds, threads are numbers that have
names.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from typing import Any

from stylecam.pipeline.trace import Span


def chrome_trace(spans: Sequence[Span], lost: int = 0) -> dict[str, Any]:
    """The content of such a file.

    What threads did are complete events ("X"). What frames waited in slots are pairs of asynchronous ones ("b", "e"),
    since several may wait at a time. The first span begins at 0.

    Args:
        spans: in any order.
        lost: how many more there were.
    """
    origin = min((span.began for span in spans), default=0.0)
    tracks = dict.fromkeys(span.track for span in spans if span.track is not None)
    numbers = {track: number for number, track in enumerate(tracks, start=1)}
    events = [_named("process_name", "stylecam", 0)]
    events += [_named("thread_name", track.name, number) for track, number in numbers.items()]
    for number, span in enumerate(spans):
        events += _waiting(span, origin, number) if span.track is None else [_done(span, origin, numbers[span.track])]
    return {"traceEvents": events, "displayTimeUnit": "ms", "otherData": {"lost": lost}}


def _done(span: Span, origin: float, thread: int) -> dict[str, Any]:
    began, ended = _moments(span, origin)
    # The end is rounded, not the duration, so that a step never outlasts the one around it.
    event = _event(span, "X", began, thread)
    return {**event, "dur": round(ended - began, 3)}


def _waiting(span: Span, origin: float, number: int) -> Iterable[dict[str, Any]]:
    began, ended = _moments(span, origin)
    return [{**_event(span, phase, at, 0), "id": number} for phase, at in (("b", began), ("e", ended))]


def _event(span: Span, phase: str, at: float, thread: int) -> dict[str, Any]:
    event = {"name": span.name, "cat": "frame", "ph": phase, "ts": at, "pid": os.getpid(), "tid": thread}
    return event if span.frame is None else {**event, "args": {"frame": span.frame}}


def _moments(span: Span, origin: float) -> tuple[float, float]:
    """Its ends in microseconds."""
    return round((span.began - origin) * 1e6, 3), round((span.ended - origin) * 1e6, 3)


def _named(kind: str, name: str, thread: int) -> dict[str, Any]:
    return {"name": kind, "ph": "M", "ts": 0, "pid": os.getpid(), "tid": thread, "args": {"name": name}}
