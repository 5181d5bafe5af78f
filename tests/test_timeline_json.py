"""A path through looks in a file: all of it is read, and whatever else a file says ends in one line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from stylecam.app import style_library
from stylecam.errors import StyleError
from stylecam.styles import Style, WeightedStyle
from stylecam.timeline import Keyframe, Timeline
from stylecam.timeline_json import TimelineError, read_timeline, timeline_from_json

EXAMPLE = Path(__file__).parents[1] / "docs" / "timeline.json"

WAVES, NEON = (Style(name, name, "", Path(f"{name}.png")) for name in ("waves", "neon"))


def parse(text: str) -> WeightedStyle:
    name, _, weight = text.partition(":")
    found = {style.id: style for style in (WAVES, NEON)}
    if name not in found:
        raise StyleError(f"no style is called '{name}'")
    return WeightedStyle(found[name], float(weight or 1))


def refusal(data: dict[str, Any]) -> str:
    with pytest.raises(TimelineError) as error:
        timeline_from_json(data, parse)
    message = str(error.value)
    assert "\n" not in message
    assert error.value.exit_code == 2
    return message


def test_all_that_can_be_said() -> None:
    data = {
        "loop": True,
        "keyframes": [
            {"at": 0, "style": "waves", "strength": 0.6, "smoothing": 1, "brush": 2, "mirror": False},
            {"at": 8, "style": ["waves", "neon:2"], "ease": "hold", "fade": 3, "keep_color": "palette"},
            {"at": 16.5},
        ],
    }
    both = (WeightedStyle(WAVES), WeightedStyle(NEON, 2.0))
    assert timeline_from_json(data, parse) == Timeline(
        (
            Keyframe(0.0, (WeightedStyle(WAVES),), 0.6, 1.0, 2.0, mirror=False),
            Keyframe(8.0, both, keep_color="palette", ease="hold", fade=3.0),
            Keyframe(16.5),
        ),
        loop=True,
    )


def test_with_a_beat_times_are_in_beats() -> None:
    fading = {"at": 8, "style": "neon", "ease": "hold", "fade": 2}
    path = timeline_from_json({"beat": 120, "keyframes": [{"at": 0}, fading]}, parse)
    assert [(keyframe.at, keyframe.fade) for keyframe in path.keyframes] == [(0.0, None), (4.0, 1.0)]
    assert not path.loop


def test_the_example_of_the_guide_can_be_read() -> None:
    guide = EXAMPLE.with_name("user-guide.md").read_text(encoding="utf-8")
    assert EXAMPLE.read_text(encoding="utf-8") in guide
    path = read_timeline(EXAMPLE, style_library().parse)
    assert path.loop
    assert len(path.keyframes) > 2


@pytest.mark.parametrize(
    ("data", "line"),
    [
        ({}, "'keyframes' must be a list of 1 to 1000 keyframes"),
        ({"keyframes": []}, "'keyframes' must be a list of 1 to 1000 keyframes"),
        ({"keyframes": [{"at": 0}], "loops": True}, "there is no 'loops'; there are: loop, beat, keyframes"),
        ({"keyframes": [{"at": 0}], "loop": 1}, "'loop' must be true or false"),
        ({"keyframes": [{"at": 0}], "beat": 0}, "'beat' must be a number from 1 to 1000"),
        ({"keyframes": [{"at": 0}], "beat": True}, "'beat' must be a number from 1 to 1000"),
        (
            {"keyframes": [{"at": 0}], "loop": True},
            'a loop needs two keyframes, the last of which may say just "at": when it begins anew',
        ),
    ],
)
def test_what_is_wrong_with_the_whole_is_one_line(data: dict[str, Any], line: str) -> None:
    assert refusal(data) == line


@pytest.mark.parametrize(
    ("entry", "line"),
    [
        (8, 'it must be an object, such as {"at": 8, "strength": 0.5}'),
        ({}, "'at' must be a number above 0, the time of the keyframe before"),
        ({"at": 0}, "'at' must be a number above 0, the time of the keyframe before"),
        ({"at": -1}, "'at' must be a number from 0 to 100000"),
        ({"at": float("nan")}, "'at' must be a number from 0 to 100000"),
        ({"at": 10**400}, "'at' must be a number from 0 to 100000"),
        ({"at": "8"}, "'at' must be a number from 0 to 100000"),
        ({"at": 8, "strength": 2}, "'strength' must be a number from 0 to 1"),
        ({"at": 8, "strength": None}, "'strength' must be a number from 0 to 1"),
        ({"at": 8, "smoothing": -1}, "'smoothing' must be a number from 0 to 60"),
        ({"at": 8, "brush": 0}, "'brush' must be a number from 0.25 to 4"),
        ({"at": 8, "mirror": 0}, "'mirror' must be true or false"),
        ({"at": 8, "keep_color": "most"}, '\'keep_color\' must be "off" or "luminance" or "palette"'),
        ({"at": 8, "ease": "in"}, '\'ease\' must be "linear" or "hold"'),
        ({"at": 8, "style": []}, "'style' must be a style or a list of 1 to 32, such as [\"great-wave:2\"]"),
        ({"at": 8, "style": [1]}, "'style' must be a style or a list of 1 to 32, such as [\"great-wave:2\"]"),
        ({"at": 8, "style": None}, "'style' must be a style or a list of 1 to 32, such as [\"great-wave:2\"]"),
        ({"at": 8, "style": "nobody"}, "no style is called 'nobody'"),
        (
            {"at": 8, "style": "neon", "fade": 1},
            '\'fade\' is for a style that comes at once: say "style" and "ease": "hold" too',
        ),
        (
            {"at": 8, "ease": "hold", "fade": 1},
            '\'fade\' is for a style that comes at once: say "style" and "ease": "hold" too',
        ),
        (
            {"at": 8, "strenght": 1},
            "there is no 'strenght'; there are: at, style, strength, smoothing, brush, keep_color, mirror, ease, fade",
        ),
    ],
)
def test_what_is_wrong_with_a_keyframe_is_one_line_that_names_it(entry: Any, line: str) -> None:
    assert refusal({"keyframes": [{"at": 0}, entry]}) == f"keyframe 2: {line}"


def test_a_path_begins_at_0() -> None:
    assert refusal({"keyframes": [{"at": 1}]}) == "keyframe 1: 'at' must be 0, where the path begins"


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (None, "the timeline cannot be read (No such file or directory)"),
        ("{", "the timeline is not a JSON object (Expecting property name"),
        ("[]", "the timeline is not a JSON object ("),
        (json.dumps({"keyframes": [{"at": 0, "brush": 9}]}), "keyframe 1: 'brush' must be a number from 0.25 to 4"),
    ],
)
def test_a_file_that_cannot_be_used_is_named(content: str | None, says: str, tmp_path: Path) -> None:
    path = tmp_path / "path.json"
    if content is not None:
        path.write_text(content)
    with pytest.raises(TimelineError) as error:
        read_timeline(path, parse)
    assert str(error.value).startswith(f"{path}: {says}")
    assert "\n" not in str(error.value)
