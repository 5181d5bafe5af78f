"""How large the picture is painted."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from stylecam.gui.devices.choices import RATES, SIZES, rate_text, size_text
from stylecam.gui.devices.combo import Entry, Picker
from stylecam.look import AutoSize, Size


class SizePickers(QObject):
    """The size, and the rate that an automatic one keeps."""

    picked = Signal(object)
    """Size, AutoSize or None that a person chose."""

    def __init__(self) -> None:
        super().__init__()
        self._target = AutoSize()
        about = self.tr("Larger shows finer strokes, smaller is faster")
        self.size = Picker(self.tr("Processing size"), about)
        self.rate = Picker(
            self.tr("Rate to keep"),
            self.tr("Where the machine is too slow for it, the picture is painted smaller and enlarged"),
        )
        self.size.picked.connect(self.picked)
        self.rate.picked.connect(lambda fps: self.picked.emit(AutoSize(float(fps))))

    def show_size(self, size: Size | AutoSize | None) -> None:
        """What the picture is painted at."""
        if isinstance(size, AutoSize):
            self._target = size
        fixed = sorted({*SIZES, *([size] if isinstance(size, tuple) else [])})
        automatic = self.tr("Automatic (%1 fps)").replace("%1", rate_text(self._target.fps))
        self.size.offer(
            [
                Entry(automatic, self._target),
                Entry(self.tr("As the source"), None),
                None,
                *(Entry(size_text(one), one) for one in fixed),
            ],
            size,
        )
        rates = [Entry(self.tr("%1 fps").replace("%1", rate_text(fps)), fps) for fps in self._rates()]
        self.rate.offer(rates, self._target.fps)

    def _rates(self) -> list[float]:
        return sorted({*RATES, self._target.fps})
