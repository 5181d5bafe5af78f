from __future__ import annotations

from collections.abc import Sequence

import pytest
import torch
from torch import Tensor

from stylecam.models.adain import channel_stats
from stylecam.training.evaluation.contender import Contender, source
from stylecam.training.evaluation.scores import (
    Painting,
    Scores,
    content_loss,
    mean_scores,
    paint_all,
    scores_by_style,
    style_loss,
)
from tests.training.evaluation.parts import flat, noise, still

CPU = torch.device("cpu")
SIDE = 32


def colours(pictures: Tensor) -> Sequence[Tensor]:
    """Features that can be reckoned by hand: the colours, and ten times the colours."""
    return pictures, 10 * pictures


def test_content_is_the_mean_square_at_the_deepest_level() -> None:
    shallow, deep = torch.zeros(1, 2, 4, 4), torch.full((1, 3, 2, 2), 2.0)
    assert content_loss([shallow, deep], torch.full((1, 3, 2, 2), 0.5)) == pytest.approx(1.5**2)


def test_style_sums_the_squares_of_means_and_deviations_over_the_levels(random: torch.Generator) -> None:
    features = [torch.rand(1, 4, 6, 6, generator=random), torch.rand(1, 5, 3, 3, generator=random)]
    aims = [torch.rand(1, 4, 5, 5, generator=random), torch.rand(1, 5, 7, 7, generator=random)]
    expected = 0.0
    for seen, aim in zip(features, aims, strict=True):
        for channel in range(seen.shape[1]):
            x, y = seen[0, channel].flatten(), aim[0, channel].flatten()
            expected += float((x.mean() - y.mean()) ** 2 + (x.std() - y.std()) ** 2) / seen.shape[1]
    assert style_loss(features, [channel_stats(aim) for aim in aims]) == pytest.approx(expected, rel=1e-3)


def test_every_contender_paints_every_content_in_every_style() -> None:
    """Of one that fills all with the style's mean colour, the losses are differences of plain colours."""

    def fill(style: Tensor) -> Tensor:
        return style.mean((2, 3), keepdim=True)

    painter = Contender("filler", lambda style: lambda picture: fill(style).expand_as(picture))
    contents = [still("black", flat((0, 0, 0), SIDE, SIDE)), still("grey", flat((51, 51, 51), SIDE, SIDE))]
    styles = [still("white", flat((255, 255, 255), SIDE, SIDE))]
    found = list(paint_all([source(), painter], contents, styles, colours, CPU))
    assert [(p.contender, p.content, p.style) for p in found] == [
        ("source", "black", "white"),
        ("source", "grey", "white"),
        ("filler", "black", "white"),
        ("filler", "grey", "white"),
    ]
    kept, _, black, grey = (p.scores for p in found)
    assert (kept.content, kept.style, kept.ssim) == pytest.approx((0, 1 + 100, 1), abs=1e-4)
    assert (black.content, black.style) == pytest.approx((100, 0))
    assert (grey.content, grey.style) == pytest.approx((100 * 0.8**2, 0), rel=1e-5)
    assert kept.lattice == black.lattice == grey.lattice == 0
    assert found[2].pixels.tolist() == flat((255, 255, 255), SIDE, SIDE).tolist()


def test_a_painting_is_scored_as_it_is_seen() -> None:
    """What is brighter than white is white."""
    glaring = Contender("glaring", lambda _: lambda picture: picture + 9)
    content, white = still("noise", noise(SIDE, SIDE)), still("white", flat((255, 255, 255), SIDE, SIDE))
    (painting,) = paint_all([glaring], [content], [white], colours, CPU)
    assert painting.scores.style == pytest.approx(0, abs=1e-9)


def test_the_lattice_is_what_repeats_beside_the_content() -> None:
    """Every other column lighter by 0.02: a variance of 1e-4 among the phases of each of the three periods."""
    stripes = torch.zeros(SIDE)
    stripes[::2] = 0.02
    striped = Contender("striped", lambda _: lambda picture: picture + stripes)
    content, white = still("grey", flat((51, 51, 51), SIDE, SIDE)), still("white", flat((255, 255, 255), SIDE, SIDE))
    (painting,) = paint_all([striped], [content], [white], colours, CPU)
    assert painting.scores.lattice == pytest.approx(3, rel=1e-3)


def test_the_mean_of_scores() -> None:
    assert mean_scores([Scores(1, 2, 0.5, 8), Scores(3, 4, 1.0, 9)]) == Scores(2, 3, 0.75, 8.5)


def test_scores_are_gathered_by_contender_and_style() -> None:
    def painting(contender: str, content: str, style: str, loss: float) -> Painting:
        return Painting(contender, content, style, flat((0, 0, 0)), Scores(loss, 0, 1, 0))

    found = scores_by_style(
        [painting("a", "dog", "oil", 1), painting("a", "man", "oil", 3), painting("b", "dog", "pen", 5)]
    )
    assert found == {"a": {"oil": Scores(2, 0, 1, 0)}, "b": {"pen": Scores(5, 0, 1, 0)}}
