"""The file that chrome://tracing and Perfetto open, by the rules of its format."""

from __future__ import annotations

import json
import os

from stylecam.pipeline.chrome_trace import chrome_trace
from stylecam.pipeline.trace import Span, Track

READER, ENGINE = Track(140_000_000_001, "stylecam-reader"), Track(140_000_000_002, "stylecam-inference")
SPANS = (
    Span("capture", 1000.0001, 1000.0003, READER, 4),
    Span("read", 1000.0, 1000.0005, READER, 4),
    Span("in the slot", 1000.0005, 1000.001, None, 4),
    Span("wait", 1000.0, 1000.001, ENGINE, None),
)


def test_steps_are_complete_events_in_microseconds_from_the_first() -> None:
    events = [event for event in chrome_trace(SPANS)["traceEvents"] if event["ph"] == "X"]
    assert [(event["name"], event["ts"], event["dur"], event["tid"]) for event in events] == [
        ("capture", 100.0, 200.0, 1),
        ("read", 0.0, 500.0, 1),
        ("wait", 0.0, 1000.0, 2),
    ]
    assert [event.get("args") for event in events] == [{"frame": 4}, {"frame": 4}, None]
    assert {event["pid"] for event in events} == {os.getpid()}


def test_threads_bear_their_names() -> None:
    names = [event for event in chrome_trace(SPANS)["traceEvents"] if event["name"] == "thread_name"]
    assert [(event["ph"], event["tid"], event["args"]["name"]) for event in names] == [
        ("M", 1, "stylecam-reader"),
        ("M", 2, "stylecam-inference"),
    ]


def test_waits_in_slots_are_pairs_that_may_overlap() -> None:
    events = [event for event in chrome_trace(SPANS)["traceEvents"] if event["ph"] in "be"]
    assert [(event["ph"], event["ts"], event["args"]["frame"]) for event in events] == [
        ("b", 500.0, 4),
        ("e", 1000.0, 4),
    ]
    assert len({event["id"] for event in events}) == 1


def test_it_is_json_also_without_a_span_and_says_what_is_missing() -> None:
    assert json.loads(json.dumps(chrome_trace((), lost=3)))["otherData"] == {"lost": 3}
