from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from stylecam.gui.rendering.elided import ElidedLabel

NAME = "Our holiday in the mountains, second day, around the lake.mp4"


@pytest.fixture
def label(qtbot: QtBot) -> ElidedLabel:
    made = ElidedLabel()
    qtbot.addWidget(made)
    made.show_text(NAME)
    made.resize(made.sizeHint())
    made.show()
    return made


def test_a_name_that_fits_is_whole(label: ElidedLabel) -> None:
    assert label.text() == NAME


def test_of_a_long_name_both_ends_are_seen_and_the_whole_is_its_tip(label: ElidedLabel) -> None:
    label.resize(label.width() // 2, label.height())
    assert label.text().startswith("Our h")
    assert label.text().endswith(".mp4")
    assert len(label.text()) < len(NAME)
    assert label.toolTip() == label.accessibleName() == label.whole == NAME
    label.resize(label.sizeHint())
    assert label.text() == NAME
