from __future__ import annotations

import pytest

from stylecam.doctor.distribution import Distribution
from stylecam.doctor.fonts import ANY, CJK, check_fonts, count_fonts


def test_fonts_that_are_here() -> None:
    assert check_fonts(ANY, 131, Distribution("debian")).detail == "131 found"


@pytest.mark.parametrize(
    ("family", "mend"),
    [
        ("debian", "sudo apt-get install fonts-noto-cjk"),
        ("arch", "sudo pacman -S noto-fonts-cjk"),
        ("", "fonts.google"),
    ],
)
def test_no_font_for_chinese(family: str, mend: str) -> None:
    check = check_fonts(CJK, 0, Distribution(family))
    assert (check.ok, check.required) == (False, False)
    assert mend in check.fix


def test_a_fontconfig_that_does_not_answer() -> None:
    assert "fc-cache" in check_fonts(ANY, None, Distribution("debian")).fix


def test_a_pattern_finds_some_of_all_fonts() -> None:
    everything = count_fonts("")
    if everything is None:
        pytest.skip("there is no fontconfig here")
    assert count_fonts(":family=no such family") == 0
    assert (count_fonts(":lang=zh") or 0) <= everything
