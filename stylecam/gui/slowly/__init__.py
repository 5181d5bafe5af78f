"""Single pictures that are painted for minutes beside the live one."""

from stylecam.gui.slowly.slowly import Slowly

__all__ = ["Slowly"]
