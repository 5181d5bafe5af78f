"""A whole pipeline around toy parts, and what tests look at in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from stylecam.frame import Frame
from stylecam.pipeline.capture import Patience
from stylecam.pipeline.pipeline import Pipeline
from stylecam.pipeline.ports import Source
from stylecam.pipeline.slots import BoundedFifo
from stylecam.pipeline.status import PipelineStatus
from tests.pipeline.parts import (
    DEADLINE,
    PATIENT,
    Reel,
    Shelf,
    ToyEngine,
    eventually,
    numbered,
)


def pipeline_of(source: Source, engine: ToyEngine | None = None, patience: Patience = PATIENT) -> Pipeline:
    toy = engine or ToyEngine()
    return Pipeline(Shelf({"a": source}), "a", lambda: toy, patience=patience)


def everything() -> BoundedFifo[Frame]:
    """A slot that drops nothing."""
    return BoundedFifo(100_000)


def previews(pipeline: Pipeline) -> Iterator[Frame]:
    """What a window would show."""
    while True:
        frame = pipeline.preview.get(DEADLINE)
        assert frame is not None
        yield frame


def feed_one(source: Reel, index: int, arrived: Callable[[], int]) -> None:
    """Feed a frame and wait until one more has arrived, so that none is overtaken."""
    before = arrived()
    source.feed(numbered(index))
    eventually(lambda: arrived() > before)


def is_consistent(status: PipelineStatus) -> bool:
    """Whether no count is ahead of the one it comes from."""
    return status.frames_in >= status.frames_out + status.dropped and all(
        status.frames_out >= sink.written + sink.dropped for sink in status.sinks
    )
