"""One user's styles and looks, and a look to keep."""

from __future__ import annotations

from pathlib import Path

from stylecam.look import AutoSize, Look
from stylecam.looks import LookStore
from stylecam.style_store import StyleStore
from stylecam.styles import Style, WeightedStyle


class Machine:
    """The styles and looks of one user."""

    def __init__(self, folder: Path, shipped: tuple[Style, ...]) -> None:
        self.folder = folder
        self.styles = StyleStore(folder / "styles", shipped)
        self.looks = LookStore(folder / "looks", self.styles)

    def ids(self) -> set[str]:
        """Ids of the user's own styles."""
        return {style.id for style in self.styles.styles() if self.styles.owns(style)}


def look_of(*styles: Style) -> Look:
    mix = tuple(WeightedStyle(style, 1.0 + number) for number, style in enumerate(styles))
    return Look(mix, strength=0.7, mirror=True, size=AutoSize(24.0), keep_color="luminance")
