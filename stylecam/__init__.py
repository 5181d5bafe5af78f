"""stylecam repaints a live camera in the style of any picture."""

import os

from stylecam.process import prepare

__version__ = "0.1.0"

prepare(os.environ)
