"""What cannot be read or written is said in one line, and leaves nothing half-done."""

from __future__ import annotations

from pathlib import Path

import pytest

from stylecam.errors import StyleError
from stylecam.pictures import PictureError
from stylecam.style_store import StyleStore
from stylecam.styles import Style
from tests.painted import painted, saved
from tests.style_store.conftest import files, ids, refusal


def test_what_is_no_picture_leaves_nothing_behind(store: StyleStore, tmp_path: Path) -> None:
    text = tmp_path / "story.png"
    text.write_text("once upon a time")
    with pytest.raises(PictureError, match="not a picture"):
        store.add_file(text)
    with pytest.raises(PictureError, match="the picture: not a picture"):
        store.add_bytes(b"once", "")
    cut = saved(tmp_path / "cut.png", painted(1)).read_bytes()[:900]
    with pytest.raises(PictureError, match="cut"):
        store.add_bytes(cut, "cut")
    assert not store.folder.exists()


def test_a_folder_that_is_not_there(store: StyleStore, tmp_path: Path) -> None:
    with pytest.raises(StyleError, match="cannot be read") as error:
        store.add_folder(tmp_path / "absent")
    refusal(error)


def test_a_folder_that_cannot_be_made(tmp_path: Path, shipped: tuple[Style, ...]) -> None:
    (tmp_path / "file").write_text("in the way")
    store = StyleStore(tmp_path / "file" / "styles", shipped)
    assert ids(store) == ["waves", "ink"]
    with pytest.raises(StyleError, match="the style cannot be stored there") as error:
        store.add_pixels(painted(1), "cat")
    assert str(store.folder) in refusal(error)


def test_where_the_sidecar_cannot_be_written_the_picture_goes_too(
    store: StyleStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = Path.replace

    def no_sidecars(self: Path, target: Path) -> Path:
        if target.suffix == ".json":
            raise OSError(28, "No space left on device")
        return whole(self, target)

    monkeypatch.setattr(Path, "replace", no_sidecars)
    with pytest.raises(StyleError, match="No space left"):
        store.add_pixels(painted(1), "cat")
    assert files(store) == set()


def test_damaged_sidecars_do_no_harm(store: StyleStore) -> None:
    for number, text in enumerate(
        [
            '{"added": 5, "name": {}}',
            '{"added": "soon"}',
            '{"added": "0001-01-01T00:00:00+23:59", "sha256": "x"}',
            "[" * 99_999,
        ]
    ):
        path = saved(store.folder / f"s{number}.png", painted(number))
        path.with_suffix(".json").write_text(text, encoding="utf-8")
    own = [style for style in store.styles() if store.owns(style)]
    assert {style.id for style in own} == {"s0", "s1", "s2", "s3"}
    assert all(store.add_pixels(painted(number), "again").already for number in range(4))
    assert {store.rename(style, "New").name for style in own} == {"New"}
