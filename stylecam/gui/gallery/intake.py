"""What of a drop or a clipboard can become a style: read from the kinds of data that programs really send."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from urllib.parse import unquote, unquote_to_bytes

from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QImage

from stylecam.gui.deeds import Copied, Encoded, is_folder
from stylecam.pictures import PICTURE_SUFFIXES

_IMAGE_FORMATS = ("image/png", "image/jpeg", "image/webp", "image/gif", "image/bmp", "image/tiff")
"""Without loss first: a program that offers several made the others from it."""

_MOZ_FORMATS = ("application/x-moz-file-promise-url", "text/x-moz-url-data", "text/x-moz-url")
"""The picture's own address first: for a picture inside a link, the others name the link."""

_IMG_SRC = re.compile(r"""<img\b[^>]*?\bsrc\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))""", re.IGNORECASE)
_DATA_URL = re.compile(r"data:image/[\w.+-]+(?:;[\w=.+-]+)*?(;base64)?,(.*)", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True)
class Intake:
    """The best of what was offered; the rest says the same in a worse way, and is left out.

    Attributes:
        files: local pictures and folders.
        others: local files that are no pictures by their endings, such as videos.
        picture: a picture's content.
        urls: addresses of pictures in the web, http or https.
    """

    files: tuple[Path, ...] = ()
    others: tuple[Path, ...] = ()
    picture: Encoded | Copied | None = None
    urls: tuple[QUrl, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.files or self.others or self.picture or self.urls)


def pictures_in(mime: QMimeData) -> Intake:
    """Local files before a picture's content, and that before addresses: a browser offers content and address both."""
    local = _local_paths(mime)
    if local:
        # By the name first: to look at each of a thousand files on a slow disk would hold the window.
        pictures = dict.fromkeys(path for path in local if path.suffix.lower() in PICTURE_SUFFIXES or is_folder(path))
        return Intake(files=tuple(pictures), others=tuple(path for path in local if path not in pictures))
    addresses = _addresses(mime)
    picture = _picture_of(mime, _name_in(addresses)) or _inline_picture(addresses)
    if picture is not None:
        return Intake(picture=picture)
    return Intake(urls=_web_urls(addresses))


def _local_paths(mime: QMimeData) -> list[Path]:
    urls = mime.urls() or [QUrl(line) for line in _plain_addresses(mime) if line.startswith("file:")]
    return [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]


def _addresses(mime: QMimeData) -> list[str]:
    """Of one picture by several names, or of several pictures in one list: the first kind of data that has any."""
    moz = [_utf16_line(mime, kind) for kind in _MOZ_FORMATS]
    in_html = _IMG_SRC.search(mime.html()) if mime.hasHtml() else None
    tag = unescape(next(filter(None, in_html.groups()), "")) if in_html else ""
    listed = [url.toString(QUrl.ComponentFormattingOption.FullyEncoded) for url in mime.urls()]
    for found in ([moz[0]], [tag], listed, moz[1:], _plain_addresses(mime)):
        usable = [address for address in found if re.match(r"https?:|data:image/", address, re.IGNORECASE)]
        if usable:
            return usable
    return []


def _utf16_line(mime: QMimeData, kind: str) -> str:
    """Firefox writes these as UTF-16, one address and perhaps its title in the next line."""
    data = bytes(mime.data(kind).data())
    text = data.decode("utf-16-le" if b"\0" in data else "utf-8", errors="replace").strip("\0\ufeff")
    return next(iter(text.split()), "")


def _plain_addresses(mime: QMimeData) -> list[str]:
    """A text that is nothing but addresses."""
    words = mime.text().split() if mime.hasText() else []
    return words if all(re.match(r"https?:|file:|data:", word, re.IGNORECASE) for word in words) else []


def _picture_of(mime: QMimeData, name: str) -> Encoded | Copied | None:
    for kind in _IMAGE_FORMATS:
        data = bytes(mime.data(kind).data())
        if data:
            return Encoded(data, name)
    image = mime.imageData() if mime.hasImage() else None
    return Copied(image, name) if isinstance(image, QImage) and not image.isNull() else None


def _inline_picture(addresses: Iterable[str]) -> Encoded | None:
    """The content of a `data:` address."""
    found = next(filter(None, (_DATA_URL.fullmatch(address) for address in addresses)), None)
    if found is None:
        return None
    content = unquote_to_bytes(found[2])
    try:
        data = base64.b64decode(b"".join(content.split()), validate=True) if found[1] else content
    except binascii.Error:
        return None
    return Encoded(data, "") if data else None


def _web_urls(addresses: Iterable[str]) -> tuple[QUrl, ...]:
    urls = (QUrl(address) for address in addresses if address.lower().startswith("http"))
    return tuple(dict.fromkeys(url for url in urls if url.isValid() and url.host()))


def _name_in(addresses: Iterable[str]) -> str:
    """The file name in the first web address; "" if there is none."""
    return next((name_of(url) for url in _web_urls(addresses)), "")


def name_of(url: QUrl) -> str:
    """What a picture is called after its address: the file's name in it, or else the host's."""
    return unquote(url.path(QUrl.ComponentFormattingOption.FullyEncoded).rstrip("/").rpartition("/")[2]) or url.host()
