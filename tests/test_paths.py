"""Paths as users write them."""

from __future__ import annotations

from pathlib import Path

import pytest

from stylecam.paths import existing_file


def test_a_file_that_is_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "clip.mp4"
    path.touch()
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    assert existing_file(str(path)) == path
    assert existing_file("~/clip.mp4") == path


@pytest.mark.parametrize("text", ["absent.mp4", ".", "", "~nobody-of-this-name/clip.mp4", "a" * 5000, "a\0b"])
def test_no_file(text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert existing_file(text) is None
