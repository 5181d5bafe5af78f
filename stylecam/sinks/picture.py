"""One painted frame into a picture file."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from PIL import Image

from stylecam.errors import SinkError
from stylecam.frame import Frame
from stylecam.origin import Origin, saving_options
from stylecam.sinks.partfile import PartFile, sink_error

_FORMATS: Mapping[str, tuple[str, Mapping[str, Any]]] = {
    ".png": ("PNG", {}),
    ".jpg": ("JPEG", {"quality": 95, "subsampling": 0}),
    ".jpeg": ("JPEG", {"quality": 95, "subsampling": 0}),
    ".webp": ("WEBP", {"lossless": True}),
}
"""Name ending to Pillow's format and its settings for full quality."""


class PictureFileSink:
    """Writes one still, PNG, JPEG or WebP by the name's ending; of several frames the last.

    The file bears its name only once it is complete.

    Args:
        path: where to write it.
        origin: what the picture says of itself; None for nothing.

    Attributes:
        saved: the path once it is written; None before.

    Raises:
        SinkError: the name's ending is not that of a picture that can be written.
    """

    def __init__(self, path: Path, origin: Origin | None = None) -> None:
        if path.suffix.lower() not in _FORMATS:
            raise SinkError(f"{path}: a picture's name must end in one of {', '.join(_FORMATS)}")
        self.path = path
        self.saved: Path | None = None
        self._origin = origin
        self._part: PartFile | None = None
        self._frame: Frame | None = None

    @property
    def name(self) -> str:
        return self.path.name

    def open(self) -> None:
        self._part = PartFile(self.path)

    def write(self, frame: Frame) -> None:
        if self._part is None:
            raise SinkError(f"{self.path}: is not open")
        self._frame = frame

    def close(self) -> None:
        part, frame = self._part, self._frame
        self._part = self._frame = None
        if part is None:
            return
        if frame is None:
            part.discard()
            return
        form, settings = _FORMATS[self.path.suffix.lower()]
        origin = saving_options(form, self._origin) if self._origin is not None else {}
        try:
            Image.fromarray(frame.pixels).save(part.file, form, **settings, **origin)
            part.close()
        except OSError as error:
            part.discard()
            raise sink_error(self.path, error) from error
        except ValueError as error:
            part.discard()
            raise SinkError(f"{self.path}: {frame.width}x{frame.height} is too large for {form}; use .png") from error
        part.rename(self.path)
        self.saved = self.path

    def abort(self) -> None:
        """End without a picture. Allowed in any state, `close` after it too."""
        self._frame = None
        self.close()
