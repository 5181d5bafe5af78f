from __future__ import annotations

from pathlib import Path

import pytest

from stylecam.errors import SinkError
from stylecam.sinks.loopback import CAPTURE, OUTPUT, Loopback, choose, is_free, loopbacks

DUMMY, OURS, OTHER = (
    Loopback("/dev/video2", "Dummy"),
    Loopback("/dev/video9", "stylecam"),
    Loopback("/dev/video10", "OBS"),
)
FED = Loopback("/dev/video3", "Fed", "another program feeds it")
SIZE = (1280, 720)


def test_the_device_labelled_for_us_is_taken_before_any_other() -> None:
    assert choose([DUMMY, OURS, OTHER], None) is OURS


def test_without_a_label_for_us_it_is_the_first_that_nobody_feeds() -> None:
    assert choose([FED, DUMMY, OTHER], None) is DUMMY


@pytest.mark.parametrize("wanted", ["/dev/video10", "OBS"])
def test_a_wanted_device_is_taken_by_path_and_by_label(wanted: str) -> None:
    assert choose([DUMMY, OURS, OTHER], wanted) is OTHER


@pytest.mark.parametrize("wanted", [None, "/dev/video3", "Fed"])
def test_one_that_another_program_feeds_is_never_taken(wanted: str | None) -> None:
    with pytest.raises(SinkError, match=r"/dev/video3 \(Fed\): another program feeds it"):
        choose([FED], wanted)


def test_when_ours_is_fed_by_another_program_no_other_is_taken_instead() -> None:
    ours = Loopback("/dev/video9", "stylecam", "another program feeds it")
    with pytest.raises(SinkError, match=r"/dev/video9 \(stylecam\)"):
        choose([DUMMY, ours], None)


def test_an_unknown_one_is_told_with_those_there_are() -> None:
    with pytest.raises(SinkError, match=r"/dev/video0: .*/dev/video2 \(Dummy\), /dev/video9 \(stylecam\)"):
        choose([DUMMY, OURS], "/dev/video0")


def test_without_any_the_doctor_is_named() -> None:
    with pytest.raises(SinkError, match="stylecam doctor"):
        choose([], None)


@pytest.mark.parametrize(
    ("capabilities", "exclusive", "fixed", "free"),
    [
        (OUTPUT, True, "", True),  # nobody feeds it
        (CAPTURE, True, "YU12:1280x720@30", False),  # fed, or fed by plain writing before and still watched
        (0, True, "", True),  # fed by plain writing before, watched by nobody
        (OUTPUT | CAPTURE, True, "YU12:1280x720@30", True),  # fed before, still watched
        (OUTPUT | CAPTURE, True, "YU12:640x480@30", False),  # the same, in a size that its watcher holds on to
        (OUTPUT | CAPTURE, False, "", True),  # one that always claims both, and nobody feeds it
        (OUTPUT | CAPTURE, False, "YU12:1280x720@30", False),  # the same, fed
    ],
)
def test_whether_a_device_is_free_is_seen_from_what_it_tells(
    capabilities: int, exclusive: bool, fixed: str, free: bool
) -> None:
    assert is_free(capabilities, exclusive, fixed, SIZE) is free


def test_a_label_that_is_not_in_utf8_is_listed_as_far_as_it_can_be_read(tmp_path: Path) -> None:
    (tmp_path / "video9").mkdir()
    (tmp_path / "video9" / "max_openers").write_text("10\n")
    (tmp_path / "video9" / "name").write_bytes(b"Cam\xe9ra\n")
    assert list(loopbacks(tmp_path)) == [("/dev/video9", "Cam\ufffdra")]


def test_devices_are_listed_in_the_order_of_their_numbers_and_only_those_of_the_module(tmp_path: Path) -> None:
    for name, label in (("video10", "Ten"), ("video9", "stylecam"), ("video1", "a test pattern")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "name").write_text(f"{label}\n")
        if label != "a test pattern":
            (tmp_path / name / "max_openers").write_text("10\n")
    assert list(loopbacks(tmp_path)) == [("/dev/video9", "stylecam"), ("/dev/video10", "Ten")]
