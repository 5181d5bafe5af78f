"""Beginning with a frame before the one before it is done, where an engine can: a GPU computes while the host goes on,
so that copies and what the host does for one frame cost no time of the next.
"""

from __future__ import annotations

from collections.abc import Callable

from stylecam.frame import Frame
from stylecam.pipeline.ports import Engine, Overlapping

Painting = Callable[[], Frame]
"""A frame that is being painted; waits until it is done. To be called once, in the order in which they were begun.

Raises:
    EngineError: it could not be painted.
"""


def begin(engine: Engine, frame: Frame) -> Painting:
    """Have a frame painted: an engine that does not overlap is done with it on return.

    Raises:
        EngineError: it could not be painted.
    """
    if isinstance(engine, Overlapping) and engine.overlaps:
        return engine.begin(frame)
    painted = engine.stylize(frame)
    return lambda: painted


def overlaps(engine: Engine) -> bool:
    """Whether another frame is to be begun before the last one is waited for."""
    return isinstance(engine, Overlapping) and engine.overlaps
