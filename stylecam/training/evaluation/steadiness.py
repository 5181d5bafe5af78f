"""How steady the contenders are on clips."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from statistics import fmean

from stylecam.training.evaluation.contender import Contender
from stylecam.training.evaluation.flow import motions, warping_error
from stylecam.training.evaluation.material import Clip, Still


def warping_errors(
    contenders: Sequence[Contender], clips: Iterable[Clip], styles: Sequence[Still]
) -> dict[str, dict[str, dict[str, float]]]:
    """The warping error by contender, way of playing and clip, each the mean over the styles."""
    found: dict[str, dict[str, dict[str, float]]] = {}
    for clip in clips:
        steps = motions(clip.frames)
        for contender in contenders:
            for way, play in contender.plays.items():
                error = fmean(warping_error(play(style, clip), steps) for style in styles)
                found.setdefault(contender.name, {}).setdefault(way, {})[clip.name] = error
    return found
