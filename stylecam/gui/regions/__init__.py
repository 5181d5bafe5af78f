"""Parts of the picture with a treatment of their own: the background, and regions that are painted with a brush."""

from stylecam.gui.regions.canvas import Canvas
from stylecam.gui.regions.panel import RegionsPanel

__all__ = ["Canvas", "RegionsPanel"]
