"""What is said of spans."""

from __future__ import annotations

from io import StringIO

from rich.console import Console

from stylecam.cli.bench_steps import steps_table, summed_up
from stylecam.pipeline.trace import Span, Track

HERE = Track(1, "MainThread")


def test_the_median_of_each_step_and_its_share_of_the_whole() -> None:
    upload = [Span("upload", at, at + taken, HERE, 0) for at, taken in ((0.0, 0.001), (1.0, 0.002), (2.0, 0.003))]
    network = [Span("network", at, at + 0.018, HERE, 0) for at in (0.1, 1.1, 2.1)]
    assert summed_up([*upload, *network]) == {
        "upload": {"p50": 2.0, "share": 0.1},
        "network": {"p50": 18.0, "share": 0.9},
    }


def test_the_table_has_a_column_for_each_step_and_a_row_for_each_size() -> None:
    steps = {"upload": {"p50": 2.0, "share": 0.1}, "network": {"p50": 18.04, "share": 0.9}}
    results = [{"model": "compact", "device": "cpu", "size": size, "steps": steps} for size in ([640, 360], [320, 240])]
    text = StringIO()
    Console(file=text, width=120).print(steps_table(results))
    header, *rows = text.getvalue().splitlines()
    assert header.split()[-2:] == ["upload", "network"]
    assert [row.split() for row in rows] == [
        ["compact", "cpu", size, "2.0", "10%", "18.0", "90%"] for size in ("640x360", "320x240")
    ]
