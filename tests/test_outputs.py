"""Choices about outputs survive a JSON file, and one that is damaged costs no other."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

import pytest

from stylecam.outputs import CameraChoice, OutputChoices, RecordingChoice, StreamChoice, read_outputs

CHOSEN = OutputChoices(
    RecordingChoice("webm", "high", (1280, 720), "software", original=True, microphone="USB Headset", muted=True),
    CameraChoice((640, 480), 24.0, "crop", "/home/me/be right back.png", "/dev/video9"),
    StreamChoice(9000),
)


def as_json(choices: OutputChoices) -> Any:
    return json.loads(json.dumps(asdict(choices)))


def test_a_loop_hears_no_microphone() -> None:
    assert RecordingChoice("mp4", microphone="USB Headset").heard == "USB Headset"
    assert RecordingChoice("gif", microphone="USB Headset").heard is None


@pytest.mark.parametrize("choices", [CHOSEN, OutputChoices()])
def test_all_of_it_comes_back(choices: OutputChoices) -> None:
    assert read_outputs(as_json(choices)) == (choices, [])


def test_what_is_not_there_is_as_at_first() -> None:
    assert read_outputs({}) == (OutputChoices(), [])
    assert read_outputs({"stream": {"port": 1}}) == (OutputChoices(stream=StreamChoice(1)), [])


@pytest.mark.parametrize(
    ("group", "name", "value"),
    [
        ("recording", "format", "avi"),
        ("recording", "format", ["mp4"]),
        ("recording", "quality", 3),
        ("recording", "within", [1280]),
        ("recording", "within", [1280, 721]),
        ("recording", "within", "1280x720"),
        ("recording", "encoder", None),
        ("recording", "original", 1),
        ("recording", "microphone", 3),
        ("recording", "muted", "no"),
        ("recording", "microphone", "a" * 501),
        ("camera", "size", None),
        ("camera", "size", [640, True]),
        ("camera", "size", [0, 480]),
        ("camera", "size", [10**9, 480]),
        ("camera", "fps", 0),
        ("camera", "fps", float("nan")),
        ("camera", "fps", "30"),
        ("camera", "fit", "stretch"),
        ("camera", "card", "#12345"),
        ("camera", "device", None),
        ("camera", "device", "a\nb"),
        ("camera", "card", "a\nb"),
        ("camera", "card", "a" * 5000),
        ("stream", "port", 65536),
        ("stream", "port", -1),
        ("stream", "port", 80.5),
        ("stream", "port", True),
    ],
)
def test_what_is_sound_is_taken_and_the_rest_is_as_at_first(group: str, name: str, value: object) -> None:
    found = as_json(CHOSEN)
    found[group][name] = value
    choices, bad = read_outputs(found)
    assert bad == [f"{group}.{name}"]
    expected = as_json(CHOSEN)
    expected[group][name] = as_json(OutputChoices())[group][name]
    assert as_json(choices) == expected


def test_a_group_that_is_no_object_costs_no_other() -> None:
    choices, bad = read_outputs(as_json(CHOSEN) | {"camera": 3})
    assert (choices.recording, choices.camera, choices.stream) == (CHOSEN.recording, CameraChoice(), CHOSEN.stream)
    assert bad == ["camera"]


@pytest.mark.parametrize("found", [None, [], "mp4", 3])
def test_what_is_no_object_is_none_of_it(found: object) -> None:
    with pytest.raises(ValueError, match="no object"):
        read_outputs(found)
