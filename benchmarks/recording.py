"""What recording costs the processor, and what is left of a recording when its program is killed.

    python -m benchmarks.recording --json recording.json
    python -m benchmarks.recording --kills 20

It records pictures that the network painted, 1280x720 at 30 frames a second, with `stylecam live --record`'s own sink
into a temporary folder, and counts the process's CPU time, all its threads together: conversion, encoding, writing. The
pictures are painted before the counting starts. The candidates run in turn, several rounds, and the median counts. The
bar is 60 % of one core for the usual MP4.

On two cores of a Xeon, both busy with other work, medians of five rounds: libx264 takes 25 % of a core with its preset
ultrafast, 42 % superfast, 51 % veryfast, 92 % faster, at 16, 11, 8.8 and 8.7 Mbit/s; VP9 takes 63 %. Of 20 recordings
that were killed all play, and 0.93 s are missing at worst.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from benchmarks.crash import Left, killed, left_of
from stylecam.app import live_settings, make_plan
from stylecam.engine.machine import this_machine
from stylecam.frame import Frame, Pixels
from stylecam.recordings import RecordingOptions
from stylecam.settings import Settings
from stylecam.sinks.container import CONTAINERS, Container
from stylecam.sinks.encoders import Encoder, live_h264, live_vp9, live_x264
from stylecam.sinks.making import WhileLive
from stylecam.sinks.timeline import CaptureTime
from stylecam.sinks.video import VideoFileSink
from stylecam.sources.demo_clip import DemoClip

SIZE = (1280, 720)
FPS = 30
PAINTED = 24
"""Pictures that are painted, and recorded forwards and backwards."""

BAR = 60.0
"""Per cent of a core."""

MOST_LOST = 2.0
"""Seconds of a recording that a kill may cost."""

USUAL = "veryfast"


@dataclass(frozen=True)
class Cost:
    """One candidate's, medians over the rounds.

    Attributes:
        encoder: what encoded.
        frame_ms: CPU time a frame.
        core: per cent of a core at 30 frames a second.
        megabits: a second of the recording, in millions of bits.
    """

    name: str
    encoder: str
    frame_ms: float
    core: float
    megabits: float


def candidates() -> dict[str, Container]:
    """Kinds of files that differ in what encodes them live."""
    mp4, webm = CONTAINERS[".mp4"], CONTAINERS[".webm"]
    usual = live_x264("medium")
    found = {
        preset: _encoding(mp4, replace(usual, options={**usual.options, "preset": preset}))
        for preset in ("ultrafast", "superfast", "veryfast", "faster")
    }
    found["VP9"] = _encoding(webm, live_vp9("medium"))
    chip = live_h264("medium", SIZE, "auto")
    return found if chip == usual else {**found, chip.name: _encoding(mp4, chip)}


def _encoding(container: Container, encoder: Encoder) -> Container:
    return replace(container, live=lambda _options, _size: encoder)


def painted_pictures() -> list[Pixels]:
    """The demo scene as the network paints it, there and back, so that it can be repeated."""
    plan = make_plan(live_settings(Settings(source="demo", size=SIZE)))
    clip, engine = DemoClip(SIZE, PAINTED / FPS), plan.engine()
    clip.open()
    engine.open()
    pictures = []
    while (frame := clip.read()) is not None:
        pictures.append(engine.stylize(frame).pixels)
    engine.close()
    clip.close()
    return pictures + pictures[-2:0:-1]


def recorded(container: Container, pictures: Sequence[Pixels], seconds: float, path: Path) -> tuple[float, float]:
    """Record as fast as it goes; CPU seconds a frame, and megabits a second of the file."""
    sink = VideoFileSink(path, WhileLive(container, RecordingOptions()), CaptureTime())
    count = round(seconds * FPS)
    sink.open()
    began = time.process_time()
    for index in range(count):
        sink.write(Frame(pictures[index % len(pictures)], index, index / FPS))
    taken = time.process_time() - began
    sink.close()
    return taken / count, path.stat().st_size * 8 / seconds / 1e6


def costs(pictures: Sequence[Pixels], seconds: float, rounds: int, folder: Path) -> list[Cost]:
    """All candidates in turn, round by round."""
    found: dict[str, list[tuple[float, float]]] = {}
    containers = candidates()
    for _ in range(rounds):
        for name, container in containers.items():
            suffix = ".webm" if container.format == "webm" else ".mp4"
            found.setdefault(name, []).append(recorded(container, pictures, seconds, folder / f"film{suffix}"))
    return [_cost(name, containers[name], runs) for name, runs in found.items()]


def _cost(name: str, container: Container, runs: Sequence[tuple[float, float]]) -> Cost:
    frame = statistics.median(taken for taken, _ in runs)
    encoder = container.live(RecordingOptions(), SIZE).name
    megabits = statistics.median(rate for _, rate in runs)
    return Cost(name, encoder, frame * 1000, frame * FPS * 100, megabits)


def kills(count: int, folder: Path) -> dict[int, Left]:
    """Recordings killed at moments drawn from the seeds 0, 1, 2 ...; MP4 and Matroska in turn."""
    found = {}
    for seed in range(count):
        suffix = (".mp4", ".mkv")[seed % 2]
        told = killed(folder / f"{seed}{suffix}", seed)
        found[seed] = left_of(folder / f"{seed}.recording{suffix}", told)
    return found


def report_costs(results: Sequence[Cost]) -> str:
    """A row for each candidate, and the bar."""
    head = f"{'':12}{'encoder':16}{'ms a frame':>12}{'of a core':>12}{'Mbit/s':>10}"
    rows = [f"{c.name:12}{c.encoder:16}{c.frame_ms:12.1f}{c.core:11.0f}%{c.megabits:10.1f}" for c in results]
    usual = next(cost for cost in results if cost.name == USUAL)
    bar = f"{USUAL} under {BAR:.0f}% of a core: {'met' if usual.core < BAR else 'MISSED'}"
    return "\n".join((head, *rows, bar))


def report_kills(results: Mapping[int, Left]) -> str:
    """The worst of them, and the bar."""
    worst = max(left.lost for left in results.values())
    median = statistics.median(left.lost for left in results.values())
    fewest = min(left.readable for left in results.values())
    verdict = "met" if worst <= MOST_LOST else "MISSED"
    return (
        f"{len(results)} recordings killed, {len(results)} play (at least {fewest} frames)\n"
        f"lost at the end: {median:.2f} s median, {worst:.2f} s at worst; at most {MOST_LOST:g} s: {verdict}"
    )


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=5.0, help="of each recording")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--kills", type=int, metavar="N", help="instead, kill N recordings and read what is left")
    parser.add_argument("--json", type=Path)
    options = parser.parse_args(argv)
    print(this_machine())
    with tempfile.TemporaryDirectory() as folder:
        if options.kills:
            left = kills(options.kills, Path(folder))
            print(report_kills(left))
            result: object = {seed: asdict(one) for seed, one in left.items()}
        else:
            cost = costs(painted_pictures(), options.seconds, options.rounds, Path(folder))
            print(report_costs(cost))
            result = [asdict(one) for one in cost]
    if options.json:
        options.json.write_text(json.dumps({"machine": asdict(this_machine()), "result": result}, indent=2))
    return 0


if __name__ == "__main__":
    sys.exit(main())
