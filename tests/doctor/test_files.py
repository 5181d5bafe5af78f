from __future__ import annotations

from pathlib import Path

from stylecam.doctor.files import text, there


def test_what_may_not_be_asked_is_not_there() -> None:
    """The system refuses to look for so long a name, as it does in a folder that is shut."""
    assert not there(Path("/" + "x" * 5000))


def test_text(tmp_path: Path) -> None:
    (tmp_path / "name").write_text("stylecam\n")
    assert text(tmp_path / "name") == "stylecam"
    assert text(tmp_path / "nothing") == ""
