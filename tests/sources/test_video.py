"""Videos in file order: every frame, its own time stamp, upright."""

from __future__ import annotations

import os
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest

from stylecam.errors import SourceError
from stylecam.frame import Frame
from stylecam.sources.container import title_of
from stylecam.sources.video import VideoSource
from tests.shared import evaluation_clip
from tests.sources.clips import (
    FOUR_CORNERS,
    Clip,
    Turn,
    break_off,
    damage_frame,
    four_corners,
    numbers,
    read_all,
    write_picture,
    write_sound,
)

WHITE = (255, 255, 255)
RED, GREEN, BLUE = FOUR_CORNERS["top left"], FOUR_CORNERS["top right"], FOUR_CORNERS["bottom left"]


def stamps(path: Path) -> list[int]:
    """The presentation time stamps of the coded frames."""
    with av.open(str(path)) as container:
        return sorted(packet.pts for packet in container.demux(video=0) if packet.pts is not None)


def corners(frame: Frame) -> list[tuple[int, int, int]]:
    """The colours of the quarters, in reading order, as the nearest of the four."""
    quarters = [frame.pixels[y, x] for y in (5, frame.height - 5) for x in (5, frame.width - 5)]
    palette = [RED, GREEN, BLUE, WHITE]
    return [min(palette, key=lambda color: np.abs(np.subtract(color, pixel)).sum()) for pixel in quarters]


def test_every_frame_comes_once_and_in_order(tmp_path: Path) -> None:
    frames = read_all(VideoSource(Clip(frames=30).write(tmp_path / "clip.mp4")))
    assert [frame.index for frame in frames] == list(range(30))
    assert numbers(frames) == list(range(30))


@pytest.mark.parametrize("suffix", ["mp4", "mkv"])
@pytest.mark.parametrize(
    "ticks",
    [[0, 33, 67, 100, 133], [0, 40, 100, 500, 510], [500, 600, 700, 800, 900], [0, 1, 2, 3, 4_000_000]],
    ids=["even", "variable", "late start", "long pause"],
)
def test_time_stamps_are_the_files_own(tmp_path: Path, suffix: str, ticks: list[int]) -> None:
    path = Clip(frames=5, stamps=ticks).write(tmp_path / f"clip.{suffix}")
    source = VideoSource(path)
    frames = read_all(source)
    assert [round(frame.captured_at / source.time_base) for frame in frames] == stamps(path)
    assert [frame.captured_at for frame in frames] == pytest.approx([tick / 1000 for tick in ticks], abs=1e-4)


def test_it_tells_about_the_file(tmp_path: Path) -> None:
    source = VideoSource(Clip(frames=20, fps=10, sound=True).write(tmp_path / "clip.mp4"))
    source.open()
    assert source.name == "clip.mp4"
    assert source.path == str(tmp_path / "clip.mp4")
    assert source.size == (64, 48)
    assert source.fps == pytest.approx(10)
    assert source.frame_count == 20
    assert source.duration == pytest.approx(2.0)
    assert source.time_base == Fraction(1, 16_000)
    assert not source.live
    source.close()


def test_a_container_that_does_not_count_is_estimated(tmp_path: Path) -> None:
    source = VideoSource(Clip(frames=20, fps=10).write(tmp_path / "clip.mkv"))
    source.open()
    assert source.frame_count == 20
    source.close()


@pytest.mark.parametrize(
    ("turn", "shown"),
    [
        (Turn(), [RED, GREEN, BLUE, WHITE]),
        (Turn(90), [GREEN, WHITE, RED, BLUE]),
        (Turn(180), [WHITE, BLUE, GREEN, RED]),
        (Turn(-90), [BLUE, RED, WHITE, GREEN]),
        (Turn(mirror_x=True), [GREEN, RED, WHITE, BLUE]),
        (Turn(mirror_y=True), [BLUE, WHITE, RED, GREEN]),
        (Turn(90, mirror_x=True), [WHITE, GREEN, BLUE, RED]),
        (Turn(90, mirror_y=True), [RED, BLUE, GREEN, WHITE]),
    ],
)
def test_the_picture_is_upright(tmp_path: Path, turn: Turn, shown: list[tuple[int, int, int]]) -> None:
    """As a phone held any way writes it. Turns are counter-clockwise, the mirror after them."""
    path = Clip(frames=2, turn=turn, picture=four_corners((64, 48))).write(tmp_path / "clip.mp4")
    source = VideoSource(path)
    frames = read_all(source)
    assert source.size == frames[0].size == ((48, 64) if turn.degrees in (90, -90) else (64, 48))
    assert [corners(frame) for frame in frames] == [shown, shown]


@pytest.mark.parametrize("size", [(50, 38), (63, 47), (2, 2), (130, 66)])
def test_any_size_comes_without_padding(tmp_path: Path, size: tuple[int, int]) -> None:
    path = Clip(frames=3, size=size, codec="ffv1", pix_fmt="yuv444p").write(tmp_path / "clip.mkv")
    frames = read_all(VideoSource(path))
    assert [frame.size for frame in frames] == [size] * 3
    assert numbers(frames) == [0, 1, 2]


@pytest.mark.parametrize("pix_fmt", ["yuv420p", "yuvj420p", "yuv422p", "yuv444p", "yuv420p10le"])
def test_every_coding_becomes_rgb(tmp_path: Path, pix_fmt: str) -> None:
    frames = read_all(VideoSource(Clip(pix_fmt=pix_fmt).write(tmp_path / "clip.mkv")))
    assert numbers(frames) == list(range(6))


@pytest.mark.parametrize(("codec", "pix_fmt"), [("libx264", "yuv420p"), ("mpeg4", "yuv420p"), ("mjpeg", "yuvj420p")])
def test_a_damaged_frame_is_skipped_and_counted(tmp_path: Path, codec: str, pix_fmt: str) -> None:
    path = damage_frame(Clip(codec=codec, pix_fmt=pix_fmt).write(tmp_path / "clip.mp4"), 2)
    source = VideoSource(path)
    frames = read_all(source)
    assert source.skipped == 1
    assert [round(frame.captured_at, 3) for frame in frames] == [0.0, 0.1, 0.3, 0.4, 0.5]


@pytest.mark.parametrize(
    ("name", "clip"),
    [
        ("clip.mkv", Clip(frames=30, codec="mjpeg", pix_fmt="yuvj420p")),
        ("clip.mp4", Clip(frames=30, codec="mjpeg", pix_fmt="yuvj420p", options={"movflags": "faststart"})),
        ("clip.ts", Clip(frames=30)),
    ],
)
def test_a_file_that_breaks_off_ends_there(tmp_path: Path, name: str, clip: Clip) -> None:
    path = break_off(clip.write(tmp_path / name), 0.6)
    source = VideoSource(path)
    source.open()
    frames = [frame for frame in iter(source.read, None) if frame is not None]
    assert 0 < len(frames) < 30
    assert source.read() is None
    source.close()


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "the file is empty"),
        (b"This is a letter, not a video.\n" * 50, "not a video"),
        (bytes(range(256)) * 64, "not a video"),
    ],
)
@pytest.mark.parametrize("name", ["clip.mp4", "clip.txt", "clip"])
def test_what_is_no_video_is_refused(tmp_path: Path, name: str, content: bytes, message: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(SourceError, match=message):
        VideoSource(path).open()


def test_an_unfinished_mp4_is_refused(tmp_path: Path) -> None:
    path = break_off(Clip(frames=20).write(tmp_path / "clip.mp4"), 0.5)
    with pytest.raises(SourceError, match="damaged or unfinished"):
        VideoSource(path).open()


def test_a_file_in_which_nothing_decodes_is_refused(tmp_path: Path) -> None:
    path = damage_frame(Clip(frames=1, codec="mjpeg", pix_fmt="yuvj420p").write(tmp_path / "clip.mp4"), 0)
    with pytest.raises(SourceError, match="can be decoded"):
        VideoSource(path).open()


def test_sound_alone_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="only sound"):
        VideoSource(write_sound(tmp_path / "song.m4a")).open()


def test_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="is a folder"):
        VideoSource(tmp_path).open()


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="every file may be read by root")
def test_a_file_that_may_not_be_read_is_refused(tmp_path: Path) -> None:
    path = Clip().write(tmp_path / "clip.mp4")
    path.chmod(0)
    with pytest.raises(SourceError, match="may not be read"):
        VideoSource(path).open()


def test_a_path_with_a_colon_is_a_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = Clip().write(tmp_path / "clip.mp4")
    path.rename(tmp_path / "http:clip.mp4")
    monkeypatch.chdir(tmp_path)
    assert len(read_all(VideoSource("http:clip.mp4"))) == 6


def test_opened_again_it_starts_from_the_beginning(tmp_path: Path) -> None:
    source = VideoSource(Clip().write(tmp_path / "clip.mp4"))
    first, second = read_all(source), read_all(source)
    assert [(f.index, f.captured_at) for f in first] == [(f.index, f.captured_at) for f in second]


def test_a_password_is_never_shown() -> None:
    assert title_of("rtsp://me:secret@camera.local:554/live?x=1") == "rtsp://camera.local:554/live?x=1"


def test_half_an_address_has_a_name_all_the_same() -> None:
    assert title_of("rtsp://me:secret@[::1/live") == "rtsp://…"


def test_a_title_that_is_not_in_utf8_does_no_harm(tmp_path: Path) -> None:
    path = Clip(frames=3).write(tmp_path / "clip.mkv")
    path.write_bytes(path.read_bytes().replace(b"Lavf", b"La\xe9f"))
    assert len(read_all(VideoSource(path))) == 3


def test_a_picture_is_a_video_of_one_frame(tmp_path: Path) -> None:
    assert len(read_all(VideoSource(write_picture(tmp_path / "picture.png")))) == 1


@pytest.mark.shared
@pytest.mark.parametrize("name", ["webcam_asl_book.mp4", "static_bottles.mp4", "talkinghead_d0.mp4"])
def test_real_clips_give_every_frame_its_time_stamp(name: str) -> None:
    path = evaluation_clip(name)
    source = VideoSource(path)
    frames = read_all(source)
    assert [round(frame.captured_at / source.time_base) for frame in frames] == stamps(path)
    assert source.skipped == 0
