"""What viewers of the stream cost the live picture: the demo with none, with a quick one, with one that reads 1 kB/s.

    python -m benchmarks.stream --seconds 8 --rounds 5 --json stream.json

The three take turns within one run, so that whatever else the machine does falls on all of them alike.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import socket
import statistics
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from urllib.parse import urlsplit

from stylecam.app import live_settings, make_pipeline, make_plan
from stylecam.engine.machine import this_machine
from stylecam.pipeline.pipeline import Pipeline
from stylecam.pipeline.slots import Latest
from stylecam.settings import Settings, parse_size
from stylecam.sinks.stream.sink import StreamSink

NOBODY, QUICK, SLOW = "nobody", "quick", "1 kB/s"
TURNS = (NOBODY, QUICK, NOBODY, SLOW)
"""One round; each turn with a viewer is compared with the two beside it, as the machine's load changes."""

SETTLE = 1.0
"""Seconds at the beginning of a turn that are not looked at."""

BITE, EVERY = 256, 0.25
"""Bytes and seconds: a kilobyte a second."""

MOST_COST = 0.05
"""The share of the frames that a slow viewer may cost."""


@dataclass(frozen=True)
class Turn:
    """Painted frames per second while somebody looked."""

    name: str
    fps: float


def look(address: str, read: Callable[[socket.socket], object], over: threading.Event) -> None:
    """Watch the stream until it is over; a viewer that is dropped comes back."""
    host = urlsplit(address)
    while not over.is_set():
        with contextlib.suppress(OSError), socket.create_connection((host.hostname, host.port or 80), 2.0) as line:
            line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            line.settimeout(1.0)
            line.sendall(f"GET /stream.mjpg HTTP/1.0\r\nHost: {host.netloc}\r\n\r\n".encode())
            while not over.is_set() and read(line):
                pass


@contextlib.contextmanager
def viewer(address: str, name: str) -> Iterator[None]:
    """Nobody, or a viewer in a thread of its own."""
    over = threading.Event()

    def quickly(line: socket.socket) -> bytes:
        return line.recv(65536)

    def slowly(line: socket.socket) -> bytes:
        over.wait(EVERY)
        return line.recv(BITE)

    readers = {QUICK: quickly, SLOW: slowly}
    threads = [threading.Thread(target=look, args=(address, readers[name], over))] if name in readers else []
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        over.set()
        for thread in threads:
            thread.join()


def take_turn(pipeline: Pipeline, address: str, name: str, seconds: float) -> Turn:
    """Count the frames of one turn."""
    with viewer(address, name):
        time.sleep(SETTLE)
        before, began = pipeline.status().frames_out, time.perf_counter()
        time.sleep(seconds)
        painted, took = pipeline.status().frames_out - before, time.perf_counter() - began
    return Turn(name, painted / took)


def ratios(turns: Sequence[Turn], name: str) -> list[float]:
    """Each turn of this name against the mean of the turns with nobody beside it."""
    found = []
    for place, turn in enumerate(turns):
        beside = [other.fps for other in turns[max(0, place - 1) : place + 2] if other.name == NOBODY]
        if turn.name == name and beside:
            found.append(turn.fps / statistics.mean(beside))
    return found


def measure(size: str, seconds: float, rounds: int) -> list[Turn]:
    """Run the live picture, and let viewers come and go."""
    plan = make_plan(live_settings(Settings(source="demo", size=parse_size(size))))
    pipeline, sink = make_pipeline(plan), StreamSink(0)
    pipeline.attach(sink, Latest())
    pipeline.start()
    try:
        while (status := pipeline.status()).frames_out < 10:
            if status.source.error is not None:
                raise status.source.error
            time.sleep(0.1)
        return [take_turn(pipeline, sink.address, name, seconds) for _ in range(rounds) for name in TURNS]
    finally:
        pipeline.stop()


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=8.0, help="of a turn")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--size", default="640x360")
    parser.add_argument("--json", type=Path)
    asked = parser.parse_args(arguments)
    turns = measure(asked.size, asked.seconds, asked.rounds)
    quiet = statistics.median(turn.fps for turn in turns if turn.name == NOBODY)
    print(f"{'viewer':10}{'fps':>8}{'of alone':>10}")
    print(f"{NOBODY:10}{quiet:8.1f}")
    result = {}
    for name in (QUICK, SLOW):
        result[name] = statistics.median(ratios(turns, name))
        fps = statistics.median(turn.fps for turn in turns if turn.name == name)
        print(f"{name:10}{fps:8.1f}{result[name]:10.3f}")
    kept = result[SLOW] >= 1 - MOST_COST
    print(f"a slow viewer may cost {MOST_COST:.0%}: {'kept' if kept else 'MISSED'}")
    if asked.json:
        whole = {"machine": asdict(this_machine()), "ratios": result, "turns": [asdict(turn) for turn in turns]}
        asked.json.write_text(json.dumps(whole, indent=2) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
