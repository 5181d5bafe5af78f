from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from stylecam.gui.saved import saved


def test_who_saved_a_file_is_told_where_and_can_go_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    path = tmp_path / "a b#c" / "film.mp4"
    message = saved(path)
    assert message.text == f"Saved: {path}"
    assert message.offer is not None
    message.offer.do()
    assert [Path(url.toLocalFile()) for url in opened] == [path.parent]
