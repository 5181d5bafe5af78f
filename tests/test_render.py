from __future__ import annotations

import threading
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import pytest

from stylecam.errors import EngineError, SinkError, SourceError, StylecamError
from stylecam.render import AHEAD, Progress, RenderReport, render_video
from stylecam.sinks.null import NullSink
from stylecam.sinks.video import rendered_video
from stylecam.sources.video import VideoSource
from tests.shared import evaluation_clip
from tests.sinks.clips import PICTURES, Clip, listen, look, make_clip
from tests.toy_render import ListSink, ListSource, Negative, NegativeAhead, fail_at, nothing, ten_seconds


def test_every_frame_comes_out_painted_and_in_order() -> None:
    source, sink = ListSource(ten_seconds()), ListSink()

    report = render_video(source, Negative(), sink, nothing)

    assert report == RenderReport(frames=100)
    assert [frame.index for frame in sink.frames] == list(range(100))
    assert [frame.pixels[0, 0, 0] for frame in sink.frames] == [255 - f.pixels[0, 0, 0] for f in ten_seconds()]


def test_an_engine_that_overlaps_is_one_frame_ahead() -> None:
    source, engine, sink = ListSource(ten_seconds()), NegativeAhead(), ListSink()

    report = render_video(source, engine, sink, nothing)

    assert report == RenderReport(frames=100)
    assert [frame.index for frame in sink.frames] == list(range(100))
    steps = [step for step in engine.calls.made if step[:5] in ("begin", "finis")]
    assert steps[:4] == ["begin 0", "begin 1", "finish 0", "begin 2"]
    assert steps[-2:] == ["finish 98", "finish 99"]


def test_progress_tells_how_far_it_is() -> None:
    told: list[Progress] = []

    render_video(ListSource(ten_seconds()), Negative(), NullSink(), told.append)

    assert told[0] == Progress(done=1, total=100, media_time=0.0)
    assert told[-1] == Progress(done=100, total=100, media_time=9.9)
    assert len(told) == 100


def test_each_object_is_one_threads_alone_and_closed_once() -> None:
    source, engine, sink = ListSource(ten_seconds()), Negative(), ListSink()

    render_video(source, engine, sink, nothing)

    assert engine.calls.threads == {threading.get_ident()}
    assert len(source.calls.threads) == len(sink.calls.threads) == 1
    assert not source.calls.threads & sink.calls.threads
    for calls in (source.calls, engine.calls, sink.calls):
        assert calls.made[0] == "open"
        assert calls.made[-1] == "close"
        assert calls.made.count("close") == 1


def test_decoding_and_encoding_run_beside_the_engine() -> None:
    ahead, behind = threading.Event(), threading.Event()

    def decoded(index: int) -> None:
        if index == AHEAD:
            ahead.set()

    def painting(index: int) -> None:
        if index == 1:  # the engine is busy with this frame until the others have done their part
            assert ahead.wait(10)
            assert behind.wait(10)

    sink = ListSink(at_write=lambda _: behind.set())
    assert render_video(ListSource(ten_seconds(), decoded), Negative(painting), sink, nothing).frames == 100


def test_no_more_than_a_few_frames_wait_anywhere() -> None:
    read, written, most = [0], [0], [0]

    def reading(index: int) -> None:
        read[0] = index + 1
        most[0] = max(most[0], read[0] - written[0])

    sink = ListSink(at_write=lambda index: written.__setitem__(0, index + 1))
    render_video(ListSource(ten_seconds(), reading), Negative(), sink, nothing)

    assert most[0] <= 2 * AHEAD + 2


FAILURES: dict[str, Callable[[], tuple[ListSource, Negative, ListSink, type[Exception]]]] = {
    "source": lambda: (
        ListSource(ten_seconds(), fail_at(30, SourceError("damaged"))),
        Negative(),
        ListSink(),
        SourceError,
    ),
    "engine": lambda: (ListSource(ten_seconds()), Negative(fail_at(30, EngineError("odd"))), ListSink(), EngineError),
    "sink": lambda: (ListSource(ten_seconds()), Negative(), ListSink(fail_at(30, SinkError("full"))), SinkError),
    "a fault of ours": lambda: (
        ListSource(ten_seconds()),
        Negative(),
        ListSink(fail_at(30, ZeroDivisionError())),
        ZeroDivisionError,
    ),
}


@pytest.mark.parametrize("who", FAILURES)
def test_a_failure_ends_all_and_is_raised(who: str) -> None:
    source, engine, sink, error = FAILURES[who]()
    before = threading.active_count()

    with pytest.raises(error):
        render_video(source, engine, sink, nothing)

    assert threading.active_count() == before
    assert source.calls.made[-1] == engine.calls.made[-1] == "close"
    assert sink.calls.made[-1] == "abort"
    assert source.calls.made.count("read") < 50
    assert [frame.index for frame in sink.frames] == list(range(30))


def test_after_a_failed_write_the_sink_gets_no_other_frame() -> None:
    sink = ListSink(fail_at(5, SinkError("full")))

    with pytest.raises(SinkError, match="full"):
        render_video(ListSource(ten_seconds()), Negative(), sink, nothing)

    assert sink.calls.made == ["open", *["write"] * 6, "abort"]


def test_an_engine_that_fails_while_everything_is_full_does_not_hang() -> None:
    """The sink holds its first frame until the engine has failed: nothing can move on before that."""
    failed = threading.Event()

    def fail_when_all_wait(index: int) -> None:
        if index == AHEAD:
            failed.set()
            raise EngineError("out of memory")

    sink = ListSink(at_write=lambda _: nothing(failed.wait(10)))
    with pytest.raises(EngineError, match="out of memory"):
        render_video(ListSource(ten_seconds()), Negative(fail_when_all_wait), sink, nothing)

    assert [frame.index for frame in sink.frames] == list(range(AHEAD))


@pytest.mark.parametrize("which", ["source", "engine", "sink"])
def test_what_cannot_be_opened_is_raised_and_the_others_are_closed(which: str, monkeypatch: pytest.MonkeyPatch) -> None:
    class Closed(StylecamError):
        pass

    def refuse() -> None:
        raise Closed

    source, engine, sink = ListSource([]), Negative(), ListSink()
    monkeypatch.setattr({"source": source, "engine": engine, "sink": sink}[which], "open", refuse)

    with pytest.raises(Closed):
        render_video(source, engine, sink, nothing)

    assert source.calls.made[-1] == engine.calls.made[-1] == "close"
    assert sink.calls.made[-1] == "abort"


def test_a_source_that_is_not_there_is_told_before_the_engine_is_loaded(tmp_path: Path) -> None:
    engine = Negative()

    with pytest.raises(SourceError, match="no such file"):
        render_video(VideoSource(tmp_path / "gone.mp4"), engine, NullSink(), nothing)

    assert "open" not in engine.calls.made


def test_a_listener_that_fails_ends_it_too() -> None:
    sink = ListSink()

    with pytest.raises(BrokenPipeError):
        render_video(ListSource(ten_seconds()), Negative(), sink, lambda _: fail_at(0, BrokenPipeError())(0))

    assert sink.calls.made[-1] == "abort"


def test_a_source_that_blocks_can_be_interrupted() -> None:
    interrupted, reading = threading.Event(), threading.Event()

    def block(index: int) -> None:
        if index == 3:
            reading.set()
            assert interrupted.wait(10)

    def interrupt() -> None:
        assert reading.wait(10)
        interrupted.set()

    person = threading.Thread(target=interrupt)
    person.start()
    report = render_video(ListSource(ten_seconds(), block), Negative(), ListSink(), nothing, interrupted)
    person.join()

    assert report.interrupted
    assert report.frames <= 3


def interrupted_by_event(at: int, event: threading.Event) -> Callable[[int], None]:
    return lambda index: event.set() if index == at else None


def interrupted_by_keyboard(at: int, _: threading.Event) -> Callable[[int], None]:
    return fail_at(at, KeyboardInterrupt())


@pytest.mark.parametrize("how", [interrupted_by_event, interrupted_by_keyboard])
def test_interrupted_it_leaves_a_playable_part_and_says_where(
    tmp_path: Path, how: Callable[[int, threading.Event], Callable[[int], None]]
) -> None:
    clip = make_clip(tmp_path / "clip.mp4")
    source, event = VideoSource(clip), threading.Event()
    sink = rendered_video(tmp_path / "painted.mp4", source)

    report = render_video(source, Negative(how(20, event)), sink, nothing, event)

    assert report.interrupted
    assert report.partial == tmp_path / "painted.partial.mp4"
    seen = look(report.partial)
    assert len(seen.times) == report.frames in (20, 21)
    assert seen.times == pytest.approx(look(clip).times[: report.frames])
    assert sorted(path.name for path in tmp_path.iterdir()) == ["clip.mp4", "painted.partial.mp4"]


def test_a_clip_keeps_its_times_and_its_sound(tmp_path: Path) -> None:
    clip = make_clip(tmp_path / "clip.mp4", Clip(start=0.5))
    source = VideoSource(clip)

    report = render_video(source, Negative(), rendered_video(tmp_path / "painted.mp4", source), nothing)

    assert report == RenderReport(frames=PICTURES)
    seen = look(tmp_path / "painted.mp4")
    assert seen.times == pytest.approx(look(clip).times, abs=1e-6)
    assert seen.pictures[0].mean() > 245
    [heard] = listen(tmp_path / "painted.mp4")
    assert heard.beep == pytest.approx(listen(clip)[0].beep, abs=0.003)


@pytest.mark.shared
@pytest.mark.parametrize("name", ["webcam_asl_book.mp4", "static_bottles.mp4", "talkinghead_d0.mp4"])
def test_an_evaluation_clip_keeps_its_frames_and_times(tmp_path: Path, name: str) -> None:
    clip = evaluation_clip(name)
    source = VideoSource(clip)

    report = render_video(source, Negative(), rendered_video(tmp_path / name, source), nothing)

    original, painted = look(clip), look(tmp_path / name)
    assert report.frames == len(painted.times) == len(original.times)
    assert painted.times == pytest.approx(original.times, abs=1e-6)
    assert painted.rate == original.rate
    assert painted.stream_seconds == pytest.approx(original.stream_seconds, abs=float(Fraction(1, 1000)))
