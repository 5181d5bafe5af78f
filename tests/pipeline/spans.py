"""What tests look at in spans."""

from __future__ import annotations

from collections.abc import Iterable

from stylecam.pipeline.trace import Span


def by_frame(spans: Iterable[Span]) -> dict[int, set[str]]:
    """The names of each frame's spans."""
    found: dict[int, set[str]] = {}
    for span in spans:
        if span.frame is not None:
            found.setdefault(span.frame, set()).add(span.name)
    return found


def overlapping(spans: Iterable[Span]) -> list[tuple[Span, Span]]:
    """Pairs of one thread of which the second begins within the first and outlasts it."""
    tracks: dict[object, list[Span]] = {}
    for span in spans:
        if span.track is not None:
            tracks.setdefault(span.track, []).append(span)
    return [pair for track in tracks.values() for pair in _crossing(track)]


def _crossing(spans: list[Span]) -> list[tuple[Span, Span]]:
    found, around = [], list[Span]()
    for span in sorted(spans, key=lambda span: (span.began, -span.ended)):
        while around and around[-1].ended <= span.began:
            around.pop()
        if around and around[-1].ended < span.ended:
            found.append((around[-1], span))
        around.append(span)
    return found
