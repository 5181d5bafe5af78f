from __future__ import annotations

from pathlib import Path

import pytest

from stylecam.doctor.storage import check_folder, check_space


def test_a_folder_that_can_be_made_is_not_made(tmp_path: Path) -> None:
    folder = tmp_path / "cache" / "stylecam"
    assert check_folder("cache folder", folder, "XDG_CACHE_HOME", "Linux", required=True).ok
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("system", ["Linux", "Windows", "Darwin"])
def test_a_file_in_the_way_is_named(system: str, tmp_path: Path) -> None:
    (tmp_path / "stylecam").write_text("in the way")
    check = check_folder("cache folder", tmp_path / "stylecam" / "styles", "XDG_CACHE_HOME", system, required=True)
    assert (check.ok, check.required) == (False, True)
    assert check.fix.startswith(f"move the file {tmp_path / 'stylecam'} away")


@pytest.mark.parametrize(
    ("system", "mend"), [("Linux", "set XDG_CACHE_HOME to"), ("Darwin", "sudo chown -R"), ("Windows", "icacls")]
)
def test_a_folder_without_permission(system: str, mend: str) -> None:
    """/proc takes no files, not even the administrator's."""
    if not Path("/proc/self").exists():
        pytest.skip("a folder that nobody may write is Linux's /proc")
    assert mend in check_folder("cache folder", Path("/proc/stylecam"), "XDG_CACHE_HOME", system).fix


def test_space(tmp_path: Path) -> None:
    assert "free in" in check_space(tmp_path / "not" / "yet").detail
