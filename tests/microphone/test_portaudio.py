"""What PortAudio tells, made into what we say. That it really hears needs it and a microphone."""

from __future__ import annotations

from typing import Any

import pytest

from stylecam.errors import SourceError
from stylecam.microphone.driver import MicrophoneInfo
from stylecam.microphone.portaudio import PortAudio, captured_at, choose, load


def device(index: int, name: str, channels: int, way: int, rate: float = 48_000.0) -> dict[str, Any]:
    return {
        "index": index,
        "name": name,
        "max_input_channels": channels,
        "hostapi": way,
        "default_samplerate": rate,
    }


def way(name: str, usual: int) -> dict[str, Any]:
    return {"name": name, "default_input_device": usual}


def test_speakers_are_no_microphones() -> None:
    devices = [device(0, "HDMI", 0, 0), device(1, "Built-in", 2, 0, 44_100.0)]
    assert choose(devices, [way("ALSA", 1)], "linux") == [MicrophoneInfo(1, "Built-in", 2, 44_100, usual=True)]


def test_windows_lists_each_microphone_four_times_and_we_once() -> None:
    devices = [device(0, "Microphone (USB Headse", 2, 0), device(1, "Microphone (USB Headset)", 1, 1)]
    ways = [way("MME", 0), way("Windows WASAPI", 1)]
    assert choose(devices, ways, "win32") == [MicrophoneInfo(1, "Microphone (USB Headset)", 1, 48_000, usual=True)]


def test_where_there_is_no_sound_at_all_there_is_no_microphone() -> None:
    assert choose([], [], "linux") == []


def test_a_block_began_as_long_ago_as_the_driver_says() -> None:
    assert captured_at(now=100.0, current=7.05, taken=7.0, seconds=0.01) == pytest.approx(99.95)


@pytest.mark.parametrize(("current", "taken"), [(0.0, 0.0), (7.0, 0.0), (7.0, 7.5)])
def test_a_driver_that_knows_no_times_is_not_believed(current: float, taken: float) -> None:
    assert captured_at(100.0, current, taken, seconds=0.01) == pytest.approx(99.99)


def test_after_a_start_that_failed_the_next_question_starts_it_again() -> None:
    try:
        library = load()
    except SourceError as error:
        pytest.skip(str(error))
    library._terminate()
    PortAudio().microphones()
    assert library._initialized == 1
