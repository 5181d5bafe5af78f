from __future__ import annotations

from pathlib import Path

import pytest

from stylecam.sinks.fragments import whole_length


def box(kind: bytes, body: bytes) -> bytes:
    return (8 + len(body)).to_bytes(4, "big") + kind + body


def large_box(kind: bytes, body: bytes) -> bytes:
    return (1).to_bytes(4, "big") + kind + (16 + len(body)).to_bytes(8, "big") + body


START = box(b"ftyp", b"isom") + box(b"moov", b"table")
FRAGMENT = box(b"moof", b"times") + box(b"mdat", b"pictures")
LARGE = box(b"moof", b"times") + large_box(b"mdat", b"many pictures")


@pytest.mark.parametrize("whole", [b"", START, START + FRAGMENT, START + LARGE + FRAGMENT, START + FRAGMENT + LARGE])
@pytest.mark.parametrize(
    "torn", [b"", FRAGMENT[:3], FRAGMENT[:10], FRAGMENT[:13], FRAGMENT[:-1], LARGE[:20], LARGE[:-1], bytes(40)]
)
def test_what_is_torn_at_the_end_does_not_count(tmp_path: Path, whole: bytes, torn: bytes) -> None:
    path = tmp_path / "film.mp4"
    path.write_bytes(whole + torn)

    with path.open("rb") as file:
        assert whole_length(file.fileno()) == len(whole)
