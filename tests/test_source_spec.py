"""How a source is written."""

from __future__ import annotations

import pytest

from stylecam.source_spec import SourceSpec, is_url, parse_source


@pytest.mark.parametrize(
    ("text", "spec"),
    [
        ("demo", SourceSpec("demo")),
        ("demo@1280x720@30", SourceSpec("demo", (1280, 720), 30.0)),
        ("0@640x480@15", SourceSpec("0", (640, 480), 15.0)),
        ("Integrated Camera", SourceSpec("Integrated Camera")),
        ("Integrated Camera@1920x1080", SourceSpec("Integrated Camera", (1920, 1080))),
        ("Desk camera@1280x720@29.97", SourceSpec("Desk camera", (1280, 720), 29.97)),
        ("/dev/video2@1280x720@7.5", SourceSpec("/dev/video2", (1280, 720), 7.5)),
        ("Me@home@640x480", SourceSpec("Me@home", (640, 480))),
        ("Cam@1x1@640x480@30", SourceSpec("Cam@1x1", (640, 480), 30.0)),
        ("Me@home", SourceSpec("Me@home")),
        ("0@1280", SourceSpec("0@1280")),
        ("0@0x480", SourceSpec("0@0x480")),
        ("0@640x480@", SourceSpec("0@640x480@")),
        ("@640x480", SourceSpec("@640x480")),
        ("0@640x480 ", SourceSpec("0@640x480 ")),
        ("rtsp://me:secret@640x480", SourceSpec("rtsp://me:secret@640x480")),
        ("http://camera/clip@640x480", SourceSpec("http://camera/clip@640x480")),
        ("", SourceSpec("")),
    ],
)
def test_a_text_means_a_source_and_a_source_has_a_text(text: str, spec: SourceSpec) -> None:
    assert parse_source(text) == spec
    assert str(spec) == text


def test_a_rate_of_nothing_is_no_format() -> None:
    assert parse_source("0@640x480@0") == SourceSpec("0@640x480@0")


def test_a_rate_without_a_size_is_not_written() -> None:
    assert str(SourceSpec("0", fps=30.0)) == "0"


@pytest.mark.parametrize("text", ["rtsp://camera.local/live", "http://a/b.mp4", "file:///clip.mp4"])
def test_an_address_has_a_scheme(text: str) -> None:
    assert is_url(text)


@pytest.mark.parametrize("text", ["demo", "C:\\clips\\a.mp4", "c://clips", "clips/http://x", "http:clip.mp4"])
def test_a_path_is_no_address(text: str) -> None:
    assert not is_url(text)
