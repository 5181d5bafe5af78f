"""The styles that are shown, as a model of Qt's."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QImage

from stylecam.gui.gallery.pictures import middle_of
from stylecam.gui.gallery.shelves import category_label
from stylecam.styles import Style, WeightedStyle

Index = QModelIndex | QPersistentModelIndex

NUMBER = Qt.ItemDataRole.UserRole + 1
"""Model role: place in what is shown, from 1."""
CHOSEN = Qt.ItemDataRole.UserRole + 2
"""Model role: whether the picture is painted in this style."""
SHARE = Qt.ItemDataRole.UserRole + 3
"""Model role: its share of a mix, 0..1; None where it is alone or not chosen."""
FAVOURITE = Qt.ItemDataRole.UserRole + 4
"""Model role: whether it has a star."""
PICTURE = Qt.ItemDataRole.UserRole + 5
"""Model role: QImage, the style itself; None until it is read."""
PAINTED = Qt.ItemDataRole.UserRole + 6
"""Model role: QImage, the camera's picture in the style; None where there is none."""


class StyleModel(QAbstractListModel):
    """Styles in the order they are shown, with their pictures as they come in. A style is known by its id: its name
    may change."""

    def __init__(self) -> None:
        super().__init__()
        self._styles: tuple[Style, ...] = ()
        self._rows: dict[str, int] = {}
        self._shares: dict[str, float] = {}
        self._favourites: frozenset[str] = frozenset()
        self._pictures: dict[str, QImage] = {}
        self._painted: dict[str, QImage] = {}
        self._troubles: dict[str, str] = {}
        self._roles: dict[int, Callable[[Style], object]] = {
            Qt.ItemDataRole.DisplayRole: lambda style: style.name,
            Qt.ItemDataRole.AccessibleTextRole: self._spoken,
            Qt.ItemDataRole.AccessibleDescriptionRole: self._described,
            Qt.ItemDataRole.ToolTipRole: self._tooltip,
            NUMBER: lambda style: self._rows[style.id] + 1,
            CHOSEN: lambda style: style.id in self._shares,
            SHARE: lambda style: self._shares.get(style.id) if len(self._shares) > 1 else None,
            FAVOURITE: lambda style: style.id in self._favourites,
            PICTURE: lambda style: self._pictures.get(style.id),
            PAINTED: lambda style: self._painted.get(style.id),
        }

    @property
    def styles(self) -> tuple[Style, ...]:
        return self._styles

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._styles)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        answer = self._roles.get(role)
        return answer(self._styles[index.row()]) if answer is not None and index.isValid() else None

    def place_of(self, style: Style) -> QModelIndex:
        """Invalid when it is not shown."""
        row = self._rows.get(style.id)
        return QModelIndex() if row is None else self.index(row)

    def style_at(self, index: Index) -> Style:
        return self._styles[index.row()]

    def show_row(self, styles: Sequence[Style]) -> None:
        """These and no others, in this order."""
        self.beginResetModel()
        self._styles = tuple(styles)
        self._rows = {style.id: row for row, style in enumerate(styles)}
        self.endResetModel()

    def show_mix(self, mix: Sequence[WeightedStyle]) -> None:
        """Mark these and no others."""
        whole = sum(part.weight for part in mix) or 1.0
        before, self._shares = self._shares, {part.style.id: part.weight / whole for part in mix}
        self._tell(before.keys() | self._shares.keys())

    def show_favourites(self, ids: Collection[str]) -> None:
        """Give these a star, and no others."""
        before, self._favourites = self._favourites, frozenset(ids)
        self._tell(before ^ self._favourites)

    def set_picture(self, style: Style, picture: QImage) -> None:
        self._pictures[style.id] = picture
        self._tell({style.id})

    def set_painted(self, style: Style, painted: QImage | None) -> None:
        """None where there is none any more."""
        self._painted.pop(style.id, None)
        if painted is not None:
            self._painted[style.id] = middle_of(painted)
        self._tell({style.id})

    def set_trouble(self, style: Style, why: str) -> None:
        """There is no picture, and this line says why."""
        self._troubles[style.id] = why
        self._tell({style.id})

    def keep_only(self, styles: Iterable[Style]) -> None:
        """Forget the pictures of all others: another style may come by the same id."""
        ids = {style.id for style in styles}
        self._pictures = {style_id: picture for style_id, picture in self._pictures.items() if style_id in ids}
        self._painted = {style_id: painted for style_id, painted in self._painted.items() if style_id in ids}
        self._troubles = {style_id: why for style_id, why in self._troubles.items() if style_id in ids}

    def _tooltip(self, style: Style) -> str:
        return self._troubles.get(style.id) or "\n".join(filter(None, (style.name, self._described(style))))

    def _described(self, style: Style) -> str:
        year = style.work.year if style.work else ""
        return "\n".join(filter(None, (style.author, year, category_label(style.category))))

    def _spoken(self, style: Style) -> str:
        spoken = style.name
        if style.id in self._shares:
            spoken = self.tr("%1, chosen").replace("%1", spoken)
        if style.id in self._favourites:
            spoken = self.tr("%1, favourite").replace("%1", spoken)
        return spoken

    def _tell(self, ids: Collection[str]) -> None:
        for style_id in ids:
            if style_id in self._rows:
                index = self.index(self._rows[style_id])
                self.dataChanged.emit(index, index)
