"""The guide's table of keys is that of the window."""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtGui import QKeySequence

from tests.gui.studio import Studio

GUIDE = Path(__file__).parents[2] / "docs" / "user-guide.md"

NO_ACTIONS = {"Space", "Ctrl+click", "F2", "Delete"}
"""What the parts of the window hear themselves."""

ARROWS = {"←": "Left", "→": "Right", "↑": "Up", "↓": "Down"}


def keys_in_the_guide() -> set[str]:
    section = GUIDE.read_text(encoding="utf-8").partition("\n## Keys\n")[2].partition("\n## ")[0]
    keys: set[str] = set()
    for row in re.findall(r"^\| (\*\*.*?) \|", section, re.MULTILINE):
        named = [ARROWS.get(key, key) for key in re.findall(r"\*\*(.+?)\*\*", row)]
        if " to " in row:
            before, first, last = named[0][:-1], int(named[0][-1]), int(named[1][-1])
            named = [f"{before}{number}" for number in range(first, last + 1)]
        keys.update(named)
    return keys


def test_every_key_is_in_the_guide_and_no_other(studio: Studio) -> None:
    portable = QKeySequence.SequenceFormat.PortableText
    actions = [action for group in studio.window.shortcuts.groups for action in group.entries if action is not None]
    keys = {action.shortcut().toString(portable) for action in actions} - {""}

    assert keys_in_the_guide() == keys | NO_ACTIONS
