"""The demo scene as a recording: on media time, the same every time."""

from __future__ import annotations

import numpy as np
import pytest

from stylecam.errors import SourceError
from stylecam.frame import Frame
from stylecam.sources.demo_clip import DemoClip
from stylecam.sources.scene import scene_frame


def frames_of(clip: DemoClip) -> list[Frame]:
    clip.open()
    frames = list(iter(clip.read, None))
    clip.close()
    return frames


def test_it_holds_every_frame_at_its_time() -> None:
    clip = DemoClip((64, 64), 0.5)
    frames = frames_of(clip)
    assert len(frames) == clip.frame_count == 15
    assert [frame.index for frame in frames] == list(range(15))
    assert [frame.captured_at for frame in frames] == pytest.approx([n / 30 for n in range(15)])
    assert np.array_equal(frames[9].pixels, scene_frame(0.3, (64, 64)))


def test_its_end_is_an_end_and_opening_it_again_a_beginning() -> None:
    clip = DemoClip((64, 64), 0.1)
    assert len(frames_of(clip)) == len(frames_of(clip)) == 3
    clip.open()
    assert [clip.read() is None for _ in range(5)] == [False, False, False, True, True]
    clip.close()


def test_a_closed_clip_says_so() -> None:
    clip = DemoClip((64, 64), 0.1)
    clip.close()
    with pytest.raises(SourceError, match="not open"):
        clip.read()
