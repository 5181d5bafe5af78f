"""Where the picture is shown, and what lies on it: the split, the style's picture, measures and notices."""

from stylecam.gui.stage.hold import OriginalOnHold
from stylecam.gui.stage.stage import Stage

__all__ = ["OriginalOnHold", "Stage"]
