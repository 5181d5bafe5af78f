"""What `stylecam evaluate` found: as tables for people, as JSON for scripts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields
from typing import Any

from rich.table import Table

from stylecam.training.evaluation.contender import PER_FRAME, SMOOTHED
from stylecam.training.evaluation.scores import Scores, mean_scores

NOTHING = "–"


@dataclass(frozen=True)
class Result:
    """One contender's measurements; what was not measured is None or empty.

    Attributes:
        name: the contender's.
        by_style: means over the contents, style by style.
        warping: warping error by way of playing and clip, each the mean over the styles.
        milliseconds: the median of one live frame in the network.
    """

    name: str
    by_style: Mapping[str, Scores] = field(default_factory=dict)
    warping: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    milliseconds: float | None = None

    @property
    def scores(self) -> Scores | None:
        """Means over all pairs of content and style: every style has as many contents."""
        return mean_scores(self.by_style.values()) if self.by_style else None

    def steadiness(self, way: str) -> float | None:
        """The warping error over all clips, each counting the same."""
        clips = self.warping.get(way, {})
        return sum(clips.values()) / len(clips) if clips else None

    def as_live(self, clip: str) -> float | None:
        """A clip's warping error as the contender runs live: smoothed, where it can be."""
        return self.warping.get(SMOOTHED, self.warping.get(PER_FRAME, {})).get(clip)

    def live_steadiness(self) -> float | None:
        """`steadiness` as the contender runs live."""
        return self.steadiness(SMOOTHED if SMOOTHED in self.warping else PER_FRAME)


def to_json(results: Sequence[Result], peers: Sequence[Result]) -> dict[str, Any]:
    """Everything, for scripts."""
    return {
        "results": [
            {
                "name": result.name,
                "scores": asdict(result.scores) if result.scores else None,
                "by_style": {style: asdict(scores) for style, scores in result.by_style.items()},
                "warping": {
                    way: {"mean": result.steadiness(way), "clips": dict(clips)} for way, clips in result.warping.items()
                },
                "forward_ms": result.milliseconds,
            }
            for result in results
        ],
        "ratios": {peer.name: {result.name: ratios(result, peer) for result in results[1:]} for peer in peers},
    }


def tables(results: Sequence[Result], peers: Sequence[Result]) -> list[Table]:
    """For people. The first of the results is the source's."""
    clips = [_clips_table(results)] if results[0].warping else []
    return [_scores_table(results), *clips, *(_ratios_table(results[1:], peer) for peer in peers)]


def ratios(result: Result, peer: Result) -> dict[str, float]:
    """How many times as much as the peer's, measure by measure; what either lacks is left out."""
    found: dict[str, tuple[float | None, float | None]] = {}
    if result.scores and peer.scores:
        found = {name: (value, asdict(peer.scores)[name]) for name, value in asdict(result.scores).items()}
    found["warping"] = (result.live_steadiness(), peer.live_steadiness())
    for clip in peer.warping.get(PER_FRAME, {}):
        found[f"warping of {clip}"] = (result.as_live(clip), peer.as_live(clip))
    found["forward"] = (result.milliseconds, peer.milliseconds)
    return {name: ours / theirs for name, (ours, theirs) in found.items() if ours is not None and theirs}


def _scores_table(results: Sequence[Result]) -> Table:
    """One row for each contender."""
    measures = [measure.name for measure in fields(Scores)]
    table = _table("", *measures, "warping", "smoothed", "ms")
    for result in results:
        scores = result.scores
        table.add_row(
            result.name,
            *(_number(getattr(scores, measure, None), ".3f") for measure in measures),
            *(_number(result.steadiness(way), ".5f") for way in (PER_FRAME, SMOOTHED)),
            _number(result.milliseconds, ".1f"),
        )
    return table


def _clips_table(results: Sequence[Result]) -> Table:
    """One row for each clip, one column for each contender and way of playing."""
    columns = [(result, way) for result in results for way in result.warping]
    table = _table("warping error", *(f"{result.name}, {way}" for result, way in columns))
    for clip in results[0].warping.get(PER_FRAME, {}):
        table.add_row(clip, *(_number(result.warping[way].get(clip), ".5f") for result, way in columns))
    return table


def _ratios_table(results: Sequence[Result], peer: Result) -> Table:
    """One row for each measure, one column for each contender: how many times as much as the peer's."""
    found = {result.name: ratios(result, peer) for result in results}
    table = _table(f"times {peer.name}'s", *found)
    for measure in ratios(peer, peer):
        table.add_row(measure, *(_number(of.get(measure), ".2f") for of in found.values()))
    return table


def _table(first: str, *columns: str) -> Table:
    table = Table(first, box=None, pad_edge=False)
    for column in columns:
        table.add_column(column, justify="right")
    return table


def _number(value: float | None, form: str) -> str:
    return NOTHING if value is None else format(value, form)
