from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest

from stylecam.frame import Pixels
from stylecam.training.evaluation.contender import PER_FRAME, SMOOTHED, Contender, source
from stylecam.training.evaluation.material import Clip, Still
from stylecam.training.evaluation.steadiness import warping_errors
from tests.training.evaluation.parts import flat, noise, still


def flickering(style: Still, clip: Clip) -> Iterator[Pixels]:
    """As bright as the style says in every second frame."""
    for k in range(len(clip.frames)):
        yield style.pixels if k % 2 else np.zeros_like(style.pixels)


def test_each_way_of_playing_has_the_mean_over_the_styles_for_each_clip() -> None:
    resting = Clip("resting", 30, (noise(48, 48),) * 3)
    styles = [still("half", flat((102, 102, 102), 48, 48)), still("full", flat((204, 204, 204), 48, 48))]
    painter = Contender("painter", lambda _: lambda x: x, {PER_FRAME: flickering, SMOOTHED: source().plays[PER_FRAME]})
    found = warping_errors([source(), painter], [resting], styles)
    assert found["source"] == {PER_FRAME: {"resting": 0}}
    assert found["painter"][SMOOTHED] == {"resting": 0}
    assert found["painter"][PER_FRAME]["resting"] == pytest.approx((0.4**2 + 0.8**2) / 2, rel=1e-5)
