"""The demo source: a pure scene, and the manners of a camera."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from stylecam.errors import SourceError, UsageError
from stylecam.frame import Pixels
from stylecam.sources import demo
from stylecam.sources.demo import DemoSource, painted_size
from stylecam.sources.scene import Scene, scene_frame
from tests.sources.fake_clock import FakeClock

SMALL = (96, 64)


@pytest.fixture(scope="module")
def scene() -> Scene:
    return Scene((160, 90))


def difference(a: Pixels, b: Pixels) -> float:
    """Mean absolute difference, in steps of 8 bits."""
    return float(np.abs(a.astype(np.int16) - b).mean())


@pytest.mark.parametrize("size", [(64, 64), (65, 97), (161, 91), (64, 300), (300, 64)])
def test_any_size_is_filled(size: tuple[int, int]) -> None:
    pixels = scene_frame(3.0, size)
    assert pixels.shape == (size[1], size[0], 3)
    assert pixels.dtype == np.uint8
    assert pixels.flags.c_contiguous
    edges = np.concatenate([pixels[0], pixels[-1], pixels[:, 0], pixels[:, -1]])
    assert edges.max(axis=1).min() > 0, "a layer ends inside the picture"


def test_the_same_time_gives_the_same_pixels(scene: Scene) -> None:
    first = scene.frame(7.25)
    scene.frame(2.0)
    assert np.array_equal(scene.frame(7.25), first)
    assert np.array_equal(scene_frame(7.25, (160, 90)), first)


def test_a_frame_keeps_its_pixels_while_others_are_drawn(scene: Scene) -> None:
    first = scene.frame(1.0)
    kept = first.copy()
    scene.frame(5.0)
    assert np.array_equal(first, kept)


def test_the_scene_moves_but_never_jumps(scene: Scene) -> None:
    frames = [scene.frame(4 + n / 30) for n in range(120)]
    steps = [difference(a, b) for a, b in itertools.pairwise(frames)]
    assert min(steps) > 0, "the scene stood still"
    assert max(steps) < 3, "the scene jumped"
    assert difference(frames[0], frames[-1]) > 2, "the scene goes nowhere"


def test_the_picture_has_detail_light_and_color() -> None:
    pixels = scene_frame(2.0, (640, 360)).astype(np.float32)
    luma = pixels @ np.array([0.299, 0.587, 0.114], np.float32)
    assert luma.min() < 30
    assert luma.max() > 225
    tiles = luma.reshape(9, 40, 16, 40).std(axis=(1, 3))
    assert np.mean(tiles > 2) > 0.95, "large flat areas"
    assert (pixels.max(axis=2) - pixels.min(axis=2)).mean() > 30, "a grey picture"


@pytest.mark.parametrize(
    ("size", "painted"),
    [
        ((640, 360), (640, 360)),
        ((1280, 720), (1280, 720)),
        ((1920, 1080), (1280, 720)),
        ((1080, 1920), (720, 1280)),
        ((3840, 2160), (1280, 720)),
        ((64, 20000), (64, 20000)),
        ((65, 64), (65, 64)),
    ],
)
def test_a_large_scene_is_painted_smaller(size: tuple[int, int], painted: tuple[int, int]) -> None:
    assert painted_size(size) == painted


def test_a_large_frame_is_the_same_scene_scaled_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(demo, "MOST_PAINTED", 160 * 90)
    source = DemoSource((320, 180), clock=FakeClock())
    source.open()
    frame = source.read()
    source.close()
    assert frame is not None
    assert frame.size == (320, 180)
    fine = scene_frame(0.0, (320, 180))
    assert difference(frame.pixels, fine) < 0.3 * difference(frame.pixels, fine[:, ::-1])


def test_frames_are_paced_by_the_clock() -> None:
    clock = FakeClock()
    source = DemoSource(SMALL, fps=20.0, clock=clock)
    source.open()
    frames = [source.read() for _ in range(4)]
    assert [f.index for f in frames if f] == [0, 1, 2, 3]
    assert [round(f.captured_at - 100, 6) for f in frames if f] == [0, 0.05, 0.1, 0.15]


def test_a_slow_reader_misses_frames_and_sees_the_present() -> None:
    clock = FakeClock()
    source = DemoSource(SMALL, fps=30.0, clock=clock)
    source.open()
    source.read()
    clock.time += 1.01
    late = source.read()
    assert late is not None
    assert late.index == 30
    assert late.captured_at == clock.time
    assert np.array_equal(late.pixels, scene_frame(1.0, SMALL))
    following = source.read()
    assert following is not None
    assert following.index == 31


def test_unpaced_frames_never_wait() -> None:
    clock = FakeClock()
    source = DemoSource(SMALL, fps=None, clock=clock)
    source.open()
    frames = [source.read() for _ in range(3)]
    assert [f.index for f in frames if f] == [0, 1, 2]
    assert clock.waits == []
    assert frames[2] is not None
    assert np.array_equal(frames[2].pixels, scene_frame(2 / 30, SMALL))


@pytest.mark.parametrize(("fps", "count"), [(None, 15), (10.0, 5)])
def test_after_its_duration_it_has_ended_for_ever(fps: float | None, count: int) -> None:
    source = DemoSource(SMALL, fps=fps, clock=FakeClock(), duration=0.5)
    source.open()
    frames = [source.read() for _ in range(count + 3)]
    assert [f is not None for f in frames] == [True] * count + [False] * 3


def test_the_index_goes_on_after_reopening() -> None:
    source = DemoSource(SMALL, fps=None, clock=FakeClock())
    indices = []
    for _ in range(2):
        source.open()
        indices += [frame.index for frame in (source.read(), source.read()) if frame]
        source.close()
    assert indices == [0, 1, 2, 3]


def test_close_is_allowed_at_any_time() -> None:
    source = DemoSource(SMALL)
    source.close()
    source.open()
    source.close()
    source.close()
    with pytest.raises(SourceError, match="not open"):
        source.read()


def test_it_has_a_name_and_read_only_frames() -> None:
    source = DemoSource(SMALL, fps=None)
    assert source.name == "demo"
    source.open()
    frame = source.read()
    assert frame is not None
    assert frame.size == SMALL
    assert not frame.pixels.flags.writeable


@pytest.mark.parametrize("bad", [{"size": (63, 64)}, {"fps": 0.0}, {"fps": float("nan")}, {"duration": -1.0}])
def test_impossible_wishes_are_refused_in_one_line(bad: dict[str, object]) -> None:
    with pytest.raises(UsageError, match="demo") as refusal:
        DemoSource(**bad)  # type: ignore[arg-type]
    assert "\n" not in str(refusal.value)
