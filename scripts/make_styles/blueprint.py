"""A working drawing as a cyanotype."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
import numpy.typing as npt

from scripts.make_styles.brush import light
from scripts.make_styles.core import Picture, Points, glaze, grid, over, ramp, smoothstep
from scripts.make_styles.noise import blur, fbm, grain, tremble
from scripts.make_styles.shapes import fixed


def blueprint_clock(rng: np.random.Generator, n: int) -> Picture:
    """The working drawing of an astronomical clock: wheels, dial, section lines, folds in the cyanotype."""
    x, y = grid(n)
    fade = fbm(rng, n, 3, 6)
    picture = ramp(np.asarray(0.6 * fade + 0.4 * fbm(rng, n, 40, 3), np.float32), "062a6a 0c3f8f 1552a8 2a6cc0")
    fine, bold, faint = np.zeros((3, n, n), np.uint8)
    for v in np.arange(0, 1, 0.02):
        for line in (((v, 0), (v, 1)), ((0, v), (1, v))):
            _pen(faint, [line], 1)
    _dial(fine, bold, 0.4, 0.42, 0.31)
    for cx, cy, r, teeth, turn in (
        (0.82, 0.2, 0.12, 28, 0.1),
        (0.84, 0.475, 0.15, 36, 0.02),
        (0.66, 0.72, 0.11, 26, 0.05),
        (0.86, 0.775, 0.105, 24, 0.0),
        (0.42, 0.86, 0.105, 26, 0.1),
        (0.19, 0.83, 0.12, 30, 0.04),
    ):
        _gear(fine, bold, cx, cy, r, teeth, turn)
    for (ax, ay), (bx, by) in (
        ((0.09, 0.42), (0.09, 0.8)),
        ((0.09, 0.075), (0.71, 0.075)),
        ((0.955, 0.2), (0.955, 0.775)),
        ((0.19, 0.96), (0.66, 0.96)),
    ):
        _dimension(fine, (ax, ay), (bx, by))
    _notes(fine, bold, n)
    margin = [[(0.025, 0.025), (0.975, 0.025), (0.975, 0.975), (0.025, 0.975), (0.025, 0.025)]]
    _pen(bold, margin, 2)
    _pen(fine, [[(0.033, 0.033), (0.967, 0.033), (0.967, 0.967), (0.033, 0.967), (0.033, 0.033)]], 1)
    chalk = 0.72 + 0.28 * smoothstep(-0.6, 0.6, grain(rng, n, 1.1))
    lines = np.maximum(np.maximum(faint * 0.2, fine * 0.8), bold * 1.0).astype(np.float32) / 255
    halo = blur(lines, n * 0.004)
    picture = over(picture, "8ab8f0", 0.35 * halo)
    picture = over(picture, "f0f6ff", tremble(rng, lines, 0.0007, 60) * chalk * (0.75 + 0.35 * fade))
    crease = sum(
        np.exp(-(((axis - at + 0.003 * fbm(rng, n, 8, 3)) / 0.003) ** 2))
        for axis, at in ((x, 0.335), (x, 0.665), (y, 0.5))
    )
    worn = np.asarray(crease, np.float32) * smoothstep(0.3, 0.6, fbm(rng, n, 50, 3))
    picture = over(picture, "b8d0ec", 0.6 * worn)
    stain = smoothstep(0.006, 0.0, np.abs(np.hypot(x - 0.77, y - 0.1) - 0.115 + 0.006 * fbm(rng, n, 9, 3)))
    picture = glaze(picture, "c8b890", 0.35 * stain)
    return light(picture, 0.1 * grain(rng, n, 1.5) - 0.5 * np.asarray(crease, np.float32), 0.5, 0.0)


def _pen(
    sheet: np.ndarray,
    lines: Sequence[npt.ArrayLike],
    width: int,
) -> None:
    """Lines `width` pixels wide per 512 of the sheet."""
    n = sheet.shape[0]
    for line in lines:
        cv2.polylines(sheet, [fixed(line, n)], False, 255, max(1, round(width * n / 640)), cv2.LINE_AA, 4)


def _ring(cx: float, cy: float, r: float, start: float = 0.0, stop: float = 2 * np.pi) -> Points:
    a = np.linspace(start, stop, 160)
    return np.stack([cx + np.cos(a) * r, cy + np.sin(a) * r], -1).astype(np.float32)


def _spokes(cx: float, cy: float, inner: float, outer: float, count: int, turn: float = 0.0) -> list[Points]:
    angles = np.arange(count) / count * 2 * np.pi + turn
    return [np.array([[cx + np.cos(a) * r, cy + np.sin(a) * r] for r in (inner, outer)], np.float32) for a in angles]


def _gear(fine: np.ndarray, bold: np.ndarray, cx: float, cy: float, r: float, teeth: int, turn: float) -> None:
    """A toothed wheel with spokes, hub, pitch circle and a hatched rim."""
    phase = np.linspace(0, 1, teeth * 8, endpoint=False)
    saw = np.clip(np.cos(phase * teeth * 2 * np.pi) * 2.2, -1, 1)
    a = phase * 2 * np.pi + turn
    rim = np.stack([cx + np.cos(a) * (r + 0.006 * saw), cy + np.sin(a) * (r + 0.006 * saw)], -1)
    _pen(bold, [np.concatenate([rim, rim[:1]]).astype(np.float32)], 2)
    _pen(bold, [_ring(cx, cy, r * 0.84), _ring(cx, cy, r * 0.24), _ring(cx, cy, r * 0.1)], 1)
    _pen(fine, [_ring(cx, cy, r * 0.96), _ring(cx, cy, r * 0.3)], 1)
    _pen(fine, _spokes(cx, cy, r * 0.85, r * 0.93, teeth * 3, turn), 1)
    for side in (-0.07, 0.07):
        _pen(bold, _spokes(cx, cy, r * 0.24, r * 0.84, 6, turn + side), 1)
    _pen(
        fine,
        [
            np.array([(cx - r * 1.15, cy), (cx + r * 1.15, cy)], np.float32),
            np.array([(cx, cy - r * 1.15), (cx, cy + r * 1.15)], np.float32),
        ],
        1,
    )


def _dial(fine: np.ndarray, bold: np.ndarray, cx: float, cy: float, r: float) -> None:
    """The great dial: hours, zodiac circles off centre, a star polygon, hands with sun and moon."""
    n = fine.shape[0]
    for k in (1.0, 0.97, 0.8, 0.6, 0.28):
        _pen(bold, [_ring(cx, cy, r * k)], 2)
    _pen(fine, [_ring(cx, cy, r * k) for k in (0.94, 0.82, 0.78, 0.62, 0.57, 0.42, 0.25, 0.06)], 1)
    _pen(fine, _spokes(cx, cy, r * 0.94, r * 0.97, 240), 1)
    _pen(fine, _spokes(cx, cy, r * 0.6, r * 0.8, 72), 1)
    _pen(bold, _spokes(cx, cy, r * 0.78, r * 0.97, 24), 1)
    _pen(
        fine,
        [_ring(cx + 0.09 * r * np.cos(a), cy + 0.09 * r * np.sin(a), r * 0.46) for a in np.arange(12) * np.pi / 6],
        1,
    )
    corners = [(cx + np.cos(i * 5 * np.pi / 6) * r * 0.6, cy + np.sin(i * 5 * np.pi / 6) * r * 0.6) for i in range(13)]
    _pen(fine, [corners], 1)
    for i, numeral in enumerate(("XII", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI")):
        a = i * np.pi / 6 - np.pi / 2
        size = 0.0011 * n
        (w, h), _ = cv2.getTextSize(numeral, cv2.FONT_HERSHEY_COMPLEX, size * 0.55, max(1, n // 500))
        at = (int((cx + np.cos(a) * r * 0.88) * n - w / 2), int((cy + np.sin(a) * r * 0.88) * n + h / 2))
        cv2.putText(bold, numeral, at, cv2.FONT_HERSHEY_COMPLEX, size * 0.55, 255, max(1, n // 500), cv2.LINE_AA)
    for a, reach, head in ((-0.9, 0.72, 0.055), (2.4, 0.5, 0.045)):
        tip = (cx + np.cos(a) * r * reach, cy + np.sin(a) * r * reach)
        _pen(bold, [[(cx - np.cos(a) * r * 0.2, cy - np.sin(a) * r * 0.2), tip]], 3)
        _pen(bold, [_ring(*tip, head * r), *_spokes(*tip, head * r, head * r * 1.9, 16)], 1)


def _dimension(fine: np.ndarray, start: tuple[float, float], stop: tuple[float, float]) -> None:
    """A dimension line with arrow heads and end ticks."""
    a, b = np.array(start), np.array(stop)
    along = (b - a) / np.linalg.norm(b - a)
    side = np.array([-along[1], along[0]])
    _pen(fine, [np.stack([a, b]).astype(np.float32)], 1)
    for end, way in ((a, along), (b, -along)):
        _pen(
            fine,
            [np.stack([end + way * 0.014 + side * 0.005, end, end + way * 0.014 - side * 0.005]).astype(np.float32)],
            1,
        )
        _pen(fine, [np.stack([end - side * 0.02, end + side * 0.02]).astype(np.float32)], 1)


def _notes(fine: np.ndarray, bold: np.ndarray, n: int) -> None:
    """Lettering: the title block and callouts."""

    def write(sheet: np.ndarray, text: str, at: tuple[float, float], size: float) -> None:
        where = (int(at[0] * n), int(at[1] * n))
        cv2.putText(sheet, text, where, cv2.FONT_HERSHEY_SIMPLEX, size * n / 1024, 255, max(1, n // 700), cv2.LINE_AA)

    write(bold, "HOROLOGIUM", (0.05, 0.065), 0.8)
    for text, at in (
        ("24 h", (0.36, 0.07)),
        ("z = 36", (0.89, 0.36)),
        ("z = 28", (0.86, 0.065)),
        ("R 311", (0.1, 0.6)),
        ("Pl. VII", (0.88, 0.94)),
        ("sect. A-A", (0.53, 0.6)),
        ("1 : 20", (0.42, 0.952)),
    ):
        write(fine, text, at, 0.48)
    hatch = [np.array([(0.53 + k * 0.006, 0.94), (0.55 + k * 0.006, 0.9)], np.float32) for k in range(38)]
    _pen(fine, hatch, 1)
    _pen(bold, [[(0.53, 0.94), (0.775, 0.94), (0.775, 0.9), (0.53, 0.9), (0.53, 0.94)]], 1)
