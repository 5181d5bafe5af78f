"""What every test of the window starts with: a patient bot, three styles, and a window at work."""

from __future__ import annotations

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from stylecam.pipeline.capture import MakeSource
from stylecam.styles import Style
from tests.gui.parts import COLOURS, HalvesSource, stylecam_threads
from tests.gui.studio import Studio

PATIENCE = 60_000
"""Milliseconds."""
NO_RULES = "/* plain */"


@pytest.fixture(autouse=True)
def clothes_of_its_own(qapp: QApplication) -> Iterator[None]:
    """Letters and style sheet are what they were before, whatever a test has made of them."""
    font, palette, sheet = qapp.font(), qapp.palette(), qapp.styleSheet()
    yield
    # The test's widgets first, also those that some reference keeps: to dress hundreds once more takes half a second.
    for widget in QApplication.topLevelWidgets():
        widget.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    qapp.setFont(font)
    qapp.setPalette(palette)
    if qapp.styleSheet() != sheet:
        # Not an empty one: Qt would take its style away from under widgets that are still to be deleted.
        qapp.setStyleSheet(sheet or NO_RULES)


class PatientBot(QtBot):
    """Waits longer than any busy machine takes; what does not come still fails, only later."""

    def waitUntil(self, callback: Callable[[], bool | None], *, timeout: int = PATIENCE) -> None:  # noqa: N802
        super().waitUntil(callback, timeout=timeout)

    def waitSignal(  # noqa: N802
        self,
        signal: Any,
        *,
        timeout: int = PATIENCE,
        raising: bool | None = None,
        check_params_cb: Callable[..., bool] | None = None,
    ) -> Any:
        return super().waitSignal(signal, timeout=timeout, raising=raising, check_params_cb=check_params_cb)


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> QtBot:  # noqa: ARG001  (Qt is there first)
    """Pytest-qt's own, with patience."""
    return PatientBot(request)


@pytest.fixture
def styles(tmp_path: Path) -> list[Style]:
    """Three flat pictures."""
    found = []
    for name, colour in COLOURS.items():
        path = tmp_path / f"{name}.png"
        Image.new("RGB", (64, 48), colour).save(path)
        found.append(Style(name, name.title(), "A. Painter", path))
    return found


@pytest.fixture
def make_source() -> MakeSource:
    """What every source in the studio is; a module of tests may have another one."""
    return HalvesSource


@pytest.fixture
def studio(qtbot: QtBot, styles: list[Style], tmp_path: Path, make_source: MakeSource) -> Iterator[Studio]:
    """The window at work, showing the first style; everything it started has ended afterwards."""
    running = Studio(styles, tmp_path, make_source)
    qtbot.addWidget(running.window)
    running.window.resize(900, 600)
    with qtbot.waitActive(running.window):
        running.window.show()
        # Without a window manager nobody else makes it the one that keys go to.
        running.window.activateWindow()
    qtbot.waitUntil(running.shows(COLOURS["red"]))
    yield running
    running.window.close()
    running.pipeline.stop()
    assert stylecam_threads() == []
