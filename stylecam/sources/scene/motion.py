"""How everything moves: pure functions of time, smooth, and slow to repeat."""

from __future__ import annotations

import math
from dataclasses import dataclass


@dataclass(frozen=True)
class Pose:
    """What the figure does at one moment.

    Attributes:
        lean: sideways sway of the body in face units.
        breath: rise of the shoulders in face units.
        yaw, pitch, roll: of the head, radians; to the viewer's right, down, clockwise.
        blink, gape: eyelids closed, mouth open, 0 to 1.
        brow: lift of the brows, -1 to 1.
        swing: how far the hair's ends lag behind, -1 to 1.
    """

    lean: float
    breath: float
    yaw: float
    pitch: float
    roll: float
    blink: float
    gape: float
    brow: float
    swing: float


def pose(t: float) -> Pose:
    """The figure at `t` seconds: talking in phrases, nodding with them, looking about a little."""
    voice = _voice(t)
    return Pose(
        lean=0.035 * math.sin(0.61 * t) + 0.02 * math.sin(1.07 * t + 1.3),
        breath=0.012 * math.sin(1.55 * t),
        yaw=0.075 * math.sin(0.47 * t + 0.4) + 0.035 * math.sin(1.21 * t + 2.0),
        pitch=0.025 * math.sin(0.83 * t + 1.0) + 0.035 * voice * math.sin(3.1 * t),
        roll=0.030 * math.sin(0.53 * t + 2.1) + 0.014 * math.sin(1.37 * t),
        blink=_blink(t),
        gape=voice * _syllables(t),
        brow=0.6 * math.sin(0.71 * t + 0.5) * math.sin(1.9 * t) + 0.25 * voice,
        swing=math.sin(1.21 * t + 1.2) * 0.5 + 0.5 * math.sin(0.61 * t + 0.9),
    )


def _ease(low: float, high: float, x: float) -> float:
    s = min(max((x - low) / (high - low), 0.0), 1.0)
    return s * s * (3 - 2 * s)


def _voice(t: float) -> float:
    """1 within a phrase, 0 in the pauses."""
    return _ease(-0.55, 0.05, math.sin(0.9 * t) + 0.5 * math.sin(1.7 * t + 0.8))


def _syllables(t: float) -> float:
    """How far the mouth opens, a few syllables a second of changing weight."""
    beat = 0.5 + 0.5 * math.sin(2 * math.pi * 2.3 * t + 1.6 * math.sin(1.9 * t))
    weight = 0.45 + 0.3 * math.sin(2.9 * t + 0.7) * math.sin(1.3 * t) + 0.15 * math.sin(5.3 * t)
    return min(max(0.08 + weight * beat, 0.0), 1.0)


def _blink(t: float) -> float:
    """A blink every few seconds, at uneven times: closing is quicker than opening."""
    every = 3.3
    n = math.floor(t / every)
    jitter = math.sin(n * 12.9898 + 4.1) * 43758.5453
    since = t - n * every - 0.4 - 2.2 * (jitter - math.floor(jitter))
    return _ease(0.0, 0.12, since) * (1 - _ease(0.15, 0.40, since))


def gust(t: float) -> tuple[float, float, float, float]:
    """Wind as factors on four fields: cosine and sine of a slow sway, cosine and sine of a flutter."""
    strength = 0.75 + 0.25 * math.sin(0.37 * t)
    # The phase must not depend on the strength, or leaves would race as it changes.
    return (
        strength * math.cos(1.5 * t),
        strength * math.sin(1.5 * t),
        strength * math.cos(5.2 * t),
        strength * math.sin(5.2 * t),
    )
