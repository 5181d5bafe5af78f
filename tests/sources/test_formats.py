"""In which formats a camera films: what the kernel's test camera (vivid) answered, byte for byte."""

from __future__ import annotations

import json
import platform
import struct
import sys
from pathlib import Path

import pytest

from stylecam.look import Size
from stylecam.source_spec import CameraMode
from stylecam.sources.cameras import CameraInfo
from stylecam.sources.formats import camera_formats, known_formats, offered, usual_formats
from stylecam.sources.v4l2 import (
    ENUM_FORMATS,
    ENUM_INTERVALS,
    ENUM_SIZES,
    MOST_ANSWERS,
    asking,
    pixel_formats,
    rates,
    sizes,
)

RECORDED: dict[str, str] = json.loads(Path(__file__).with_name("vivid.json").read_text(encoding="utf-8"))
"""From a question and its structure to the answer, in hexadecimal and without the zeros at their ends."""

LENGTHS = {ENUM_FORMATS: 64, ENUM_SIZES: 44, ENUM_INTERVALS: 52}
YUYV, UYVY, MJPG, H264 = (int.from_bytes(name, "little") for name in (b"YUYV", b"UYVY", b"MJPG", b"H264"))
ABSENT = CameraInfo(63, "Absent", "/dev/video63", 200)


def vivid(question: int, structure: bytes) -> bytes | None:
    assert len(structure) == LENGTHS[question] == question >> 16 & 0x3FFF
    answer = RECORDED.get(f"{question:08x} {structure.rstrip(bytes(1)).hex()}")
    return None if answer is None else bytes.fromhex(answer).ljust(LENGTHS[question], bytes(1))


class Driver:
    """Answers as drivers do.

    Args:
        frames: by coding, the kind of its sizes and their numbers, as in `v4l2_frmsizeenum`.
        intervals: the kind of the intervals and their numbers, as in `v4l2_frmivalenum`.
    """

    def __init__(self, frames: dict[int, list[list[int]]], intervals: list[list[int]]) -> None:
        self._frames = frames
        self._intervals = intervals

    def __call__(self, question: int, structure: bytes) -> bytes | None:
        index, coding = struct.unpack_from("=II", structure)
        if question == ENUM_FORMATS:
            return (
                b"".join(struct.pack("=II36xI16x", index, 1, each) for each in list(self._frames)[index : index + 1])
                or None
            )
        found = self._frames[coding] if question == ENUM_SIZES else self._intervals
        head = structure[: 8 if question == ENUM_SIZES else 16]
        if index >= len(found):
            return None
        return (head + struct.pack(f"={len(found[index])}I", *found[index])).ljust(LENGTHS[question], bytes(1))


def modes(*rows: tuple[int, int, float]) -> list[CameraMode]:
    return [CameraMode((width, height), fps) for width, height, fps in rows]


def test_what_vivid_offers() -> None:
    assert offered(vivid) == modes(
        (3840, 2160, 2.0),
        (1920, 1080, 5.0),
        (1280, 720, 12.5),
        (640, 480, 25.0),
        (640, 480, 15.0),
        (640, 360, 40.0),
        (640, 360, 30.0),
        (640, 360, 25.0),
        (640, 360, 15.0),
        (320, 180, 60.0),
        (320, 180, 50.0),
        (320, 180, 30.0),
        (320, 180, 25.0),
        (320, 180, 15.0),
    )


def test_vivids_answers_one_by_one() -> None:
    """It also gives two codings (YVYU, VYUY) that nobody here reads."""
    assert pixel_formats(vivid) == [YUYV, UYVY]
    assert [(widths[0], heights[0]) for widths, heights in sizes(vivid, YUYV)] == [
        (320, 180),
        (640, 360),
        (640, 480),
        (1280, 720),
        (1920, 1080),
        (3840, 2160),
    ]
    assert {least for least, most in rates(vivid, YUYV, (640, 480)) if least == most} >= {1.0, 2.0, 10.0, 12.5, 15.0}


def test_codings_are_taken_together_and_those_nobody_reads_left_out() -> None:
    driver = Driver(
        {YUYV: [[1, 640, 480]], MJPG: [[1, 640, 480], [1, 1920, 1080]], H264: [[1, 4096, 2160]]}, [[1, 1, 30]]
    )
    assert offered(driver) == modes((1920, 1080, 30.0), (640, 480, 30.0))


@pytest.mark.parametrize("kind", [2, 3])
def test_of_sizes_without_number_the_usual_ones_inside_are_offered(kind: int) -> None:
    driver = Driver({YUYV: [[kind, 48, 1280, 16, 32, 720, 8]]}, [[1, 1, 30]])
    usual: list[Size] = [(1280, 720), (640, 480), (640, 360), (320, 240)]
    assert [mode.size for mode in offered(driver)] == usual, "960x540 is no multiple of 8"


def test_the_loopback_devices_answer_is_understood() -> None:
    """As v4l2loopback gave it: 48x32 up to 8192x8192, in steps of one."""
    answer = bytes.fromhex("0000000059555956020000003000000000200000010000002000000000200000010000000000000000000000")
    [(widths, heights)] = sizes(lambda _, structure: answer if structure[0] == 0 else None, YUYV)
    assert (widths, heights) == (range(48, 8193), range(32, 8193))


@pytest.mark.parametrize(
    ("intervals", "offers"),
    [
        ([[1, 1, 30], [1, 1, 24], [1, 1, 15], [1, 1, 5]], [30.0, 15.0]),
        ([[1, 1001, 30000]], [29.97]),
        ([[1, 1, 90], [1, 1, 60]], [90.0, 60.0]),
        ([[3, 1, 60, 1, 10, 1, 60]], [60.0, 50.0, 30.0, 25.0, 15.0]),
        ([[2, 1, 30, 1, 5, 1, 30]], [30.0, 25.0, 15.0]),
        ([[1, 0, 0]], [30.0]),
        ([], [30.0]),
    ],
)
def test_rates_are_the_highest_and_the_usual_ones(intervals: list[list[int]], offers: list[float]) -> None:
    assert [mode.fps for mode in offered(Driver({YUYV: [[1, 640, 480]]}, intervals))] == offers


def test_a_driver_that_never_comes_to_an_end_is_not_believed() -> None:
    asked = []

    def endless(question: int, _structure: bytes) -> bytes:
        asked.append(question)
        return struct.pack("=II36xI16x", 0, 1, H264)

    assert pixel_formats(endless) == []
    assert len(asked) == MOST_ANSWERS


def test_a_camera_that_has_gone_has_none(monkeypatch: pytest.MonkeyPatch) -> None:
    assert known_formats(ABSENT) == []
    monkeypatch.setattr(platform, "system", lambda: "Linux")
    assert camera_formats(ABSENT) == []


@pytest.mark.skipif(sys.platform != "linux", reason="V4L2 is Linux's")
def test_a_file_that_is_no_device_has_none(tmp_path: Path) -> None:
    (tmp_path / "video0").touch()
    with asking(str(tmp_path / "video0")) as ask:
        assert offered(ask) == []


@pytest.mark.parametrize("system", ["Windows", "Darwin"])
def test_elsewhere_the_usual_ones_are_offered(system: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(platform, "system", lambda: system)
    assert (
        camera_formats(ABSENT)
        == usual_formats()
        == modes(
            (1920, 1080, 60.0),
            (1920, 1080, 30.0),
            (1280, 720, 60.0),
            (1280, 720, 30.0),
            (960, 540, 30.0),
            (640, 480, 30.0),
            (640, 360, 30.0),
            (320, 240, 30.0),
        )
    )
