"""What leaves the window, in words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from stylecam.gui.output.recorder import RecordingStatus
from stylecam.gui.output.stopwatch import time_text

translate = QCoreApplication.translate


def recording_line(status: RecordingStatus | None) -> str:
    """How long the recording is, what was left out of it and what encodes it; "" while none runs."""
    if status is None:
        return ""
    text = translate("OutputState", "Paused at %1") if status.paused else translate("OutputState", "Recording, %1")
    parts = [text.replace("%1", time_text(status.seconds))]
    if status.dropped:
        parts.append(translate("OutputState", "%1 frames dropped").replace("%1", str(status.dropped)))
    return "   ·   ".join(filter(None, (*parts, status.encoder)))


def camera_line(camera: str | None) -> str:
    """The device at work."""
    if camera is None:
        return translate("OutputState", "Off")
    return camera or translate("OutputState", "Opening…")


def stream_line(viewers: int | None) -> str:
    """How many look; None for no stream."""
    if viewers is None:
        return translate("OutputState", "Off")
    if viewers == 0:
        return translate("OutputState", "On, nobody looks")
    return translate("OutputState", "On, viewers: %1").replace("%1", str(viewers))
