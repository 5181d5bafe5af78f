from __future__ import annotations

import pytest

from stylecam.gui.scale import PERCENT, LogScale, Scale, Unit

STRENGTH = Scale(0.0, 1.0, steps=100, default=1.0)
BRUSH = LogScale(0.25, 4.0, steps=80, default=1.0)
SECONDS = Unit(" s", nothing="off")


@pytest.mark.parametrize("scale", [STRENGTH, BRUSH, Scale(0.5, 2.0, steps=7, default=1.0)])
def test_a_place_is_found_again_by_its_value(scale: Scale) -> None:
    values = [scale.value_at(place) for place in range(scale.steps + 1)]
    assert [scale.place_of(value) for value in values] == list(range(scale.steps + 1))
    assert (values[0], values[-1]) == (scale.least, scale.most)
    assert values == sorted(set(values))


def test_the_middle_of_a_brush_is_one_and_equal_ways_are_equal_ratios() -> None:
    assert [BRUSH.value_at(place) for place in (0, 20, 40, 60, 80)] == [0.25, 0.5, 1.0, 2.0, 4.0]


def test_what_is_written_is_read() -> None:
    for unit in (PERCENT, SECONDS, Unit("×")):
        for value in (0.0, 0.25, 1.0):
            assert unit.read(unit.write(value)) == value
    assert (PERCENT.write(0.4), SECONDS.write(0.5), SECONDS.write(0.0)) == ("40 %", "0.50 s", "off")


@pytest.mark.parametrize(
    ("text", "value"), [("80", 0.8), ("80%", 0.8), (" 80 % ", 0.8), ("12,5", 0.125), (".5", 0.005), ("-5 %", -0.05)]
)
def test_a_number_is_read_with_or_without_its_sign_with_point_or_comma(text: str, value: float) -> None:
    assert PERCENT.read(text) == pytest.approx(value)


@pytest.mark.parametrize("text", ["", "much", "nan", "inf", "1e400", "1_0", "5 s", "1.2.3", "٣"])
def test_what_is_no_number_is_not_read(text: str) -> None:
    assert PERCENT.read(text) is None
