"""The stream's page in a real browser."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from stylecam.frame import Frame, Pixels
from stylecam.sinks.stream.sink import StreamSink
from tests.pipeline.parts import eventually
from tests.sinks.viewers import painted, port_of, serving

BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)

pytestmark = [
    pytest.mark.device,
    pytest.mark.skipif(BROWSER is None, reason="there is no Chromium"),
]

QUARTERS = ((200, 40, 40), (40, 200, 40), (40, 40, 200), (220, 220, 220))


def quarters() -> Frame:
    pixels = np.empty((360, 640, 3), np.uint8)
    for n, colour in enumerate(QUARTERS):
        pixels[180 * (n // 2) : 180 * (n // 2) + 180, 320 * (n % 2) : 320 * (n % 2) + 320] = colour
    return Frame(pixels, 0, 0.0)


def command(folder: Path, *arguments: str) -> list[str]:
    assert BROWSER is not None
    # The sandbox is not for root, whom containers run as, and the page is our own.
    settings = ["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", f"--user-data-dir={folder}"]
    return [BROWSER, *settings, *arguments]


def screenshot(address: str, size: tuple[int, int], folder: Path) -> Pixels:
    """What a window of that size shows, once the first picture of the stream is there."""
    file = folder / "screen.png"
    shot = command(folder, f"--window-size={size[0]},{size[1]}", f"--screenshot={file}", address)
    subprocess.run(shot, check=True, capture_output=True, timeout=60)
    with Image.open(file) as picture:
        return np.array(picture.convert("RGB"))


@contextmanager
def looking(address: str, folder: Path) -> Iterator[None]:
    """A browser that shows the address all the while."""
    browser = command(folder, "--remote-debugging-port=0", address)
    with subprocess.Popen(browser, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            yield
        finally:
            process.terminate()


@pytest.mark.parametrize("token", ["", "größer & 1/2"])
@pytest.mark.parametrize("size", [(960, 540), (800, 600), (900, 300)])
def test_the_picture_fills_the_window_and_keeps_its_shape(tmp_path: Path, size: tuple[int, int], token: str) -> None:
    with serving(StreamSink(0, token=token)) as sink:
        sink.write(quarters())
        screen = screenshot(sink.address, size, tmp_path).astype(int)
    height, width = screen.shape[:2]
    assert (width, height) == size
    scale = min(width / 640, height / 360)
    left, top = (width - 640 * scale) / 2, (height - 360 * scale) / 2
    for n, colour in enumerate(QUARTERS):
        x, y = left + scale * (160 + 320 * (n % 2)), top + scale * (90 + 180 * (n // 2))
        assert np.abs(screen[int(y), int(x)] - colour).max() <= 6
    # The picture's edges are where they should be, and beyond them it is black.
    lit = screen.max(axis=2) > 100
    columns, rows = np.flatnonzero(lit.any(axis=0)), np.flatnonzero(lit.any(axis=1))
    assert abs(columns[0] - left) <= 2
    assert abs(columns[-1] - (width - left)) <= 2
    assert abs(rows[0] - top) <= 2
    assert abs(rows[-1] - (height - top)) <= 2
    if left > 4:
        assert not screen[:, : int(left) - 2].any()
    if top > 4:
        assert not screen[: int(top) - 2].any()


def test_the_picture_comes_back_by_itself_when_stylecam_does(tmp_path: Path) -> None:
    first = StreamSink(0)
    with serving(first):
        address, port = first.address, port_of(first)
        first.write(painted(0))
        with looking(address, tmp_path):
            eventually(lambda: first.viewers == 1)
            first.close()
            with serving(StreamSink(port)) as second:
                eventually(lambda: second.viewers == 1)
