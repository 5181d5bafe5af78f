"""A camera's resolution and rate."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from stylecam.gui.devices.choices import rate_text, rates_of, size_text, sizes_of
from stylecam.gui.devices.combo import Entry, Picker
from stylecam.source_spec import CameraMode, SourceSpec


class FormatPickers(QObject):
    """Two pickers that make one format."""

    picked = Signal(object)
    """The SourceSpec that a person chose."""

    def __init__(self) -> None:
        super().__init__()
        self._modes: Sequence[CameraMode] = ()
        self._spec = SourceSpec("")
        self.size = Picker(self.tr("Resolution"), self.tr("How large a picture the camera gives"))
        self.rate = Picker(self.tr("Frame rate"), self.tr("How many pictures a second the camera gives"))
        self.size.picked.connect(self._on_size)
        self.rate.picked.connect(lambda fps: self.picked.emit(replace(self._spec, fps=fps)))

    def show_format(self, modes: Sequence[CameraMode], spec: SourceSpec) -> None:
        """Offer a camera's formats and show the one it was asked for, be it among them or not."""
        self._modes, self._spec = modes, spec
        automatic = Entry(self.tr("Automatic"), None)
        sizes = sizes_of(modes)
        if spec.size is not None and spec.size not in sizes:
            sizes.append(spec.size)
        self.size.offer([automatic, *(Entry(size_text(size), size) for size in sizes)], spec.size)
        self.size.set_alone(not sizes, self.tr("The camera does not say what it can give"))
        rates = rates_of(modes, spec.size)
        if spec.fps is not None and spec.fps not in rates:
            rates.append(spec.fps)
        shown = [Entry(self.tr("%1 fps").replace("%1", rate_text(fps)), fps) for fps in rates]
        self.rate.offer([automatic, *shown], spec.fps)

    def _on_size(self, size: object) -> None:
        chosen = next((mode.size for mode in self._modes if mode.size == size), None)
        kept = self._spec.fps if self._spec.fps in rates_of(self._modes, chosen) else None
        self.picked.emit(replace(self._spec, size=chosen, fps=kept))
