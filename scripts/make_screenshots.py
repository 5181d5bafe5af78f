"""Makes the pictures of the window for the documentation: `python -m scripts.make_screenshots [FOLDER]`.

The real window paints the demo scene with the shipped weights and styles, off screen, and is pictured when what each
picture is to show has come. Nothing of the user's own is read or written: styles, looks and files lie in a temporary
folder, and cameras and microphones are left alone. The size is fixed, so that the pictures are sharp however slow the
machine is; the measures in them are what this machine does, once they have settled.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from PIL import Image, ImageDraw
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QDialog

from scripts.pictured_window import SCREEN, Studio, at_home
from stylecam.gui.gallery.shelves import Shelf
from stylecam.gui.mixer.sliders import DEFAULT
from stylecam.gui.rendering import RenderDialog
from stylecam.gui.window import Window
from stylecam.look import MaskedRegion
from stylecam.styles import WeightedStyle

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "pictures"


def make_all(studio: Studio) -> None:
    """Every picture, from the one that most people see first."""
    window = studio.window
    parts, actions = window.parts, window.named_actions
    studio.wait_for_thumbnails()
    studio.save("window.jpg")

    parts.gallery.chips.pick(Shelf("category", "Painting"))
    window.resize(window.sizeHint() - QSize(0, 200))
    studio.save("painting-styles.jpg", window.panel)
    window.resize(window.sizeHint())
    parts.gallery.chips.pick(Shelf("all"))

    window.choose_theme("light")
    studio.show_mix(("great-wave", 1))
    studio.save("window-light.jpg")
    window.choose_theme("dark")

    for name in ("split", "inset", "overlay"):
        actions[name].setChecked(True)
    studio.show_mix(("koi-mosaic", 1))
    studio.save("split.jpg")
    for name in ("split", "inset", "overlay"):
        actions[name].setChecked(False)

    window.show_tab("mixer")
    parts.desk.set_smoothing(DEFAULT.smoothing)
    studio.show_mix(("starry-swirl", 0.45), ("neon-street", 0.25), ("sunflowers", 0.2), ("great-wave", 0.1))
    studio.save("mixer.jpg")

    window.show_tab("looks")
    parts.looks.list.setCurrentRow(2)
    parts.looks.load()
    studio.save("looks.jpg")

    window.show_tab("regions")
    show_regions(studio)
    studio.save("regions.jpg")
    parts.desk.set_background("none")
    parts.desk.set_masks(())

    dialog = opened(window, window.show_shortcuts)
    studio.save("shortcuts.jpg", dialog)
    dialog.close()

    window.show_tab("devices")
    studio.show_mix(("autumn-avenue", 1))
    holiday = studio.clip("holiday.mp4")
    parts.desk.switch_source(str(holiday.resolve()))
    studio.wait_for("the recording", lambda: studio.window.parts.playback.slider.value() > 0)
    studio.save("devices.jpg")

    dialog = opened(window, window.repaint_file)
    assert isinstance(dialog, RenderDialog)
    dialog.set_source(holiday)
    studio.save("repaint.jpg", dialog)
    dialog.close()

    parts.desk.switch_source("demo")
    window.show_tab("output")
    # High enough for the whole page.
    window.resize(window.sizeHint() + QSize(0, 100))
    studio.show_mix(("great-wave", 1))
    parts.outputs.recorder.set_on(True)
    studio.wait_for("the recording's first frames", lambda: is_recording(window))
    studio.save("output.jpg")
    parts.outputs.recorder.set_on(False)


def show_regions(studio: Studio) -> None:
    """Person, background and the poster on the wall, each in a way of its own."""
    parts = studio.window.parts
    parts.desk.switch_source(str(studio.still_clip("desk.mp4").resolve()))
    studio.wait_for("the recording", lambda: parts.playback.slider.value() > 0)
    mask = Image.new("L", (160, 90))
    ImageDraw.Draw(mask).rectangle((5, 1, 37, 42), fill=255)
    mask.save("poster.png")
    parts.desk.set_masks((MaskedRegion(Path("poster.png").resolve(), "original"),))
    parts.desk.set_background((WeightedStyle(studio.style("great-wave")),))
    studio.show_mix(("sunflowers", 1))


def is_recording(window: Window) -> bool:
    """Whether some of it has been written, so that the page says how."""
    recording = window.parts.outputs.status.recording
    return recording is not None and bool(recording.encoder)


def opened(window: Window, ask: Callable[[], object]) -> QDialog:
    """The dialog that opens when this is asked for."""
    ask()
    return next(dialog for dialog in window.findChildren(QDialog) if dialog.isVisible())


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER
    folder = folder.resolve()
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="stylecam-") as home, at_home(Path(home)):
        screen = Path(home, "screen.json")
        screen.write_text(json.dumps({"screens": [SCREEN]}), encoding="utf-8")
        os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={screen}"
        studio = Studio(folder, Path(home))
        try:
            make_all(studio)
        finally:
            studio.close()


if __name__ == "__main__":
    main()
