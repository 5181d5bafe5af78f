"""What must be settled before torch and OpenCV are loaded, because they read it from the environment then."""

from __future__ import annotations

from collections.abc import MutableMapping

_DEFAULTS = {
    # A frame is some hundred short parallel regions. OpenMP's threads spin between them for as long as they may; when
    # anything else wants a core (the capture thread, a video call) the spinning one is preempted in the middle of a
    # region and a frame takes a second. A short spin costs nothing on an idle machine and a little on a busy one.
    "GOMP_SPINCOUNT": "2000",
    "KMP_BLOCKTIME": "1",
    # numpy's threads spin too, and for much longer: the sums of one small layer would hold a core that the next
    # convolution needs. Nothing here is large enough to be worth a second thread of theirs.
    "OPENBLAS_NUM_THREADS": "1",
    # Media Foundation's hardware transforms make a camera's opening take up to a minute on Windows.
    "OPENCV_VIDEOIO_MSMF_ENABLE_HW_TRANSFORMS": "0",
    # macOS lets only the main thread ask for the camera, and a capture thread opens it.
    "OPENCV_AVFOUNDATION_SKIP_AUTH": "1",
    # An absent camera is asked for again and again, and each time OpenCV would warn on the terminal.
    "OPENCV_LOG_LEVEL": "ERROR",
    # Of a file that is no video, its FFmpeg would say so beside us.
    "OPENCV_FFMPEG_LOGLEVEL": "-8",
}


def prepare(environment: MutableMapping[str, str]) -> None:
    """Set what the user has not set; call it before the first import of torch."""
    for name, value in _DEFAULTS.items():
        environment.setdefault(name, value)
