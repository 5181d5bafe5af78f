"""The paper's network in random weights, and a painter that is quick with it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from stylecam.app import style_library
from stylecam.cli.desktop import can_paint_slowly, import_command, slow_command
from stylecam.cli.main import main
from stylecam.gui.services import SlowOrder, SlowPainter
from stylecam.look import Look
from tests.published import published


@pytest.fixture(scope="session")
def files(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The network's files as they are published."""
    return published(seed=4).save(tmp_path_factory.mktemp("published"))


@pytest.fixture(scope="session")
def home(files: tuple[Path, Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A user's folder with the network in it."""
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_DATA_HOME", str(home))
        assert main(["weights", "import", *map(str, files)]) == 0
    return home


@pytest.fixture
def network(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The network is here, for the programs that a test starts too."""
    monkeypatch.setenv("XDG_DATA_HOME", str(home))


@pytest.fixture
def no_network(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is not here yet."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "no weights"))


@pytest.fixture
def painter(tmp_path: Path) -> SlowPainter:
    """The one that the window has, with a few steps."""

    def quickly(source: Path, target: Path, preview: Path, order: SlowOrder) -> list[str]:
        return [*slow_command(source, target, preview, order), "--scales", "2", "--steps", "4"]

    return SlowPainter(tmp_path / "kept", can_paint_slowly, quickly, import_command)


@pytest.fixture
def look() -> Look:
    """Two of the shipped styles."""
    return Look((style_library().parse("sunflowers:0.3"), style_library().parse("great-wave:0.7")), strength=0.8)


@pytest.fixture
def order(look: Look) -> SlowOrder:
    """Small."""
    return SlowOrder(look.mix[1].style, 64, look.strength, look.brush, look.keep_color, "cpu")


@pytest.fixture
def host(qtbot: QtBot) -> QWidget:
    """The window that others belong to."""
    made = QWidget()
    qtbot.addWidget(made)
    return made
