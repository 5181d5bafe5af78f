"""Files from a page that lists them, fetched so that a line that breaks costs little.

A page has `weights.json` beside its files, in the form of the manifest that stylecam keeps of its own weights, with the
bytes of each file:

    {"weights": [{"id": "vgg19", "file": "vgg19.safetensors", "bytes": 28044120, "sha256": "…",
                  "licence": "…", "trained": "…"}]}

What has come of a file stays where it is when the line breaks, and the next attempt asks for the rest.
"""

from __future__ import annotations

import hashlib
import http.client
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urljoin, urlsplit
from urllib.request import Request, urlopen

from stylecam import __version__
from stylecam.errors import StylecamError, UsageError
from stylecam.files import parse_json_object

RELEASE = "https://github.com/stylecam/stylecam/releases/download/weights-1/"
"""Where this project's weights that do not ship are published."""

LISTING = "weights.json"

PATIENCE = 30.0
"""Seconds without a byte after which a server counts as gone."""

LONGEST_LISTING = 1_000_000
LARGEST = 4_000_000_000
_CHUNK = 1 << 18


class DownloadError(StylecamError):
    """A file could not be fetched, or is not the one that was listed."""


@dataclass(frozen=True)
class Offer:
    """One file of a page.

    Attributes:
        id: the model it belongs to.
        url: where it is.
        file: its name.
        size: in bytes.
        sha256: of the file, in hex.
        licence: an SPDX identifier.
        trained: how it came about, one line.
    """

    id: str
    url: str
    file: str
    size: int
    sha256: str
    licence: str
    trained: str


def read_offers(page: str) -> tuple[Offer, ...]:
    """What a page lists.

    Args:
        page: an address that the files' names are put after.

    Raises:
        UsageError: it is no address of the web.
        DownloadError: it cannot be reached, or has no list.
    """
    page = _as_folder(page)
    url = urljoin(page, LISTING)
    with _opened(url) as response, _line_may_break(url):
        data = response.read(LONGEST_LISTING)
    try:
        return tuple(_offer(page, entry) for entry in parse_json_object(data)["weights"])
    except (ValueError, KeyError, TypeError):
        raise DownloadError(f"{url}: is not a list of weights; give another page with --from URL") from None


def fetch(offer: Offer, part: Path) -> Iterator[int]:
    """Bring a file to `part`, going on from what is there; gives the bytes that are there by and by.

    Raises:
        DownloadError: it could not be fetched as a whole; what came is kept. Or it is not the file that was listed;
            then nothing is kept.
    """
    have = part.stat().st_size if part.exists() else 0
    if have < offer.size:
        with _opened(offer.url, have, part) as response:
            have = _beginning(response, have, offer)
            yield from _written(response, part, have, offer)
    _check(offer, part)
    yield offer.size


def kept(part: Path) -> str:
    """What a message says of a file that is not whole yet; "" where nothing has come."""
    have = part.stat().st_size if part.exists() else 0
    return f"; {have / 1e6:.1f} MB are kept in {part}, and the next run goes on there" if have else ""


def _as_folder(page: str) -> str:
    """An address that names can be put after, in ASCII."""
    try:
        found = urlsplit(page)
    except ValueError:
        found = urlsplit("")
    if found.scheme not in ("http", "https") or not found.netloc:
        raise UsageError(f"'{page}' is no address of a page; write it as https://example.org/weights/")
    page = quote(page, safe="%:/?#[]@!$&'()*+,;=~")
    return page if page.endswith("/") else f"{page}/"


def _written(response: http.client.HTTPResponse, part: Path, have: int, offer: Offer) -> Iterator[int]:
    try:
        with part.open("ab" if have else "wb") as file:
            yield have
            while have < offer.size:
                with _line_may_break(offer.url, part):
                    chunk = response.read(min(_CHUNK, offer.size - have))
                if not chunk:
                    file.flush()
                    raise DownloadError(f"{offer.url}: the line broke; run it again{kept(part)}")
                file.write(chunk)
                have += len(chunk)
                yield have
    except OSError as error:
        raise DownloadError(f"{part}: cannot be written ({error.strerror}); make room, and run it again") from None


def _beginning(response: http.client.HTTPResponse, have: int, offer: Offer) -> int:
    """Where in the file that begins which a server sends: where it was asked to, or at 0.

    Raises:
        DownloadError: it is not the file that was listed.
    """
    total = response.headers.get("Content-Length", str(offer.size))
    if response.status == http.client.PARTIAL_CONTENT:
        begin, total = _range(response.headers.get("Content-Range", ""))
        if begin != have:
            raise DownloadError(f"{offer.url}: the server does not go on where it was asked to; run it again later")
    else:
        have = 0
    if total != str(offer.size):
        raise DownloadError(f"{offer.url}: has {total} bytes, where {offer.size} were listed; try it again later")
    return have


def _range(text: str) -> tuple[int, str]:
    """Where a piece of a file begins, and the file's size."""
    found = re.fullmatch(r"bytes (\d+)-\d+/(\d+|\*)", text.strip())
    return (int(found[1]), found[2]) if found else (-1, "")


def _check(offer: Offer, part: Path) -> None:
    try:
        with part.open("rb") as file:
            found = hashlib.sha256()
            while block := file.read(1 << 20):
                found.update(block)
        size = part.stat().st_size
        if (size, found.hexdigest()) != (offer.size, offer.sha256):
            part.unlink()
            raise DownloadError(
                f"{offer.url}: is damaged or not the file meant ({size} bytes, sha256 {found.hexdigest()[:12]}…,"
                f" expected {offer.size} and {offer.sha256[:12]}…); it was removed, so run it again"
            )
    except OSError as error:
        raise DownloadError(f"{part}: cannot be read ({error.strerror}); delete it, and run it again") from None


def _offer(page: str, entry: dict[str, Any]) -> Offer:
    """One entry of a list.

    Raises:
        ValueError, KeyError, TypeError: it is none, or names a place outside of the page.
    """
    model, name, size, sha256 = entry["id"], entry["file"], entry["bytes"], entry["sha256"]
    sound = (
        re.fullmatch(r"[a-z0-9][a-z0-9-]{0,60}", model)
        and re.fullmatch(r"\w[\w.-]*", name)
        and type(size) is int
        and 0 < size < LARGEST
        and re.fullmatch(r"[0-9a-f]{64}", sha256)
    )
    if not sound:
        raise ValueError
    about = (str(entry.get("licence", "")), str(entry.get("trained", "")))
    return Offer(model, urljoin(page, quote(name)), name, size, sha256, *about)


@contextmanager
def _opened(url: str, begin: int = 0, part: Path | None = None) -> Iterator[http.client.HTTPResponse]:
    """The answer of a server to a request for a file from a place on.

    Raises:
        DownloadError: there is none, or it is none.
    """
    headers = {"User-Agent": f"stylecam/{__version__}", "Accept-Encoding": "identity"}
    if begin:
        headers["Range"] = f"bytes={begin}-"
    with _line_may_break(url, part):
        response = urlopen(Request(url, headers=headers), timeout=PATIENCE)
    with response:
        yield response


@contextmanager
def _line_may_break(url: str, part: Path | None = None) -> Iterator[None]:
    said = kept(part) if part is not None else ""
    try:
        yield
    except HTTPError as error:
        error.close()
        if part is not None and error.code == http.client.REQUESTED_RANGE_NOT_SATISFIABLE:
            part.unlink(missing_ok=True)
            said = "; what was kept of it is longer and was removed, so run it again"
        raise DownloadError(f"{url}: the server says {error.code} ({error.reason}){said}") from None
    except (OSError, http.client.HTTPException, UnicodeError) as error:
        cause = error.reason if isinstance(error, URLError) else error
        text = getattr(cause, "strerror", None) or str(cause) or type(cause).__name__
        raise DownloadError(f"{url}: cannot be reached ({text}); check the network, and run it again{said}") from None
