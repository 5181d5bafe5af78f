"""Repainting whole files beside the live picture."""

from stylecam.gui.rendering.dialog import RenderDialog
from stylecam.gui.rendering.rendering import Rendering

__all__ = ["RenderDialog", "Rendering"]
