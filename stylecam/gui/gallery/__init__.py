"""The tab of styles: search, shelves, the grid, and the way in for new pictures."""

from stylecam.gui.gallery.gallery import Gallery
from stylecam.gui.gallery.reception import Reception

__all__ = ["Gallery", "Reception"]
