"""A sink that keeps nothing."""

from __future__ import annotations

from stylecam.frame import Frame


class NullSink:
    """Takes frames and lets them go: for measuring what comes before a sink."""

    name = "none"

    def open(self) -> None:
        pass

    def write(self, frame: Frame) -> None:
        pass

    def close(self) -> None:
        pass

    def abort(self) -> None:
        pass
