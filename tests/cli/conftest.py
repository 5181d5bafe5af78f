"""A picture to repaint, and a home with the paper's network in it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from stylecam.cli.main import main
from stylecam.sources.scene import scene_frame
from tests.published import published


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    path = tmp_path / "scene.png"
    Image.fromarray(scene_frame(1.0, (121, 75))).save(path)
    return path


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A user's folder with the network in it."""
    home, folder = tmp_path_factory.mktemp("home"), tmp_path_factory.mktemp("published")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_DATA_HOME", str(home))
        assert main(["weights", "import", *map(str, published(seed=4).save(folder))]) == 0
    return home


@pytest.fixture
def network(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The network is here."""
    monkeypatch.setenv("XDG_DATA_HOME", str(home))
