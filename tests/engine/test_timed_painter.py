"""A timed painter paints the same and reports each picture once."""

from __future__ import annotations

import torch

from stylecam.engine.stylizer import LoadedModel
from stylecam.engine.timed_painter import TimedPainter


def test_it_passes_everything_on_and_reports(model: LoadedModel) -> None:
    reported: list[float] = []
    timed = TimedPainter(model.painter, reported.append)
    picture = torch.rand(1, 3, 32, 48, generator=torch.Generator().manual_seed(1))
    style = timed.style(picture)
    assert torch.equal(style, model.painter.style(picture))
    expected = model.painter.paint(picture, style, 1.0, None)[0].clone()
    painted, seen = timed.paint(picture, style, 1.0, None)
    assert torch.equal(painted, expected)
    timed.paint(picture, style, 1.0, seen)
    assert len(reported) == 2
    assert min(reported) > 0
