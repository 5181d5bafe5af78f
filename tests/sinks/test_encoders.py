from __future__ import annotations

import pytest

from stylecam.recordings import QUALITIES, Quality
from stylecam.sinks import encoders
from stylecam.sinks.encoders import CAREFUL_H264, CAREFUL_VP9, Encoder, live_h264, live_vp9, live_x264


@pytest.mark.parametrize("quality", QUALITIES)
def test_the_processors_encoders_work_everywhere(quality: Quality) -> None:
    for encoder in (CAREFUL_H264, CAREFUL_VP9, live_x264(quality), live_vp9(quality)):
        assert encoder.works((320, 180))


@pytest.mark.parametrize("name", ["no-such-encoder", "h264_v4l2m2m"])
def test_one_that_is_not_there_or_has_no_chip_does_not_work(name: str) -> None:
    assert not Encoder(name, {}).works((320, 180))


def test_one_that_refuses_its_options_does_not_work() -> None:
    assert not Encoder("libx264", {"preset": "no such preset"}).works((320, 180))


def test_software_is_taken_where_it_is_asked_for() -> None:
    assert live_h264("medium", (320, 180), "software") == live_x264("medium")


def test_the_first_chip_that_works_is_taken_and_else_the_processor(monkeypatch: pytest.MonkeyPatch) -> None:
    absent, present = Encoder("no-such-chip", {}), Encoder("mpeg4", {"g": "60"})
    monkeypatch.setattr(encoders, "_chips", lambda _quality, _size: (absent, present))
    assert live_h264("medium", (320, 180), "auto") == present
    monkeypatch.setattr(encoders, "_chips", lambda _quality, _size: (absent,))
    assert live_h264("medium", (320, 180), "auto") == live_x264("medium")
