"""Styles by name, by file, and by weight."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from PIL import Image

from stylecam.errors import StyleError
from stylecam.resources import shipped_styles
from stylecam.styles import StyleLibrary, picture_files, read_style, read_styles, title_of_file


def picture(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.new("RGB", (16, 16), "teal").save(path, format="PNG")
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three styles, one with a sidecar, among other things."""
    folder = tmp_path / "styles"
    for name in ("great-wave.jpg", "ink_wash.PNG", "starry-swirl.webp"):
        picture(folder / name)
    about = {"name": "The Great Wave", "author": "The stylecam project"}
    (folder / "great-wave.json").write_text(json.dumps(about), encoding="utf-8")
    (folder / "readme.txt").write_text("no style", encoding="utf-8")
    picture(folder / ".hidden.png")
    (folder / "folder.png").mkdir()
    return folder


@pytest.fixture
def library(folder: Path) -> StyleLibrary:
    return StyleLibrary(read_styles(folder))


def refusal(library: StyleLibrary, text: str) -> str:
    """What is said of a style that is refused: one line."""
    with pytest.raises(StyleError) as caught:
        library.parse(text)
    message = str(caught.value)
    assert "\n" not in message
    assert caught.value.exit_code == 2
    return message


def test_styles_are_the_pictures_of_a_folder_by_their_stem(library: StyleLibrary, folder: Path) -> None:
    assert [style.id for style in library] == ["great-wave", "ink_wash", "starry-swirl"]
    assert len(library) == 3
    assert library.find("ink_wash").path == folder / "ink_wash.PNG"


def test_a_sidecar_tells_name_and_author_else_the_file_name_speaks(library: StyleLibrary) -> None:
    wave, wash = library.find("great-wave"), library.find("ink_wash")
    assert (wave.name, wave.author) == ("The Great Wave", "The stylecam project")
    assert (wash.name, wash.author) == ("Ink Wash", "")


@pytest.mark.parametrize("text", ["", "{", "[]", "3", '{"name": null, "author": null}', '{"name": ""}', "\xff"])
def test_a_damaged_sidecar_is_as_none(text: str, folder: Path) -> None:
    (folder / "great-wave.json").write_text(text, encoding="latin-1")
    wave = StyleLibrary(read_styles(folder)).find("great-wave")
    assert (wave.name, wave.author) == ("Great Wave", "")


def test_the_users_style_is_taken_before_the_shipped_one_of_the_same_id(folder: Path, tmp_path: Path) -> None:
    own = picture(tmp_path / "own" / "great-wave.png")
    picture(tmp_path / "own" / "zebra.png")
    library = StyleLibrary([*read_styles(tmp_path / "own"), *read_styles(folder)])
    assert library.find("great-wave").path == own
    assert [style.id for style in library] == ["great-wave", "zebra", "ink_wash", "starry-swirl"]


def test_a_folder_that_is_not_there_holds_no_styles(tmp_path: Path) -> None:
    assert read_styles(tmp_path / "absent") == read_styles(picture(tmp_path / "file.png")) == ()


def test_any_picture_file_is_a_style(library: StyleLibrary, tmp_path: Path) -> None:
    path = picture(tmp_path / "holiday photo.png")
    style = library.find(str(path))
    assert (style.id, style.name, style.path) == (str(path), "holiday photo", path)


def test_a_picture_in_the_home_folder(library: StyleLibrary, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    path = picture(tmp_path / "photo.png")
    assert library.find("~/photo.png").path == path
    assert library.parse("~/photo.png:0.5").weight == 0.5


def test_an_unknown_style_is_answered_with_the_nearest(library: StyleLibrary) -> None:
    message = refusal(library, "great-wafe")
    assert message == "no style and no picture file is called 'great-wafe'; did you mean great-wave?"
    assert refusal(library, "Qx").endswith("'stylecam styles list' shows what there is")


@pytest.mark.parametrize(
    "text", ["~nobody-of-this-name/a.png", "a" * 5000, "a\0b", "~a\0b", "~\ud800", "", ":", ":0.5"]
)
def test_what_cannot_be_the_name_of_a_file_is_only_unknown(text: str, library: StyleLibrary) -> None:
    assert "no style and no picture file" in refusal(library, text)


@pytest.mark.parametrize(("text", "weight"), [("great-wave", 1.0), ("great-wave:0.5", 0.5), ("great-wave:3", 3.0)])
def test_a_weight_follows_a_colon(text: str, weight: float, library: StyleLibrary) -> None:
    part = library.parse(text)
    assert (part.style.id, part.weight) == ("great-wave", weight)


@pytest.mark.parametrize("weight", ["0", "-1", "nan", "inf", "1e999"])
def test_a_weight_is_a_number_above_0(weight: str, library: StyleLibrary) -> None:
    message = refusal(library, f"great-wave:{weight}")
    assert message == f"the weight in 'great-wave:{weight}' must be a number above 0, such as 'great-wave:0.5'"


@pytest.mark.skipif(os.name == "nt", reason="'C:' is a drive there")
def test_a_path_with_a_colon_may_have_a_weight_too(
    library: StyleLibrary, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    r"""As C:\pictures\tower.png on Windows; here the colon is part of a name."""
    monkeypatch.chdir(tmp_path)
    path = picture(Path("C:") / "pictures" / "tower.png")
    assert library.parse(str(path)).style.path == path
    weighted = library.parse(f"{path}:0.25")
    assert (weighted.style.path, weighted.weight) == (path, 0.25)
    assert r"C:\absent\tower.png'" in refusal(library, r"C:\absent\tower.png")
    assert r"'C:\absent\tower.png'" in refusal(library, r"C:\absent\tower.png:0.5")


@pytest.mark.skipif(os.name == "nt", reason="a file name has no colon there")
def test_a_file_whose_name_ends_like_a_weight_is_a_file(
    library: StyleLibrary, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    path = picture(Path("ratio:0.5"))
    part = library.parse("ratio:0.5")
    assert (part.style.path, part.weight) == (path, 1.0)
    assert library.parse("ratio:0.5:2").weight == 2.0


def test_a_folders_styles_go_by_rank_and_then_by_id(folder: Path) -> None:
    for name, rank in (("starry-swirl", 1), ("ink_wash", True), ("great-wave", "0")):
        (folder / f"{name}.json").write_text(json.dumps({"rank": rank}), encoding="utf-8")
    assert [style.id for style in read_styles(folder)] == ["starry-swirl", "great-wave", "ink_wash"]


def test_a_category_is_the_sidecars_or_else_the_one_given(folder: Path) -> None:
    path = folder / "great-wave.jpg"
    assert (read_style(path).category, read_style(path, "Mine").category) == ("", "Mine")
    path.with_suffix(".json").write_text('{"category": "Print"}', encoding="utf-8")
    assert read_style(path, "Mine").category == "Print"


def test_what_a_sidecar_says_is_one_line(folder: Path) -> None:
    (folder / "great-wave.json").write_text('{"name": "A\\nwave\\ud800", "author": ["x"]}', encoding="utf-8")
    style = read_style(folder / "great-wave.jpg")
    assert (style.name, style.author) == ("A wave", "")


def test_the_pictures_of_a_folder_and_of_those_in_it(folder: Path, tmp_path: Path) -> None:
    for place in ("z/deep.png", "z/deeper/too-deep.png", ".hidden/picture.png"):
        picture(folder / place)
    found = [path.relative_to(folder).as_posix() for path in picture_files(folder)]
    assert found == ["great-wave.jpg", "ink_wash.PNG", "starry-swirl.webp", "z/deep.png"]
    with pytest.raises(StyleError, match="the folder cannot be read"):
        picture_files(tmp_path / "absent")


@pytest.mark.parametrize(
    ("name", "title"),
    [("my_cat-1.JPG", "My cat 1"), ("星夜.png", "星夜"), ("v1.2", "V1.2"), ("", ""), (".png", ".png"), ("_.png", "")],
)
def test_a_title_is_made_of_a_files_name(name: str, title: str) -> None:
    assert title_of_file(name) == title


def test_every_shipped_style_has_a_name_and_an_author() -> None:
    library = StyleLibrary(read_styles(shipped_styles()))
    assert len(library) >= 12
    for style in library:
        assert style.id == style.path.stem
        assert style.name
        assert style.author
