"""Which styles are shown: a shelf of the collection, and of those what a person searches for."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QCoreApplication

from stylecam.styles import Style


@dataclass(frozen=True)
class Shelf:
    """A part of the collection; `category` is that of the kind "category"."""

    kind: Literal["all", "favourites", "recent", "category"]
    category: str = ""


ALL, FAVOURITES, RECENT = Shelf("all"), Shelf("favourites"), Shelf("recent")


def shelves_of(styles: Iterable[Style]) -> list[Shelf]:
    """All, favourites and recent, then the categories as they come."""
    categories = dict.fromkeys(style.category for style in styles if style.category)
    return [ALL, FAVOURITES, RECENT, *(Shelf("category", category) for category in categories)]


def styles_on(shelf: Shelf, styles: Sequence[Style], favourites: Sequence[str], recent: Sequence[str]) -> list[Style]:
    """What lies on a shelf; favourites and recent ones with the newest first."""
    by_id = {style.id: style for style in styles}
    match shelf.kind:
        case "favourites":
            return [by_id[style_id] for style_id in favourites if style_id in by_id]
        case "recent":
            return [by_id[style_id] for style_id in recent if style_id in by_id]
        case "category":
            return [style for style in styles if style.category == shelf.category]
        case _:
            return list(styles)


def matching(styles: Iterable[Style], query: str) -> list[Style]:
    """The styles in whose name, author, category or id every word of the query is found."""
    words = fold(query).split()
    return [style for style in styles if all(word in _haystack(style) for word in words)]


def fold(text: str) -> str:
    """A text for comparing: without case and accents."""
    parts = unicodedata.normalize("NFKD", text)
    return "".join(char for char in parts if not unicodedata.combining(char)).casefold()


def label_of(shelf: Shelf) -> str:
    """What people read on its chip."""
    match shelf.kind:
        case "all":
            return QCoreApplication.translate("Shelves", "All")
        case "favourites":
            return QCoreApplication.translate("Shelves", "Favourites")
        case "recent":
            return QCoreApplication.translate("Shelves", "Recent")
        case _:
            return category_label(shelf.category)


def why_empty(shelf: Shelf, query: str) -> str:
    """What people read where a shelf shows nothing: what to do about it, or what they search for in vain."""
    if query:
        return QCoreApplication.translate("Shelves", "No style matches “%1”").replace("%1", query)
    match shelf.kind:
        case "favourites":
            return QCoreApplication.translate("Shelves", "No favourites yet: press F or the star on a style")
        case "recent":
            return QCoreApplication.translate("Shelves", "Nothing used yet: choose a style")
        case _:
            return QCoreApplication.translate("Shelves", "No styles yet: drop pictures here")


def category_label(category: str) -> str:
    """The categories that ship are translated; a person's own are as they wrote them."""
    known = {
        "Mine": QCoreApplication.translate("Shelves", "Mine"),
        "Painting": QCoreApplication.translate("Shelves", "Painting"),
        "Print": QCoreApplication.translate("Shelves", "Print"),
        "Drawing": QCoreApplication.translate("Shelves", "Drawing"),
        "Craft": QCoreApplication.translate("Shelves", "Craft"),
        "Modern": QCoreApplication.translate("Shelves", "Modern"),
        "Masters": QCoreApplication.translate("Shelves", "Masters"),
    }
    return known.get(category, category)


def _haystack(style: Style) -> str:
    return fold("\n".join((style.name, style.author, style.category, category_label(style.category), style.id)))
