from __future__ import annotations

from benchmarks.thumbnails import FIRST, OFF, REFRESH, Turn, rate, ratio, report, time_of_one


def turns(refresh_fps: float) -> list[Turn]:
    """Two rounds; during the second the machine is half as fast, whoever paints."""
    fast = [Turn(OFF, 20, 50, 0), Turn(FIRST, 15, 60, 9), Turn(OFF, 20, 50, 0), Turn(REFRESH, refresh_fps, 50, 2)]
    slow = [Turn(turn.name, turn.fps / 2, turn.stylize * 2, turn.tiles) for turn in (*fast, fast[0])]
    return [*fast, *slow]


def test_a_turn_is_compared_with_those_beside_it() -> None:
    assert ratio(turns(20), FIRST, rate) == 0.75
    assert ratio(turns(20), FIRST, time_of_one) == 1.2


def test_the_load_that_changed_in_between_counts_half() -> None:
    around = [Turn(OFF, 20, 50, 0), Turn(REFRESH, 15, 75, 2), Turn(OFF, 10, 100, 0)]
    assert ratio(around, REFRESH, rate) == 1.0


def test_the_report_has_a_row_for_each_way_and_the_bars() -> None:
    header, off, first, refresh, first_bar, refresh_bar = report(turns(19.9)).splitlines()
    assert header.split()[0] == "thumbnails"
    assert (off.split()[0], off.split()[2]) == (OFF, "1.000")
    assert "0.750" in first
    assert refresh.split()[0] == REFRESH
    assert first_bar.endswith("MISSED")
    assert refresh_bar.endswith("met")
    assert report(turns(12)).endswith("MISSED")
