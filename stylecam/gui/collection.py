"""The styles as the window knows them: those of the store, a person's favourites, and what was used last."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from concurrent.futures import Future, ThreadPoolExecutor

from PySide6.QtCore import QObject, Qt, Signal

from stylecam.gui.deeds import Deed, Failed, Listed, Outcome, Remove, Rename, Reread, Restore, Row, Source, Take, do
from stylecam.gui.messages import Message, Offer
from stylecam.style_store import Added, Removed, StyleStore
from stylecam.styles import Style

MOST_RECENT = 12
"""Styles that are remembered as used."""

MOST_LINES = 3
"""Pictures that could not be read are named up to this many."""


class Collection(QObject):
    """Adds, renames and removes in a thread of its own, so that large pictures do not hold the window.

    Args:
        store: where the styles are kept.
        favourites, recent: ids, the newest first.
        guests: styles that are shown, but are not in the store; they come first.
    """

    changed = Signal()
    """`styles` is another row."""
    marked = Signal()
    """`favourites` or `recent` are others."""
    added = Signal(object)
    """Style: a new one, or the one that was there already; it is in `styles`."""
    told = Signal(object)
    """Message"""
    progress = Signal(int, int)
    """Pictures that were taken in, and how many there are; when both are the same it is done."""

    _done = Signal(object)

    def __init__(
        self,
        store: StyleStore,
        favourites: Iterable[str] = (),
        recent: Iterable[str] = (),
        guests: Iterable[Style] = (),
    ) -> None:
        super().__init__()
        self._store = store
        self._guests = tuple(guests)
        self._favourites = tuple(favourites)
        self._recent = tuple(recent)[:MOST_RECENT]
        self._styles = self._with_guests(store.styles())
        self._removed: list[Removed] = []
        self._waiting: deque[Source] = deque()
        self._taking = self._cancelled = self._closed = False
        self._batch: list[Added | Failed] = []
        self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="stylecam-collection")
        # Queued also where it is done before anybody could ask to be called: that call is made at once.
        self._done.connect(self._receive, Qt.ConnectionType.QueuedConnection)

    @property
    def styles(self) -> tuple[Style, ...]:
        return self._styles

    @property
    def favourites(self) -> tuple[str, ...]:
        """Ids, the newest first; some may not be there at the moment."""
        return self._favourites

    @property
    def recent(self) -> tuple[str, ...]:
        """Ids of what was used, the newest first, at most `MOST_RECENT`."""
        return self._recent

    @property
    def can_undo(self) -> bool:
        """Whether there is a removed style to bring back."""
        return bool(self._removed)

    def find(self, style_id: str) -> Style | None:
        """The style of that id; None if there is none."""
        return next((style for style in self._styles if style.id == style_id), None)

    def owns(self, style: Style) -> bool:
        """Whether it is one of the user's, which can be renamed and removed."""
        return self._store.owns(style)

    def is_favourite(self, style: Style) -> bool:
        return style.id in self._favourites

    def toggle_favourite(self, style: Style) -> None:
        """Make it a favourite, or no longer."""
        rest = tuple(style_id for style_id in self._favourites if style_id != style.id)
        self._favourites = rest if self.is_favourite(style) else (style.id, *rest)
        self.marked.emit()

    def note_used(self, style: Style) -> None:
        """It is the one that was used last."""
        rest = tuple(style_id for style_id in self._recent if style_id != style.id)
        recent = (style.id, *rest)[:MOST_RECENT]
        if recent != self._recent:
            self._recent = recent
            self.marked.emit()

    def add(self, sources: Iterable[Source]) -> None:
        """Make styles of pictures and of those in folders, one after the other; `added` and `told` follow."""
        self._waiting.extend(sources)
        self._cancelled = False
        if self._waiting and not self._taking:
            self._take_next()

    def cancel(self) -> None:
        """Take in no more of what was to be added; what was taken in stays."""
        self._waiting.clear()
        self._cancelled = True

    def rename(self, style: Style, name: str) -> None:
        """Give one of the user's styles another name."""
        self._submit(Rename(style, name))

    def remove(self, style: Style) -> None:
        """Take one of the user's styles away; `undo` brings it back."""
        self._submit(Remove(style))

    def undo(self) -> None:
        """Bring the style back that was removed last; nothing if there is none."""
        if self._removed:
            self._submit(Restore(self._removed.pop()))

    def reread(self) -> None:
        """Look whether pictures were put into the folder by hand."""
        self._submit(Reread())

    def close(self) -> None:
        """End the thread; waits for at most one picture. Idempotent."""
        self._waiting.clear()
        self._closed = True
        self._worker.shutdown(wait=True, cancel_futures=True)

    def _submit(self, deed: Deed) -> None:
        # What came of a deed may arrive after the closing.
        if not self._closed:
            self._worker.submit(do, deed, self._store).add_done_callback(self._done.emit)

    def _receive(self, work: Future[Outcome]) -> None:
        if work.cancelled():
            return
        match work.result():
            case Listed(paths):
                self._waiting.extendleft(() if self._cancelled else reversed(paths))
                self._take_next()
            case (Added() | Failed(Take())) as outcome:
                self._batch.append(outcome)
                self._take_next()
            case Failed(_, why):
                self.told.emit(Message(why, "warning"))
            case Row(styles, about):
                self._show_row(styles)
                self._tell_about(about)

    def _take_next(self) -> None:
        """One at a time, so that a rename need not wait for a whole folder."""
        self._taking = bool(self._waiting)
        done = len(self._batch)
        total = done + len(self._waiting)
        if self._waiting:
            self._submit(Take(self._waiting.popleft()))
        elif self._batch:
            self._submit(Reread())
        self.progress.emit(done, total)

    def _show_row(self, styles: tuple[Style, ...]) -> None:
        row = self._with_guests(styles)
        if row != self._styles:
            self._styles = row
            self.changed.emit()
        if not self._taking and self._batch:
            batch, self._batch = self._batch, []
            self._tell_batch(batch)

    def _tell_batch(self, batch: list[Added | Failed]) -> None:
        new = [entry.style for entry in batch if isinstance(entry, Added) and not entry.already]
        known = [entry.style for entry in batch if isinstance(entry, Added) and entry.already]
        lines = [entry.why for entry in batch if isinstance(entry, Failed)]
        if new or known:
            self.added.emit((new or known)[0])
        summary = self._summary(new, known)
        text = "\n".join(filter(None, (summary, *self._shortened(lines))))
        if text:
            self.told.emit(Message(text, "warning" if lines else "info"))

    def _summary(self, new: list[Style], known: list[Style]) -> str:
        if len(known) == 1 and not new:
            return self.tr("Already there: %1").replace("%1", known[0].name)
        if not known and len(new) < 2:
            return ""  # It is seen: it is chosen.
        added = self.tr("Styles added: %1").replace("%1", str(len(new)))
        there = self.tr("already there: %1").replace("%1", str(len(known)))
        return f"{added}; {there}" if known else added

    def _shortened(self, lines: list[str]) -> list[str]:
        if len(lines) <= MOST_LINES:
            return lines
        more = self.tr("Not read either: %1 more").replace("%1", str(len(lines) - MOST_LINES))
        return [*lines[:MOST_LINES], more]

    def _tell_about(self, about: Style | Removed | None) -> None:
        if isinstance(about, Removed):
            self._removed.append(about)
            text = self.tr("“%1” is removed").replace("%1", about.style.name)
            self.told.emit(Message(text, "info", Offer(self.tr("Undo"), self.undo)))

    def _with_guests(self, styles: tuple[Style, ...]) -> tuple[Style, ...]:
        return (*(guest for guest in self._guests if guest not in styles), *styles)
