from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import av
import pytest

from stylecam.errors import SinkError
from stylecam.frame import Frame
from stylecam.sinks.video import VideoFileSink, rendered_video
from tests.sinks.clips import PICTURES, Clip, Recording, flash_of, frames_at, listen, look, make_clip

HEARD_TOGETHER = 0.003
"""Seconds between flash and beep that a codec's own rounding may add."""


def sink_for(clip: Path, path: Path) -> VideoFileSink:
    return rendered_video(path, Recording(str(clip), Fraction(1, 12_800)))


def repaint(clip: Path, path: Path) -> None:
    """Write a clip's own pictures again, its sound beside them."""
    seen = look(clip)
    sink = sink_for(clip, path)
    sink.open()
    for index, (at, picture) in enumerate(zip(seen.times, seen.pictures, strict=True)):
        sink.write(Frame(picture, index, at))
    sink.close()


SOURCES = {
    "aac in mp4": ("clip.mp4", Clip(rate=44_100)),
    "aac in mp4, all late, sound later": ("clip.mp4", Clip(start=2.0, sound_delay=0.5)),
    "aac in a broadcast": ("clip.ts", Clip()),
    "ac3 in matroska": ("clip.mkv", Clip(audio="ac3", sound_delay=0.2)),
    "opus in webm": ("clip.webm", Clip(video="libvpx-vp9", audio="libopus")),
    "pcm in quicktime": ("clip.mov", Clip(audio="pcm_s16le", rate=44_100)),
    "flac at 96 kHz": ("clip.mkv", Clip(audio="flac", rate=96_000)),
}


@pytest.mark.parametrize("suffix", [".mp4", ".mkv", ".mov", ".webm"])
@pytest.mark.parametrize("source", SOURCES)
def test_beep_and_flash_stay_as_far_apart_as_they_were(tmp_path: Path, source: str, suffix: str) -> None:
    name, clip = SOURCES[source]
    original = make_clip(tmp_path / name, clip)
    painted = tmp_path / f"painted{suffix}"
    repaint(original, painted)

    [was], [heard] = listen(original), listen(painted)
    apart = was.beep - flash_of(original)
    assert heard.beep - flash_of(painted) == pytest.approx(apart, abs=HEARD_TOGETHER)
    assert look(painted).times == pytest.approx(look(original).times, abs=0.0006)
    assert heard.end == pytest.approx(was.end, abs=0.05)


@pytest.mark.parametrize(
    ("audio", "suffix", "codec"),
    [
        ("aac", ".mp4", "aac"),
        ("aac", ".webm", "opus"),
        ("pcm_s16le", ".mov", "pcm_s16le"),
        ("pcm_s16le", ".mp4", "aac"),
        ("ac3", ".mkv", "ac3"),
    ],
)
def test_sound_is_copied_where_the_container_takes_it(tmp_path: Path, audio: str, suffix: str, codec: str) -> None:
    original = make_clip(tmp_path / "clip.mov", Clip(audio=audio))
    repaint(original, tmp_path / f"painted{suffix}")

    assert [heard.codec for heard in listen(tmp_path / f"painted{suffix}")] == [codec]


def test_copied_sound_is_the_same_to_the_byte(tmp_path: Path) -> None:
    original = make_clip(tmp_path / "clip.mp4")
    repaint(original, tmp_path / "painted.mp4")

    def packets(path: Path) -> list[bytes]:
        with av.open(str(path)) as container:
            return [bytes(packet) for packet in container.demux(audio=0) if packet.size]

    assert packets(tmp_path / "painted.mp4") == packets(original)


@pytest.mark.parametrize("suffix", [".mp4", ".webm"])
def test_every_stream_of_sound_is_kept_with_its_language(tmp_path: Path, suffix: str) -> None:
    original = make_clip(tmp_path / "clip.mkv", Clip(languages=("eng", "deu", "jpn")))
    repaint(original, tmp_path / f"painted{suffix}")

    assert [heard.language for heard in listen(tmp_path / f"painted{suffix}")] == ["eng", "deu", "jpn"]


@pytest.mark.parametrize("length", [1.3, 5.0])
def test_sound_shorter_or_longer_than_the_pictures_keeps_its_length(tmp_path: Path, length: float) -> None:
    original = make_clip(tmp_path / "clip.mp4", Clip(sound_length=length))
    repaint(original, tmp_path / "painted.mp4")

    [heard] = listen(tmp_path / "painted.mp4")
    assert heard.end == pytest.approx(length, abs=0.05)
    assert len(look(tmp_path / "painted.mp4").times) == len(look(original).times)


def test_a_recording_without_sound_gives_a_film_without_sound(tmp_path: Path) -> None:
    original = make_clip(tmp_path / "clip.mp4", Clip(languages=()))
    repaint(original, tmp_path / "painted.mp4")

    assert listen(tmp_path / "painted.mp4") == []


def test_a_codec_that_nobody_knows_costs_its_sound_and_no_picture(tmp_path: Path) -> None:
    clip = make_clip(tmp_path / "clip.mkv")
    clip.write_bytes(clip.read_bytes().replace(b"A_AAC", b"A_ZZZ"))
    repaint(clip, tmp_path / "film.mp4")
    assert listen(tmp_path / "film.mp4") == []
    assert len(look(tmp_path / "film.mp4").pictures) == PICTURES


def test_a_clip_whose_tags_are_not_in_utf8_keeps_its_sound(tmp_path: Path) -> None:
    clip = make_clip(tmp_path / "clip.mkv")
    clip.write_bytes(clip.read_bytes().replace(b"Lavf", b"La\xe9f"))
    sink = sink_for(clip, tmp_path / "film.mp4")
    sink.open()
    for frame in frames_at((0.0, 0.04)):
        sink.write(frame)
    sink.close()
    assert len(listen(tmp_path / "film.mp4")) == 1


def test_an_aborted_film_has_the_sound_beside_its_pictures_only(tmp_path: Path) -> None:
    original = make_clip(tmp_path / "clip.mp4")
    sink = sink_for(original, tmp_path / "painted.mp4")
    sink.open()
    for frame in frames_at(index / 25 for index in range(20)):
        sink.write(frame)
    partial = sink.abort()

    assert partial is not None
    [heard] = listen(partial)
    assert heard.end == pytest.approx(0.8, abs=0.05)


def test_a_recording_that_went_away_is_told_and_leaves_nothing(tmp_path: Path) -> None:
    sink = sink_for(tmp_path / "gone.mp4", tmp_path / "painted.mp4")
    sink.open()

    with pytest.raises(SinkError, match=r"gone\.mp4: its sound cannot be read"):
        sink.write(frames_at([0.0])[0])
    sink.close()
    assert list(tmp_path.iterdir()) == []
