from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest
from av.error import FFmpegError

from stylecam.frame import Frame
from stylecam.sinks.remux import is_playable, remux
from stylecam.sinks.video import rendered_video
from tests.sinks.clips import Clip, Recording, listen, look, make_clip


@pytest.mark.parametrize("suffix", [".mp4", ".mkv", ".mov"])
def test_pictures_and_sound_keep_their_times(tmp_path: Path, suffix: str) -> None:
    made = make_clip(tmp_path / "made.mp4", Clip(start=0.5, sound_delay=0.25))
    clip = tmp_path / f"clip{suffix}"
    sink = rendered_video(clip, Recording(str(made), Fraction(1, 12_800)))
    sink.open()
    for index, picture in enumerate(look(made).pictures):
        sink.write(Frame(picture, index, 0.5 + index / 25))
    sink.close()
    assert remux(clip, tmp_path / f"clean{suffix}")

    before, after = look(clip), look(tmp_path / f"clean{suffix}")
    assert after.times == before.times
    assert all((a == b).all() for a, b in zip(before.pictures, after.pictures, strict=True))
    (heard,) = listen(tmp_path / f"clean{suffix}")
    assert heard.beep == pytest.approx(listen(clip)[0].beep, abs=0.002)


def test_one_that_takes_too_long_leaves_nothing(tmp_path: Path) -> None:
    clip = make_clip(tmp_path / "clip.mp4")

    assert not remux(clip, tmp_path / "clean.mp4", patience=-1.0)
    assert list(tmp_path.iterdir()) == [clip]


def test_one_that_cannot_be_read_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "clip.mp4").write_bytes(b"no film at all")

    with pytest.raises(FFmpegError):
        remux(tmp_path / "clip.mp4", tmp_path / "clean.mp4")
    assert [path.name for path in tmp_path.iterdir()] == ["clip.mp4"]


def test_what_plays_is_told_from_what_does_not(tmp_path: Path) -> None:
    clip = make_clip(tmp_path / "clip.mp4")
    torn = tmp_path / "torn.mp4"
    torn.write_bytes(clip.read_bytes()[:-500])

    assert is_playable(clip)
    assert not is_playable(torn)
    assert not is_playable(tmp_path / "nothing.mp4")
