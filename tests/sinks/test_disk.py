from __future__ import annotations

from pathlib import Path

from stylecam.sinks.disk import AHEAD, EVERY, LEAST, DiskWatch, free_bytes


class Disk:
    """A disk and a clock that the test moves."""

    def __init__(self, free: int) -> None:
        self.free = free
        self.now = 0.0
        self.looks = 0

    def watch(self) -> DiskWatch:
        return DiskWatch(Path("films"), self._look, lambda: self.now)

    def _look(self, _folder: Path) -> int:
        self.looks += 1
        return self.free


def test_there_is_room_here(tmp_path: Path) -> None:
    assert free_bytes(tmp_path) > 0


def test_a_disk_with_room_is_no_shortage() -> None:
    disk = Disk(LEAST)
    assert disk.watch().shortage(0) is None


def test_too_little_for_others_is_a_shortage() -> None:
    disk = Disk(LEAST - 1)
    assert disk.watch().shortage(0) == LEAST - 1


def test_too_little_for_what_comes_is_a_shortage() -> None:
    rate = 50_000_000
    disk = Disk(int(rate * AHEAD) - 1)
    watch = disk.watch()
    assert watch.shortage(0) is None
    disk.now = 2.0
    assert watch.shortage(2 * rate) == disk.free


def test_it_looks_once_a_second() -> None:
    disk = Disk(LEAST)
    watch = disk.watch()
    for step in range(100):
        disk.now = step * EVERY / 10
        watch.shortage(step)
    assert 9 <= disk.looks <= 11
