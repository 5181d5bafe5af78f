"""Makes the pictures of the README with the shipped weights and styles: `python -m scripts.make_pictures`.

gallery.jpg is the demo scene in twelve styles; window.jpg is the window as it looks while it paints the demo.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import numpy as np
from PIL import Image
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow

from stylecam.app import live_settings, make_pipeline, make_plan, style_library
from stylecam.frame import Frame, Pixels
from stylecam.gui import theme
from stylecam.gui.choices import SourceChoice
from stylecam.gui.window import Window
from stylecam.pipeline.commands import SetStyle
from stylecam.pipeline.pipeline import Pipeline
from stylecam.settings import Settings
from stylecam.sources.scene import scene_frame
from stylecam.styles import WeightedStyle

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "pictures"

SHOWN = [
    "starry-swirl",
    "great-wave",
    "neon-street",
    "comic-tear",
    "sunflowers",
    "koi-mosaic",
    "rose-valley",
    "sumi-bamboo",
    "fauve-harbour",
    "psychedelic-marble",
    "blueprint-clock",
    "tree-of-life",
]

MOMENT = 2.95
"""Seconds into the scene."""


def gallery(columns: int = 4, size: tuple[int, int] = (640, 360)) -> Pixels:
    """The demo scene in the shown styles, in rows, at half size."""
    engine = make_plan(Settings(style=(SHOWN[0],), smoothing=0.0)).engine()
    library = style_library()
    engine.open()
    painted = []
    for number, style in enumerate(SHOWN):
        # A second between two frames: each cross-fade is over when its style is shown.
        engine.apply(SetStyle((WeightedStyle(library.find(style)),)))
        engine.stylize(Frame(scene_frame(MOMENT, size), 2 * number, 2.0 * number))
        painted.append(engine.stylize(Frame(scene_frame(MOMENT, size), 2 * number + 1, 2.0 * number + 1)).pixels)
    engine.close()
    rows = [np.hstack(painted[start : start + columns]) for start in range(0, len(painted), columns)]
    return np.vstack(rows)


def save_window(path: Path, style: str, frames: int = 60) -> None:
    """The window after it has painted some frames of the demo."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication(sys.argv[:1])
    theme.apply(app)
    plan = make_plan(live_settings(Settings(source="demo", style=(style,))))
    pipeline = make_pipeline(plan)
    window = Window(pipeline, list(style_library()), [SourceChoice("demo", "Demo scene")], plan.look, source="demo")
    window.resize(1280, 800)
    pipeline.start()
    window.show()
    poll = QTimer(window, interval=50)
    poll.timeout.connect(lambda: _grab_when_ready(pipeline, window, path, frames))
    poll.start()
    app.exec()
    pipeline.stop()


def _grab_when_ready(pipeline: Pipeline, window: QMainWindow, path: Path, frames: int) -> None:
    if pipeline.status().frames_out >= frames:
        window.grab().save(str(path), quality=92)
        window.close()
        QApplication.quit()


def main() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    sheet = Image.fromarray(gallery())
    sheet.reduce(2).save(FOLDER / "gallery.jpg", quality=90)
    save_window(FOLDER / "window.jpg", SHOWN[0])


if __name__ == "__main__":
    main()
