"""What the documents point to is there, and what lies beside them is pointed to."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from stylecam.pictures import load_picture

ROOT = Path(__file__).parents[1]
PICTURES = ROOT / "docs" / "pictures"
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])

LARGEST = 400_000
"""Bytes: pages with pictures are read over slow lines too."""


def links_of(document: Path) -> list[str]:
    """Local files, without the places in them."""
    found = re.findall(r"\]\(([^)#\s]+)[^)]*\)", document.read_text(encoding="utf-8"))
    return [link for link in found if "://" not in link]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_link_leads_somewhere(document: Path) -> None:
    assert [link for link in links_of(document) if not (document.parent / link).exists()] == []


def test_every_picture_is_shown_somewhere() -> None:
    linked = {(document.parent / link).resolve() for document in DOCUMENTS for link in links_of(document)}
    assert set(PICTURES.iterdir()) <= linked


@pytest.mark.parametrize("picture", sorted(PICTURES.iterdir()), ids=lambda path: path.name)
def test_a_picture_is_light_and_can_be_read(picture: Path) -> None:
    assert picture.stat().st_size < LARGEST
    assert load_picture(picture).std() > 10
