"""Which styles are the same picture."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from stylecam.pictures import PictureError, fingerprint, load_picture
from stylecam.styles import Style, read_sidecar


class Fingerprints:
    """Fingerprints of styles' pictures, remembered while their files stay as they are. Any thread may ask."""

    def __init__(self) -> None:
        self._known: dict[tuple[Path, int, int], str] = {}

    def of(self, style: Style) -> str:
        """The fingerprint of the picture as it was added; "" if it cannot be read.

        A picture that was scaled down for storing has that of the original in its sidecar. A painting has that of the
        picture its statistics were taken from.
        """
        if style.work is not None:
            return style.work.sha256
        try:
            state = style.path.stat()
        except OSError:
            return ""
        key = (style.path, state.st_mtime_ns, state.st_size)
        if key not in self._known:
            self._known[key] = _compute(style.path)
        return self._known[key]

    def find(self, sha256: str, styles: Iterable[Style]) -> Style | None:
        """The first of the styles that has this fingerprint."""
        return next((style for style in styles if self.of(style) == sha256), None) if sha256 else None


def _compute(path: Path) -> str:
    noted = read_sidecar(path).get("sha256")
    if isinstance(noted, str) and re.fullmatch("[0-9a-f]{64}", noted):
        return noted
    try:
        return fingerprint(load_picture(path))
    except PictureError:
        return ""
