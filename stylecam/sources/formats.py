"""In which formats a camera films."""

from __future__ import annotations

import platform
from collections.abc import Iterator

from stylecam.look import Size
from stylecam.source_spec import CameraMode
from stylecam.sources.cameras import CameraInfo
from stylecam.sources.v4l2 import Ask, asking, pixel_formats, rates, sizes

USUAL_SIZES: tuple[Size, ...] = ((1920, 1080), (1280, 720), (960, 540), (640, 480), (640, 360), (320, 240))
USUAL_RATES = (60.0, 50.0, 30.0, 25.0, 15.0)
USUAL_RATE = 30.0
FAST_SIZES = USUAL_SIZES[:2]
"""Sizes at which many a camera gives 60 frames per second."""


def camera_formats(camera: CameraInfo) -> list[CameraMode]:
    """The formats a camera can be asked for, from large and fast to small and slow. It is not opened for filming.

    On Linux those its driver names: each size at its highest rate and at the usual ones. Elsewhere the usual sizes and
    rates: the camera takes the nearest that it has. Empty where it has gone. Never raises.
    """
    return known_formats(camera) if platform.system() == "Linux" else usual_formats()


def known_formats(camera: CameraInfo) -> list[CameraMode]:
    """The formats that the driver names; empty where none can be asked. Never raises."""
    try:
        with asking(camera.path or f"/dev/video{camera.index}") as ask:
            return offered(ask)
    except OSError:
        return []


def usual_formats() -> list[CameraMode]:
    """What cameras have."""
    fast = [CameraMode(size, 60.0) for size in FAST_SIZES]
    return _sorted({*fast, *(CameraMode(size, USUAL_RATE) for size in USUAL_SIZES)})


def offered(ask: Ask) -> list[CameraMode]:
    """The formats that a driver names, those of all readable codings together."""
    spans: dict[Size, set[tuple[float, float]]] = {}
    for coding in pixel_formats(ask):
        for widths, heights in sizes(ask, coding):
            for size in _sizes_of(widths, heights):
                spans.setdefault(size, set()).update(rates(ask, coding, size))
    return _sorted({CameraMode(size, rate) for size, found in spans.items() for rate in _rates_of(found)})


def _sizes_of(widths: range, heights: range) -> Iterator[Size]:
    """Of a size that can be chosen freely, the usual ones."""
    if len(widths) == len(heights) == 1:
        yield widths[0], heights[0]
    else:
        yield from (size for size in USUAL_SIZES if size[0] in widths and size[1] in heights)


def _rates_of(spans: set[tuple[float, float]]) -> set[float]:
    if not spans:
        return {USUAL_RATE}
    # Two decimals, as a format is written: 29.97.
    highest = round(max(most for _, most in spans), 2)
    return {highest, *(rate for rate in USUAL_RATES if any(least <= rate <= most for least, most in spans))}


def _sorted(modes: set[CameraMode]) -> list[CameraMode]:
    return sorted(modes, key=lambda mode: (mode.size[0] * mode.size[1], mode.size, mode.fps), reverse=True)
