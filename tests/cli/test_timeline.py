"""`--timeline` of `render` and `live`: real clips along a path through looks."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest

from stylecam.cli.main import main
from stylecam.frame import Pixels
from tests.cli.acts import save_clip

EXAMPLE = Path(__file__).parents[2] / "docs" / "timeline.json"


@pytest.fixture
def clip(tmp_path: Path) -> Path:
    """Two seconds, 25 frames in each."""
    path = tmp_path / "clip.mp4"
    save_clip(path, 50)
    return path


def write(path: Path, *keyframes: Any, **more: Any) -> Path:
    path.write_text(json.dumps({"keyframes": keyframes, **more}))
    return path


def rendered(clip: Path, name: str, options: Sequence[str]) -> list[Pixels]:
    """The frames of a clip as they come out of `stylecam render`."""
    target = clip.with_name(name)
    assert main(["render", str(clip), str(target), *options]) == 0
    with av.open(str(target)) as video:
        return [np.asarray(frame.to_ndarray(format="rgb24"), np.uint8) for frame in video.decode(video=0)]


def apart(one: Pixels, other: Pixels) -> float:
    return float(np.abs(one.astype(np.float64) - other).mean())


def test_the_first_and_the_last_frame_have_the_looks_of_their_keyframes(clip: Path) -> None:
    path = write(
        clip.with_name("path.json"),
        {"at": 0, "style": "great-wave", "strength": 0.7},
        {"at": 1.4, "style": "neon-street", "strength": 1},
    )
    led = rendered(clip, "led.mp4", ["--timeline", str(path)])
    first = rendered(clip, "first.mp4", ["--style", "great-wave", "--strength", "0.7"])
    last = rendered(clip, "last.mp4", ["--style", "neon-street"])
    whole = apart(first[0], last[0])
    assert len(led) == 50
    # The encoder's own share: what follows the first frame is of another look, and rate is shared with it.
    assert apart(led[0], first[0]) < 0.1 * whole
    assert apart(led[-1], last[-1]) < 0.1 * whole
    half = rendered(clip, "half.mp4", ["--style", "great-wave", "--style", "neon-street", "--strength", "0.85"])
    assert apart(led[17], half[17]) < 0.4 * min(apart(first[17], half[17]), apart(last[17], half[17]))


def test_a_style_that_holds_comes_at_its_keyframe(clip: Path) -> None:
    path = write(
        clip.with_name("path.json"),
        {"at": 0, "style": "great-wave"},
        {"at": 1, "style": "neon-street", "ease": "hold", "fade": 0},
    )
    led = rendered(clip, "led.mp4", ["--timeline", str(path)])
    before = rendered(clip, "before.mp4", ["--style", "great-wave"])
    after = rendered(clip, "after.mp4", ["--style", "neon-street"])
    whole = apart(before[0], after[0])
    assert apart(led[24], before[24]) < 0.1 * whole
    # Frame 25 is the one at one second.
    assert apart(led[25], after[25]) < 0.15 * whole
    assert apart(led[49], after[49]) < 0.1 * whole


def test_options_say_what_the_path_does_not(clip: Path) -> None:
    path = write(clip.with_name("path.json"), {"at": 0, "strength": 0}, {"at": 30, "mirror": True})
    led = rendered(clip, "led.mp4", ["--timeline", str(path), "--size", "96x64", "--style", "sunflowers"])
    assert {picture.shape for picture in led} == {(64, 96, 3)}
    plain = rendered(clip, "plain.mp4", ["--strength", "0", "--size", "96x64"])
    assert apart(led[3], plain[3]) < 1


def test_rendering_the_same_path_again_gives_the_same_frames(clip: Path) -> None:
    path = write(clip.with_name("path.json"), {"at": 0, "style": "great-wave"}, {"at": 3, "style": "neon-street"})
    once, again = (rendered(clip, name, ["--timeline", str(path)]) for name in ("once.mp4", "again.mp4"))
    assert all(np.array_equal(one, other) for one, other in zip(once, again, strict=True))


def test_the_example_of_the_guide_is_painted(clip: Path) -> None:
    assert len(rendered(clip, "led.mp4", ["--timeline", str(EXAMPLE)])) == 50


def test_live_follows_the_path_by_the_clock(tmp_path: Path) -> None:
    """From the picture itself to a style: what is recorded last is unlike the demo scene, what is first is it."""
    path = write(tmp_path / "path.json", {"at": 0, "strength": 0}, {"at": 1.5, "strength": 1, "style": "neon-street"})
    recording, original = tmp_path / "clip.mp4", tmp_path / "clip original.mp4"
    live = ["live", "--source", "demo", "--size", "64x64", "--timeline", str(path), "--duration", "2.5"]
    assert main([*live, "--record", str(recording), "--record-original"]) == 0
    pictures: list[list[Pixels]] = []
    for each in (recording, original):
        with av.open(str(each)) as video:
            pictures.append([np.asarray(f.to_ndarray(format="rgb24"), np.uint8) for f in video.decode(video=0)])
    painted, filmed = pictures
    assert apart(painted[0], filmed[0]) < 5
    assert apart(painted[-1], filmed[-1]) > 20


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (None, "the timeline cannot be read"),
        ('{"keyframes": 1}', "'keyframes' must be a list"),
        ('{"keyframes": [{"at": 0}, {"at": 1, "style": "nobody-s"}]}', "keyframe 2: no style and no picture file"),
    ],
)
@pytest.mark.parametrize("command", [["render", "demo", "out.mp4"], ["live", "--source", "demo"]])
def test_a_timeline_that_cannot_be_used_is_one_line(
    command: list[str], content: str | None, says: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "path.json"
    if content is not None:
        path.write_text(content)
    assert main([*command, "--timeline", str(path)]) == 2
    error = capsys.readouterr().err
    assert error.startswith(f"stylecam: {path}: {says}")
    assert error.count("\n") == 1


def test_a_picture_has_no_time(picture: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["render", str(picture), str(tmp_path / "out.png"), "--timeline", str(EXAMPLE)]) == 2
    error = capsys.readouterr().err
    assert "is a picture, and --timeline is for videos" in error
    assert error.count("\n") == 1
    assert not (tmp_path / "out.png").exists()
