"""What the desk sends is measured on what a real pipeline's engine is told."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from stylecam.gui.desk import MOST_IN_MIX, Desk
from stylecam.look import AutoSize, Look
from stylecam.pipeline.commands import SetStyle, SwitchEngine
from stylecam.pipeline.pipeline import Pipeline
from stylecam.pipeline.status import Refusal
from stylecam.styles import Style, WeightedStyle
from tests.gui.parts import FlatEngine, HalvesSource

pytestmark = pytest.mark.usefixtures("qapp")


def a_style(name: str) -> Style:
    return Style(name, name.title(), "", Path(f"{name}.png"))


STYLES = [a_style(name) for name in ("red", "green", "blue", "grey", "gold")]
LOOK = Look((WeightedStyle(STYLES[0]),))


@pytest.fixture
def engine() -> FlatEngine:
    return FlatEngine(LOOK)


@pytest.fixture
def desk(engine: FlatEngine) -> Iterator[Desk]:
    """At a running pipeline, with all styles in its row."""
    pipeline = Pipeline(HalvesSource, "demo", lambda: engine)
    made = Desk(pipeline, LOOK, "demo", ("cpu", "compact"))
    made.set_styles(STYLES)
    pipeline.start()
    yield made
    pipeline.stop()


def ids(desk: Desk) -> list[str]:
    return [part.style.id for part in desk.look.mix]


def test_a_chosen_style_is_told_to_the_engine(qtbot: QtBot, desk: Desk, engine: FlatEngine) -> None:
    with qtbot.waitSignal(desk.look_changed):
        desk.choose_style(STYLES[2])
    qtbot.waitUntil(lambda: engine.look.mix == (WeightedStyle(STYLES[2]),))


def test_what_changes_nothing_is_not_told(qtbot: QtBot, desk: Desk) -> None:
    with qtbot.assertNotEmitted(desk.look_changed):
        desk.choose_style(STYLES[0])
        desk.set_strength(2.0)


def test_steps_go_round_the_row_that_is_shown(desk: Desk) -> None:
    desk.set_styles([STYLES[3], STYLES[1]])
    desk.step_style(1)
    assert ids(desk) == ["grey"], "from a style outside the row, the first"
    desk.step_style(-1)
    assert ids(desk) == ["green"]


def test_a_random_style_is_another_one(desk: Desk) -> None:
    for _ in range(20):
        before = ids(desk)
        desk.random_style()
        assert ids(desk) != before


def test_nothing_is_random_among_one(desk: Desk) -> None:
    desk.set_styles(STYLES[:1])
    desk.random_style()
    assert ids(desk) == ["red"]


def test_styles_join_the_mix_and_leave_it(desk: Desk) -> None:
    desk.toggle_in_mix(STYLES[1])
    desk.toggle_in_mix(STYLES[2])
    assert ids(desk) == ["red", "green", "blue"]
    assert len({part.weight for part in desk.look.mix}) == 1
    desk.toggle_in_mix(STYLES[0])
    assert ids(desk) == ["green", "blue"]


def test_the_last_style_stays_and_a_fifth_replaces_the_fourth(desk: Desk) -> None:
    desk.toggle_in_mix(STYLES[0])
    assert ids(desk) == ["red"]
    for style in STYLES[1:]:
        desk.toggle_in_mix(style)
    assert len(desk.look.mix) == MOST_IN_MIX
    assert ids(desk) == ["red", "green", "blue", "gold"]


def test_controls_keep_to_their_ranges(desk: Desk) -> None:
    desk.set_brush(100)
    desk.set_smoothing(-1)
    desk.set_crossfade(-1)
    assert (desk.look.brush, desk.look.smoothing, desk.look.crossfade) == (4.0, 0.0, 0.0)


def test_a_whole_look_is_used(desk: Desk) -> None:
    wanted = replace(LOOK, strength=0.3, mirror=True, keep_color="palette", size=AutoSize(24))
    desk.use_look(wanted)
    assert desk.look == wanted


def test_a_refused_style_gives_way_to_what_is_shown(qtbot: QtBot, desk: Desk) -> None:
    wanted = (WeightedStyle(a_style("broken")),)
    desk.set_mix(wanted)
    with qtbot.waitSignal(desk.look_changed):
        desk.take_back(Refusal(SetStyle(wanted), "cannot be read"), LOOK)
    assert ids(desk) == ["red"]


def test_a_refusal_of_long_ago_takes_nothing_back(qtbot: QtBot, desk: Desk) -> None:
    desk.choose_style(STYLES[1])
    with qtbot.assertNotEmitted(desk.look_changed):
        desk.take_back(Refusal(SetStyle((WeightedStyle(a_style("broken")),)), "cannot be read"), LOOK)
    assert ids(desk) == ["green"]


def test_a_refused_engine_gives_way_to_the_one_before(qtbot: QtBot, desk: Desk) -> None:
    desk.switch_engine("cuda", "compact")
    assert desk.engine == ("cuda", "compact")
    with qtbot.waitSignal(desk.engine_changed):
        desk.take_back(Refusal(SwitchEngine("cuda", "compact"), "there is no CUDA device"), LOOK)
    assert desk.engine == ("cpu", "compact")


def test_a_source_is_opened_again_when_it_is_picked_again(qtbot: QtBot, desk: Desk) -> None:
    with qtbot.waitSignal(desk.source_changed):
        desk.switch_source("demo")
    assert desk.source == "demo"


def test_random_walks_over_the_mix_keep_it_sound(desk: Desk) -> None:
    dice = random.Random(7)
    for _ in range(300):
        desk.toggle_in_mix(dice.choice(STYLES))
        assert 1 <= len(set(ids(desk))) == len(ids(desk)) <= MOST_IN_MIX
