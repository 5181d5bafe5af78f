"""The camera source on a real V4L2 device: vivid, the kernel's test camera, which can be unplugged by its driver."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import pytest

from stylecam.errors import SourceLost
from stylecam.source_spec import SourceSpec
from stylecam.sources.camera import CameraSource
from stylecam.sources.cameras import CameraInfo, list_cameras
from stylecam.sources.factory import SourceFactory
from stylecam.sources.formats import camera_formats
from tests.sources.vivid import DEVICE, device_name, may_be_unplugged, plug_in, unplug

pytestmark = [
    pytest.mark.device,
    pytest.mark.timeout(300),
    pytest.mark.skipif(not DEVICE.exists(), reason=f"there is no {DEVICE}"),
]


@pytest.fixture
def pluggable() -> Iterator[None]:
    """The camera can be taken away; it is back after the test."""
    if not may_be_unplugged():
        pytest.skip("only the vivid camera can be unplugged by a program, and only by root")
    yield
    if not DEVICE.exists():
        plug_in()


def read_until_lost(camera: CameraSource) -> str:
    """What the source says once the driver has noticed that the device is gone."""
    with pytest.raises(SourceLost) as lost:
        list(itertools.islice(iter(camera.read, None), 1000))
    return str(lost.value)


@pytest.mark.parametrize("spec", ["0", "/dev/video0", "name", "part of the name"])
def test_a_camera_opens_by_index_path_and_name(spec: str) -> None:
    name = device_name()
    camera = CameraSource({"name": name, "part of the name": name[:5].upper()}.get(spec, spec), (640, 360), 30.0)
    camera.open()
    frames = [camera.read() for _ in range(3)]
    camera.close()
    assert camera.name == name
    assert camera.got is not None
    assert camera.got.size == (640, 360)
    print(spec, camera.name, camera.got)
    for number, frame in enumerate(frames):
        assert frame is not None
        assert frame.index == number
        assert frame.size == (640, 360)
        assert frame.pixels.std() > 10, "a flat picture"


def test_the_left_bars_of_the_test_picture_have_their_colors() -> None:
    """Vivid's first picture is eight bars: white, yellow, cyan, green, magenta, red, blue, black."""
    camera = CameraSource("0", (640, 360))
    camera.open()
    frame = camera.read()
    camera.close()
    assert frame is not None
    yellow, red, blue = (frame.pixels[300, 40 + 80 * bar].astype(int) for bar in (1, 5, 6))
    assert min(yellow[0], yellow[1]) > yellow[2] + 80
    assert red[0] > max(red[1], red[2]) + 80
    assert blue[2] > max(blue[0], blue[1]) + 80


def test_a_second_program_is_told_that_the_camera_is_busy() -> None:
    first, second = CameraSource("0"), CameraSource("0")
    first.open()
    first.read()
    with pytest.raises(SourceLost, match="in use by another program"):
        second.open()
    second.close()
    first.close()


def test_its_formats_are_told_while_it_films_and_given_when_asked_for() -> None:
    camera = CameraSource("0")
    camera.open()
    camera.read()
    modes = camera_formats(next(info for info in list_cameras() if info.path == str(DEVICE)))
    camera.close()
    print(modes)
    assert modes
    for mode in (modes[0], modes[-1]):
        source = SourceFactory()(str(SourceSpec("/dev/video0", mode.size, mode.fps)))
        assert isinstance(source, CameraSource)
        source.open()
        assert source.got is not None
        assert source.got.size == mode.size
        assert source.got.fps == pytest.approx(mode.fps, abs=0.5)
        source.close()


@pytest.mark.parametrize("spec", ["0", "name"])
@pytest.mark.usefixtures("pluggable")
def test_an_unplugged_camera_is_lost_and_found_again(spec: str) -> None:
    camera = CameraSource(device_name() if spec == "name" else spec, (640, 360), 30.0)
    camera.open()
    before = camera.read()
    assert before is not None
    unplug()
    print(read_until_lost(camera))
    camera.close()
    assert camera_formats(CameraInfo(0, camera.name, str(DEVICE), 200)) == []
    with pytest.raises(SourceLost) as gone:
        camera.open()
    print(gone.value)
    plug_in()
    camera.open()
    after = camera.read()
    camera.close()
    assert after is not None
    assert after.index > before.index
    assert after.captured_at > before.captured_at
