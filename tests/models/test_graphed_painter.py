"""A painter that replays paints like the one it is made of."""

from __future__ import annotations

import copy
import gc
import logging
import weakref
from dataclasses import dataclass, field

import pytest
import torch
from torch import Tensor

from stylecam.models.compact import Compact
from stylecam.models.compact_painter import CompactPainter
from stylecam.models.graphed_painter import KEPT, GraphedPainter
from stylecam.models.painter import ContentStats
from stylecam.models.recording import CudaRecorder, Recording, Work

CPU = torch.device("cpu")
HAS_CUDA = torch.cuda.is_available()
STRENGTHS = (1.0, 0.4, 1.0, 0.75, 0.4, 0.0)


@dataclass
class Again:
    """Records on any device: a replay does the work again, into the same outputs.

    Like a graph it knows memory by its address: what is painted must be where it was.

    Attributes:
        made: how many recordings there were.
        works: what was recorded.
    """

    made: int = 0
    works: list[weakref.WeakMethod[Work]] = field(default_factory=list)

    def record(self, work: Work) -> Recording:
        self.made += 1
        self.works.append(weakref.WeakMethod(work))
        first = work()
        outputs = tuple(torch.full_like(output, torch.nan) for output in first)

        def replay() -> None:
            again = work()
            assert again[0].data_ptr() == first[0].data_ptr()
            for output, new in zip(outputs, again, strict=True):
                output.copy_(new)

        return Recording(outputs, replay)


class NeverRecords:
    """Records nothing."""

    def __init__(self) -> None:
        self.asked = 0

    def record(self, work: Work) -> Recording:  # noqa: ARG002
        self.asked += 1
        raise RuntimeError("CUDA error: operation not permitted when stream is capturing\nsome advice")


class LosesItsRecordings(Again):
    """Records, and fails at the second replay."""

    def record(self, work: Work) -> Recording:
        recording = super().record(work)
        replays = iter([recording.replay])

        def replay() -> None:
            for once in replays:
                return once()
            raise RuntimeError("CUDA error: out of memory")

        return Recording(recording.outputs, replay)


def inner(network: Compact, device: torch.device = CPU, dtype: torch.dtype = torch.float32) -> CompactPainter:
    return CompactPainter(copy.deepcopy(network), device, dtype)


def picture(seed: int, size: tuple[int, int] = (64, 96)) -> Tensor:
    """(1, 3, H, W), not in the memory format that painters want."""
    return torch.rand(1, 3, *size, generator=torch.Generator().manual_seed(seed))


def given(painter: CompactPainter, seed: int) -> ContentStats:
    """Statistics of a picture."""
    wanted = picture(seed).contiguous(memory_format=torch.channels_last)
    return painter.paint(wanted, painter.style(picture(9)), 1.0, None)[1]


def assert_the_same(one: tuple[Tensor, ContentStats], other: tuple[Tensor, ContentStats]) -> None:
    assert torch.equal(one[0], other[0])
    assert torch.equal(one[1].mean, other[1].mean)
    assert torch.equal(one[1].std, other[1].std)


def test_it_is_the_painter_it_is_made_of(network: Compact) -> None:
    plain = inner(network)
    graphed = GraphedPainter(plain, Again())
    for name in ("multiple", "least", "style_size", "device", "dtype"):
        assert getattr(graphed, name) == getattr(plain, name)
    assert torch.equal(graphed.style(picture(1)), plain.style(picture(1)))


def test_whatever_changes_from_frame_to_frame_it_paints_the_same(network: Compact) -> None:
    """Pictures, styles, strengths and statistics, each at its own pace, in turns of two sizes."""
    recorder = Again()
    plain, graphed = inner(network), GraphedPainter(inner(network), recorder)
    styles = [plain.style(picture(seed, (48, 64))) for seed in (10, 11)]
    statistics = [given(plain, seed) for seed in (12, 13, 14)]
    for frame in range(12):
        content = picture(frame, (64, 96) if frame % 5 else (40, 32)).contiguous(memory_format=torch.channels_last)
        strength = STRENGTHS[frame % len(STRENGTHS)]
        asked = (content, styles[frame % 2], strength, statistics[frame % 3])
        assert_the_same(graphed.paint(*asked), plain.paint(*asked))
        assert graphed.replayed
    assert recorder.made == 4, "each of the two sizes with and without strength"


def test_what_is_measured_is_painted_without_a_recording(network: Compact) -> None:
    recorder = Again()
    plain, graphed = inner(network), GraphedPainter(inner(network), recorder)
    content, style = picture(1).contiguous(memory_format=torch.channels_last), plain.style(picture(2))
    replayed = []
    for stats in (given(plain, 3), None, given(plain, 4), None):
        assert_the_same(graphed.paint(content, style, 1.0, stats), plain.paint(content, style, 1.0, stats))
        replayed.append(graphed.replayed)
    assert replayed == [True, False, True, False]
    assert recorder.made == 1


def test_it_may_be_given_any_memory_format(network: Compact) -> None:
    graphed = GraphedPainter(inner(network), Again())
    style, stats = graphed.style(picture(2)), given(inner(network), 3)
    first = graphed.paint(picture(1), style, 1.0, stats)[0].clone()
    wanted = picture(1).contiguous(memory_format=torch.channels_last)
    assert torch.equal(graphed.paint(wanted, style, 1.0, stats)[0], first)


def test_what_was_seen_stays_as_it_was_and_the_picture_until_the_next(network: Compact) -> None:
    """A moving average may hold statistics as long as it likes, and give them back as they are."""
    graphed = GraphedPainter(inner(network), Again())
    style, stats = graphed.style(picture(2)), given(inner(network), 3)
    painted, seen = graphed.paint(picture(1), style, 1.0, stats)
    picture_then, mean_then, std_then = painted.clone(), seen.mean.clone(), seen.std.clone()
    graphed.style(picture(4))
    assert torch.equal(painted, picture_then)
    graphed.paint(picture(5), style, 1.0, seen)
    assert torch.equal(seen.mean, mean_then)
    assert torch.equal(seen.std, std_then)


def test_what_it_is_given_stays_as_it_was(network: Compact) -> None:
    graphed = GraphedPainter(inner(network), Again())
    content, style, stats = picture(1), graphed.style(picture(2)), given(inner(network), 3)
    before = [x.clone() for x in (content, style, stats.mean, stats.std)]
    for strength in STRENGTHS:
        graphed.paint(content, style, strength, stats)
        graphed.paint(picture(7), graphed.style(picture(8)), strength, given(inner(network), 9))
    for x, was in zip((content, style, stats.mean, stats.std), before, strict=True):
        assert torch.equal(x, was)


def test_of_many_sizes_those_last_used_are_kept(network: Compact) -> None:
    recorder = Again()
    graphed = GraphedPainter(inner(network), recorder)
    style, stats = graphed.style(picture(2)), given(inner(network), 3)

    def paint(height: int) -> int:
        """How many recordings that took."""
        before = recorder.made
        graphed.paint(picture(1, (height, 32)), style, 1.0, stats)
        return recorder.made - before

    heights = [32 + 8 * i for i in range(KEPT)]
    assert [paint(height) for height in heights] == [1] * KEPT
    assert paint(heights[0]) == 0
    assert paint(160) == 1, "in the place of the second height"
    assert [paint(height) for height in (heights[0], *heights[2:])] == [0] * (KEPT - 1)
    assert paint(heights[1]) == 1
    gc.collect()
    assert sum(work() is not None for work in recorder.works) == KEPT


def test_where_nothing_can_be_recorded_it_paints_all_the_same(
    network: Compact, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "stylecam.models.graphed_painter")
    recorder = NeverRecords()
    plain, graphed = inner(network), GraphedPainter(inner(network), recorder)
    style, stats = plain.style(picture(2)), given(plain, 3)
    for frame in range(3):
        content = picture(frame).contiguous(memory_format=torch.channels_last)
        assert_the_same(graphed.paint(content, style, 1.0, stats), plain.paint(content, style, 1.0, stats))
        assert not graphed.replayed
    assert recorder.asked == 1
    line = "is painted without a recording: CUDA error: operation not permitted when stream is capturing"
    assert [(record.levelname, record.message) for record in caplog.records] == [("INFO", f"96x64 {line}")]
    graphed.paint(picture(1, (32, 40)), style, 1.0, stats)
    assert recorder.asked == 2, "another size may work"
    assert caplog.records[-1].message == f"40x32 {line}"


def test_a_recording_that_stops_working_is_done_without(network: Compact) -> None:
    recorder = LosesItsRecordings()
    plain, graphed = inner(network), GraphedPainter(inner(network), recorder)
    style, stats = plain.style(picture(2)), given(plain, 3)
    replayed = []
    for frame in range(4):
        content = picture(frame).contiguous(memory_format=torch.channels_last)
        assert_the_same(graphed.paint(content, style, 1.0, stats), plain.paint(content, style, 1.0, stats))
        replayed.append(graphed.replayed)
    assert replayed == [True, False, False, False]
    assert recorder.made == 1


@pytest.mark.parametrize("dtype", [torch.float32, torch.float16])
def test_compact_asks_nothing_of_the_host_with_given_statistics(dtype: torch.dtype) -> None:
    """So that it can be recorded. Tensors without contents cannot be asked for any."""
    meta = torch.device("meta")
    with meta:
        painter = CompactPainter(Compact(), meta, dtype)
        content = torch.empty(1, 3, 64, 96, dtype=painter.dtype).contiguous(memory_format=torch.channels_last)
        style = torch.empty(painter.style_size)
        _, stats = painter.paint(content, style, 1.0, None)
        for strength in (1.0, torch.empty(())):
            painted, seen = painter.paint(content, style, strength, stats)
            assert painted.shape == content.shape
            assert seen.mean.shape == stats.mean.shape


@pytest.mark.skipif(not HAS_CUDA, reason="there is no GPU")
def test_on_a_gpu_replays_are_the_pictures_that_are_painted_without(network: Compact) -> None:
    cuda = torch.device("cuda")
    plain = inner(network, cuda, torch.float16)
    graphed = GraphedPainter(inner(network, cuda, torch.float16), CudaRecorder(cuda))
    styles = [plain.style(picture(seed, (48, 64)).to(cuda)) for seed in (10, 11)]
    for frame in range(24):
        size = (64, 96) if frame % 5 else (40, 32)
        content = picture(frame, size).to(cuda, graphed.dtype, memory_format=torch.channels_last)
        style, strength = styles[frame % 2], STRENGTHS[frame % len(STRENGTHS)]
        _, stats = plain.paint(content, style, strength, None)
        expected, seen = plain.paint(content, style, strength, stats)
        painted, seen_too = graphed.paint(content, style, strength, stats)
        assert graphed.replayed
        torch.testing.assert_close(painted, expected, rtol=0, atol=0.01)
        torch.testing.assert_close(seen_too.mean, seen.mean, rtol=0.02, atol=0.02)
        torch.testing.assert_close(seen_too.std, seen.std, rtol=0.02, atol=0.02)


@pytest.mark.skipif(not HAS_CUDA, reason="there is no GPU")
def test_on_a_gpu_replays_take_no_more_memory_and_wait_for_nothing(network: Compact) -> None:
    cuda = torch.device("cuda")
    graphed = GraphedPainter(inner(network, cuda, torch.float16), CudaRecorder(cuda))
    content = picture(1).to(cuda, graphed.dtype, memory_format=torch.channels_last)
    style = graphed.style(picture(2).to(cuda))
    _, stats = graphed.paint(content, style, 1.0, None)

    def paint_all() -> None:
        for strength in STRENGTHS:
            graphed.paint(content, style, strength, stats)

    paint_all()
    before = [torch.cuda.memory_allocated(cuda), torch.cuda.memory_reserved(cuda)]
    torch.cuda.set_sync_debug_mode("error")
    try:
        for _ in range(20):
            paint_all()
    finally:
        torch.cuda.set_sync_debug_mode("default")
    assert graphed.replayed, "what waits is an error, and that would have been the last recording"
    assert [torch.cuda.memory_allocated(cuda), torch.cuda.memory_reserved(cuda)] == before
