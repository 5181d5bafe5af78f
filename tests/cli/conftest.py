"""A picture to repaint."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from stylecam.sources.scene import scene_frame


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    path = tmp_path / "scene.png"
    Image.fromarray(scene_frame(1.0, (121, 75))).save(path)
    return path
