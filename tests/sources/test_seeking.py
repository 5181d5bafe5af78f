"""Going to a moment of a video: the frame that is shown there, to the frame."""

from __future__ import annotations

import itertools
from fractions import Fraction
from pathlib import Path

import av
import pytest

from stylecam.frame import Frame
from stylecam.sources.video import VideoSource
from tests.shared import evaluation_clip
from tests.sources.clips import Clip, number_of

VARIABLE = [0, 40, 100, 500, 510, 600, 1500, 1520, 1600, 1610, 1700, 1900]
LATE = [5000 + 100 * number for number in range(30)]

CLIPS = {
    "mp4": ("clip.mp4", Clip(frames=30, group=8)),
    "mp4 of one group": ("clip.mp4", Clip(frames=30)),
    "mkv": ("clip.mkv", Clip(frames=30, group=8)),
    "ts": ("clip.ts", Clip(frames=30, group=8)),
    "flv": ("clip.flv", Clip(frames=30, group=8)),
    "late mp4": ("clip.mp4", Clip(frames=30, group=8, stamps=LATE)),
    "late mkv": ("clip.mkv", Clip(frames=30, group=8, stamps=LATE)),
    "late ts": ("clip.ts", Clip(frames=30, group=8, stamps=LATE)),
    "variable": ("clip.mp4", Clip(frames=12, group=4, stamps=VARIABLE)),
    "variable mkv": ("clip.mkv", Clip(frames=12, group=4, stamps=VARIABLE)),
    "key frames alone": ("clip.mkv", Clip(frames=30, codec="mjpeg", pix_fmt="yuvj420p")),
    "avi": ("clip.avi", Clip(frames=30, codec="mpeg4", group=8)),
    "avi out of order": ("clip.avi", Clip(frames=30, codec="mpeg4", group=8, between=3, time_base=Fraction(1, 10))),
}


@pytest.fixture(params=CLIPS)
def path(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    name, clip = CLIPS[request.param]
    return clip.write(tmp_path / name)


def opened(path: Path | str) -> VideoSource:
    source = VideoSource(path)
    source.open()
    return source


def all_frames(source: VideoSource) -> list[Frame]:
    return [frame for frame in iter(source.read, None) if frame]


def next_number(source: VideoSource) -> int:
    frame = source.read()
    assert frame is not None
    return number_of(frame.pixels)


def test_the_clips_have_frames_that_are_coded_out_of_order(tmp_path: Path) -> None:
    name, clip = CLIPS["mp4"]
    with av.open(str(clip.write(tmp_path / name))) as container:
        coded = [packet.pts for packet in container.demux(video=0) if packet.pts is not None]
    assert coded != sorted(coded)


def test_every_frame_can_be_sought_forwards_and_backwards(path: Path) -> None:
    source = opened(path)
    frames = all_frames(source)
    moments = [(frame.captured_at - source.start, number_of(frame.pixels)) for frame in frames]
    assert moments[0][0] == 0.0
    for seconds, number in (*moments, *reversed(moments)):
        assert source.seek(seconds)
        assert next_number(source) == number
    source.close()


def test_between_two_frames_the_earlier_is_shown(path: Path) -> None:
    source = opened(path)
    for one, other in itertools.pairwise(all_frames(source)):
        source.seek((one.captured_at + other.captured_at) / 2 - source.start)
        found = source.read()
        assert found is not None
        assert found.captured_at == one.captured_at
        assert number_of(found.pixels) == number_of(one.pixels)
    source.close()


def test_from_there_every_frame_follows_with_its_own_stamp(path: Path) -> None:
    source = opened(path)
    played = all_frames(source)
    source.seek(played[5].captured_at - source.start)
    rest = all_frames(source)
    assert [frame.captured_at for frame in rest] == [frame.captured_at for frame in played[5:]]
    assert [number_of(frame.pixels) for frame in rest] == [number_of(frame.pixels) for frame in played[5:]]
    assert rest[0].index == played[-1].index + 1
    source.close()


def test_beyond_either_end_the_last_and_the_first_are_shown(path: Path) -> None:
    source = opened(path)
    last = number_of(all_frames(source)[-1].pixels)
    assert source.seek(1e6)
    assert next_number(source) == last
    assert source.read() is None
    assert source.seek(-5.0)
    assert next_number(source) == 0
    source.close()


def test_the_duration_is_reckoned_from_the_first_frame(path: Path) -> None:
    source = opened(path)
    last = all_frames(source)[-1].captured_at - source.start
    assert source.duration is not None
    assert source.duration == pytest.approx(last, abs=0.25)
    source.close()


def test_what_tells_no_duration_cannot_be_sought(tmp_path: Path) -> None:
    source = opened(Clip(frames=10).write(tmp_path / "clip.h264"))
    assert source.duration is None
    assert next_number(source) == 0
    assert not source.seek(0.5)
    assert next_number(source) == 1
    source.close()


def test_a_file_that_has_gone_plays_on(tmp_path: Path) -> None:
    path = Clip(frames=10).write(tmp_path / "clip.mp4")
    source = opened(path)
    assert next_number(source) == 0
    path.unlink()
    assert not source.seek(0.5)
    assert next_number(source) == 1
    source.close()


def test_what_is_not_open_cannot_be_sought(tmp_path: Path) -> None:
    assert not VideoSource(Clip().write(tmp_path / "clip.mp4")).seek(0.0)


@pytest.mark.shared
@pytest.mark.parametrize("name", ["webcam_asl_book.mp4", "talkinghead_d0.mp4"])
def test_a_real_clip_is_sought_to_the_pixel(name: str) -> None:
    source = opened(evaluation_clip(name))
    frames = all_frames(source)
    for frame in (frames[0], frames[-1], *frames[7::23]):
        source.seek(frame.captured_at - source.start)
        found = source.read()
        assert found is not None
        assert found.captured_at == frame.captured_at
        assert (found.pixels == frame.pixels).all()
    source.close()
