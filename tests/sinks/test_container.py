from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from stylecam.errors import SinkError
from stylecam.sinks.container import CONTAINERS, container_for


def test_the_ending_decides_in_either_case() -> None:
    assert container_for(Path("a.MP4")) is CONTAINERS[".mp4"]
    assert container_for(Path("a.b.webm")) is CONTAINERS[".webm"]


@pytest.mark.parametrize("name", ["film.avi", "film", ".mp4"])
def test_any_other_ending_is_refused_with_those_that_work(name: str) -> None:
    with pytest.raises(SinkError, match=r"\.mp4, \.mkv, \.mov, \.webm"):
        container_for(Path(name))


@pytest.mark.parametrize("suffix", CONTAINERS)
def test_every_container_can_be_written_here(suffix: str) -> None:
    CONTAINERS[suffix].check(Path(f"film{suffix}"))


def test_a_missing_encoder_is_named() -> None:
    lacking = replace(CONTAINERS[".mp4"], audio="no-such-encoder")

    with pytest.raises(SinkError, match="no-such-encoder"):
        lacking.check(Path("film.mp4"))
