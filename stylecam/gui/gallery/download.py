"""Pictures from the web: bounded, patient only while something comes, and cancelled at once."""

from __future__ import annotations

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtNetwork import QNetworkAccessManager, QNetworkReply, QNetworkRequest

from stylecam import __version__
from stylecam.gui.deeds import Encoded
from stylecam.gui.gallery.intake import name_of

LARGEST = 32 * 2**20
"""Bytes of one picture."""
PATIENCE = 20_000
"""Milliseconds without a byte."""

# What Pillow reads everywhere; asked for anything, servers send AVIF.
_WANTED = b"image/png, image/jpeg, image/webp, image/gif;q=0.9, image/*;q=0.5, */*;q=0.1"
# Which of the two depends on Qt's version; what is cancelled here is dropped before it is told.
_TIMED_OUT = (QNetworkReply.NetworkError.TimeoutError, QNetworkReply.NetworkError.OperationCanceledError)


class Downloader(QObject):
    """Fetches pictures by their addresses; redirects are followed, but never from https to http.

    Args:
        largest: bytes that one may have.
        patience: milliseconds without a byte after which it is given up.
    """

    fetched = Signal(object)
    """Encoded: the picture's content."""
    failed = Signal(str)
    """One line: what could not be fetched, and why."""
    progress = Signal(int, int)
    """Bytes of all that is being fetched, and how many there will be, as far as is known; (0, 0) when all has ended."""

    def __init__(self, largest: int = LARGEST, patience: int = PATIENCE) -> None:
        super().__init__()
        self._largest = largest
        self._patience = patience
        self._network = QNetworkAccessManager(self)
        self._replies: dict[QNetworkReply, tuple[int, int]] = {}

    def fetch(self, url: QUrl) -> None:
        """`fetched` or `failed` follows, or neither after `cancel`."""
        request = QNetworkRequest(url)
        request.setTransferTimeout(self._patience)
        request.setRawHeader(b"Accept", _WANTED)
        request.setHeader(QNetworkRequest.KnownHeaders.UserAgentHeader, f"stylecam/{__version__}")
        reply = self._network.get(request)
        self._replies[reply] = (0, 0)
        # Bound methods, and no closure that holds the reply: PySide crashes when such a one dies with it.
        reply.readyRead.connect(self._watch)
        reply.finished.connect(self._finish)

    def cancel(self) -> None:
        """Give up all that is being fetched."""
        for reply in tuple(self._replies):
            self._drop(reply)

    def _watch(self) -> None:
        reply = self.sender()
        if not isinstance(reply, QNetworkReply) or reply not in self._replies:
            return
        received = reply.bytesAvailable()
        said = reply.header(QNetworkRequest.KnownHeaders.ContentLengthHeader)
        total = max(received, said if isinstance(said, int) else 0)
        if total > self._largest:
            megabytes = self._largest // 2**20
            self._fail(reply, self.tr("it is larger than %1 MB; scale it down").replace("%1", str(megabytes)))
        else:
            self._replies[reply] = (received, total)
            self._tell_progress()

    def _finish(self) -> None:
        reply = self.sender()
        if not isinstance(reply, QNetworkReply) or reply not in self._replies:
            return
        why = self._trouble_of(reply)
        if why:
            self._fail(reply, why)
            return
        picture = Encoded(bytes(reply.readAll().data()), name_of(reply.url()))
        self._drop(reply)
        self.fetched.emit(picture)

    def _trouble_of(self, reply: QNetworkReply) -> str:
        """Why it is no picture; "" if it may be one."""
        error = reply.error()
        status = reply.attribute(QNetworkRequest.Attribute.HttpStatusCodeAttribute)
        kind = str(reply.header(QNetworkRequest.KnownHeaders.ContentTypeHeader) or "").lower()
        if error in _TIMED_OUT:
            return self.tr("nothing came for %1 s; try again").replace("%1", f"{self._patience / 1000:g}")
        if isinstance(status, int) and status >= 400:
            return self.tr("the server refuses it (%1); save the picture and add the file").replace("%1", str(status))
        if error != QNetworkReply.NetworkError.NoError:
            return reply.errorString()
        if kind.startswith("text/") or "json" in kind:
            return self.tr("a page, not a picture; drag the picture itself")
        return ""

    def _fail(self, reply: QNetworkReply, why: str) -> None:
        url = reply.request().url()
        self._drop(reply)
        self.failed.emit(f"{name_of(url)} ({url.host()}): {why}")

    def _drop(self, reply: QNetworkReply) -> None:
        # First: to abort it is to finish it.
        del self._replies[reply]
        reply.abort()
        reply.deleteLater()
        self._tell_progress()

    def _tell_progress(self) -> None:
        counts = self._replies.values()
        self.progress.emit(sum(received for received, _ in counts), sum(total for _, total in counts))
