"""The shipped style pictures: complete, credited, repeatable, and unlike each other."""

from __future__ import annotations

import json
from collections import Counter
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest

from scripts.make_styles.__main__ import save, save_sidecar
from scripts.make_styles.collection import WORKS
from scripts.make_styles.work import SIDE, Work
from stylecam.pictures import load_picture
from stylecam.styles import StyleLibrary, read_styles

SHIPPED = Path(__file__).parents[2] / "assets" / "styles"
WORK_BY_ID = {work.id: work for work in WORKS}


@pytest.fixture(scope="module")
def pictures() -> dict[str, np.ndarray]:
    return {style.id: load_picture(style.path) for style in StyleLibrary(read_styles(SHIPPED))}


@pytest.mark.parametrize("work", WORKS, ids=lambda work: work.id)
def test_every_painter_paints_rgb_of_the_side_asked_for(work: Work) -> None:
    picture = work.make(32)
    assert picture.shape == (32, 32, 3)
    assert picture.dtype == np.uint8
    assert picture.std() > 10


@pytest.mark.parametrize("work_id", ["psychedelic-marble", "neon-street", "raven-linocut", "sunflowers"])
def test_the_same_work_is_the_same_picture_each_time(work_id: str) -> None:
    work = WORK_BY_ID[work_id]
    np.testing.assert_array_equal(work.make(64), work.make(64))


def test_the_collection_is_what_is_shipped() -> None:
    styles = list(StyleLibrary(read_styles(SHIPPED)))
    assert {style.id for style in styles} == set(WORK_BY_ID)
    assert len(styles) == len(WORKS) >= 18
    assert {path.stem for path in SHIPPED.glob("*.json")} == set(WORK_BY_ID)


def test_shipped_pictures_are_full_size(pictures: dict[str, np.ndarray]) -> None:
    assert {picture.shape for picture in pictures.values()} == {(SIDE, SIDE, 3)}


def test_shipped_pictures_are_what_their_painters_paint(pictures: dict[str, np.ndarray]) -> None:
    work = WORK_BY_ID["psychedelic-marble"]
    difference = work.make().astype(int) - pictures[work.id]
    assert np.abs(difference).mean() < 4  # JPEG keeps this much.


def test_the_gallery_shows_them_in_the_order_of_the_collection() -> None:
    assert [style.id for style in read_styles(SHIPPED)] == [work.id for work in WORKS]


def test_there_are_a_few_categories_of_a_few_pictures_each() -> None:
    sizes = Counter(style.category for style in read_styles(SHIPPED))
    assert 4 <= len(sizes) <= 6
    assert all(3 <= size <= 7 for size in sizes.values()), sizes


def test_every_sidecar_is_as_the_script_writes_it(tmp_path: Path) -> None:
    for work in WORKS:
        save_sidecar(work, tmp_path)
        assert (tmp_path / f"{work.id}.json").read_bytes() == (SHIPPED / f"{work.id}.json").read_bytes()


def test_every_sidecar_credits_the_picture() -> None:
    for style in StyleLibrary(read_styles(SHIPPED)):
        about = json.loads(style.path.with_suffix(".json").read_text(encoding="utf-8"))
        work = WORK_BY_ID[style.id]
        assert (style.name, style.author) == (work.name, "stylecam")
        assert (about["technique"], about["licence"]) == (work.technique, "CC0-1.0")
    assert len({work.name for work in WORKS}) == len(WORKS)


def test_no_two_pictures_look_alike(pictures: dict[str, np.ndarray]) -> None:
    looks = {style_id: _look(picture) for style_id, picture in pictures.items()}
    distances = {pair: np.abs(looks[pair[0]] - looks[pair[1]]).sum() / 2 for pair in combinations(looks, 2)}
    nearest = min(distances, key=lambda pair: distances[pair])
    assert distances[nearest] > 0.18, f"{nearest} are alike"


def test_no_picture_is_dull(pictures: dict[str, np.ndarray]) -> None:
    """Style statistics live on detail: most of every picture's 16 x 16 blocks hold some."""
    for style_id, picture in pictures.items():
        blocks = picture.mean(axis=-1).reshape(SIDE // 16, 16, SIDE // 16, 16).std(axis=(1, 3))
        assert np.mean(blocks > 4) > 0.7, style_id


def test_saving_writes_the_picture_and_its_sidecar(tmp_path: Path) -> None:
    work = WORK_BY_ID["psychedelic-marble"]
    path = save(work, tmp_path)
    style = StyleLibrary(read_styles(tmp_path)).find(work.id)
    assert style.path == path
    assert style.name == work.name


def _look(picture: np.ndarray) -> np.ndarray:
    """Shares of 4 x 4 x 4 colours and of 8 strengths of edge, half each; sums to 1."""
    levels = (picture // 64).astype(int)
    colours = np.bincount((levels @ np.array([16, 4, 1])).ravel(), minlength=64)
    dy, dx = np.gradient(picture.astype(np.float32).mean(axis=-1))
    edges = np.histogram(np.hypot(dx, dy), bins=[0, 2, 4, 8, 14, 22, 34, 50, 1e9])[0]
    return np.asarray(np.concatenate([colours / colours.sum(), edges / edges.sum()]) / 2)
