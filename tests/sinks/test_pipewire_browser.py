"""A PipeWire camera as a video call in a real browser shows it."""

from __future__ import annotations

import json
import os
import queue
import shutil
import signal
import subprocess
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from stylecam.doctor.distribution import this_distribution
from stylecam.doctor.pipewire import pipewire_checks, read_pipewire
from stylecam.sinks.pipewire import PIPEWIRE
from stylecam.sinks.virtual_camera import CameraForm, VirtualCameraSink
from tests.sinks.numbered import CORNERS, numbered

READY = all(check.ok for check in pipewire_checks(read_pipewire(Path("/"), os.environ), this_distribution()))
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
FIREFOX = next(filter(None, map(shutil.which, ("firefox-esr", "firefox"))), None)

pytestmark = [
    pytest.mark.device,
    pytest.mark.timeout(180),
    pytest.mark.skipif(not READY, reason="there is no PipeWire session, or no GStreamer with its plugin for it"),
    # It is the desktop's portal that lets browsers have cameras.
    pytest.mark.skipif(not {"DISPLAY", "WAYLAND_DISPLAY"} & os.environ.keys(), reason="there is no desktop"),
]

SIZES = [(640, 360), (1280, 720)]

PAGE = """
<video id=video muted></video>
<script>
async function look() {
  video.srcObject = await navigator.mediaDevices.getUserMedia({video: {width: WIDTH, height: HEIGHT}});
  await video.play();
  // The first picture may be older than the camera's.
  for (let n = 0; n < 30; n++) await new Promise(seen => video.requestVideoFrameCallback(seen));
  const canvas = new OffscreenCanvas(video.videoWidth, video.videoHeight), pen = canvas.getContext("2d");
  pen.drawImage(video, 0, 0);
  const pixel = (x, y) => pen.getImageData(x * canvas.width / 4, y * canvas.height / 4, 1, 1);
  const spot = (x, y) => Array.from(pixel(x, y).data).slice(0, 3);
  return {size: [canvas.width, canvas.height], spots: [spot(1, 1), spot(3, 1), spot(1, 3), spot(3, 3)]};
}
async function tell() {
  for (;;) try {
    return await fetch("/", {method: "POST", body: JSON.stringify(await look())});
  } catch (none) {
    await new Promise(over => setTimeout(over, 300));  // a camera is found some time after it is there
  }
}
tell();
</script>
"""

PREFERENCES = {
    "media.webrtc.camera.allow-pipewire": True,
    "media.navigator.permission.disabled": True,
    "media.autoplay.default": 0,
    "datareporting.policy.dataSubmissionEnabled": False,
}


def chromium(folder: Path, address: str) -> list[str]:
    # The sandbox is not for root, whom containers run as, and the page is our own.
    settings = ["--headless=new", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder}"]
    consent = ["--use-fake-ui-for-media-stream", "--autoplay-policy=no-user-gesture-required"]
    return [CHROMIUM or "", *settings, *consent, "--enable-features=WebRtcPipeWireCamera", address]


def firefox(folder: Path, address: str) -> list[str]:
    preferences = [f"user_pref({json.dumps(name)}, {json.dumps(value)});" for name, value in PREFERENCES.items()]
    (folder / "user.js").write_text("\n".join(preferences))
    return [FIREFOX or "", "--headless", "--no-remote", "--profile", str(folder), address]


@pytest.fixture(params=SIZES)
def size(request: pytest.FixtureRequest) -> Iterator[tuple[int, int]]:
    """Of a camera that shows one picture."""
    wanted: tuple[int, int] = request.param
    sink = VirtualCameraSink(PIPEWIRE, CameraForm(size=wanted, card=numbered(0, wanted).pixels))
    sink.open()
    yield wanted
    sink.close()


@pytest.mark.parametrize(
    "browser",
    [
        pytest.param(chromium, marks=pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium")),
        pytest.param(firefox, marks=pytest.mark.skipif(FIREFOX is None, reason="there is no Firefox")),
    ],
)
def test_a_browser_shows_the_colours(
    size: tuple[int, int], browser: Callable[[Path, str], list[str]], tmp_path: Path
) -> None:
    seen = looked_at(browser, size, tmp_path)
    assert seen["size"] == list(size)
    for spot, colour in zip(seen["spots"], CORNERS.values(), strict=True):
        assert np.abs(np.subtract(spot, colour)).max() <= 6


def looked_at(browser: Callable[[Path, str], list[str]], size: tuple[int, int], folder: Path) -> dict[str, Any]:
    """What the page tells in that browser."""
    told: queue.Queue[dict[str, Any]] = queue.Queue()
    page = PAGE.replace("WIDTH", str(size[0])).replace("HEIGHT", str(size[1])).encode()

    class Server(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(page)

        def do_POST(self) -> None:
            told.put(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Says nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Server) as server:
        threading.Thread(target=server.serve_forever).start()
        command = browser(folder, f"http://127.0.0.1:{server.server_port}/")
        process = subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
        )
        try:
            return told.get(timeout=60)
        finally:
            os.killpg(process.pid, signal.SIGTERM)  # with all the processes that it is made of
            process.wait()
            server.shutdown()
