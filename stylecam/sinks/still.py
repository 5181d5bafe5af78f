"""A still among the pictures that a person keeps."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from stylecam.frame import Frame
from stylecam.look_files import look_to_pass_on
from stylecam.look_json import LookError, look_to_json
from stylecam.naming import new_file
from stylecam.origin import Origin
from stylecam.sinks.picture import PictureFileSink
from stylecam.stills import Still
from stylecam.style_store import StyleStore


def keep_still(still: Still, folder: Path, styles: StyleStore) -> Path:
    """Write a still, with its look inside, under a name that is free; gives the file.

    What it was painted from, where wanted, lies beside it as `NAME original`.

    Raises:
        SinkError: it cannot be written.
    """
    path = new_file(folder, still.look, f".{still.format}", still.at)
    _write(PictureFileSink(path, Origin(_look_inside(still, styles), still.at)), still.frame)
    if still.with_original and still.frame.content is not None:
        beside = path.with_name(f"{path.stem} original{path.suffix}")
        _write(PictureFileSink(beside), still.frame.with_pixels(still.frame.content))
    return path


def _look_inside(still: Still, styles: StyleStore) -> dict[str, Any]:
    name = " + ".join(part.style.name for part in still.look.mix)
    try:
        return look_to_pass_on(still.look, name, styles)
    except LookError:
        # A style's picture is gone: that is no reason to lose the still.
        return look_to_json(still.look, name, styles.sha256)


def _write(sink: PictureFileSink, frame: Frame) -> None:
    sink.open()
    sink.write(frame)
    sink.close()
