"""OpenCV, told how to treat cameras before it loads: it reads these settings once, while it is imported."""

from __future__ import annotations

import os

# Media Foundation's hardware transforms make a camera take up to a minute to open on Windows.
os.environ.setdefault("OPENCV_VIDEOIO_MSMF_ENABLE_HW_TRANSFORMS", "0")
# AVFoundation can ask for the permission on the main thread only; cameras are opened in another.
os.environ.setdefault("OPENCV_AVFOUNDATION_SKIP_AUTH", "1")

import cv2

if "OPENCV_LOG_LEVEL" not in os.environ:
    # An absent camera is no news: it is asked for again and again, and each time OpenCV would warn on the terminal.
    cv2.utils.logging.setLogLevel(cv2.utils.logging.LOG_LEVEL_ERROR)

__all__ = ["cv2"]
