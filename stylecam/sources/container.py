"""Opening a video file or URL with PyAV, and saying in one line why it cannot be opened."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

import av
import av.error
from av.container import InputContainer
from av.stream import Disposition
from av.video.stream import VideoStream

from stylecam.errors import SourceError, SourceLost
from stylecam.paths import as_path
from stylecam.source_spec import is_url

OPEN_TIMEOUT = 10.0
"""Seconds a server may take to answer."""
READ_TIMEOUT = 10.0
"""Seconds a server may be silent."""

_NOT_VIDEO = frozenset({"tty"})
"""Formats that FFmpeg would draw as a video, though nobody means them so: `tty` takes any text file."""


def title_of(path_or_url: str) -> str:
    """What to call it: a file's name; an address without user name and password."""
    if not is_url(path_or_url):
        return Path(path_or_url).name or path_or_url
    try:
        parts = urlsplit(path_or_url)
    except ValueError:  # half an IPv6 address in brackets, say: opening it says what is wrong
        return path_or_url.partition("://")[0] + "://…"
    return parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()


def open_container(path_or_url: str) -> InputContainer:
    """Open a video for reading.

    Raises:
        SourceLost: the server cannot be reached now.
        SourceError: there is no such file, or it is not a video.
    """
    if is_url(path_or_url):
        return _open_url(path_or_url)
    return _open_file(as_path(path_or_url))


def picture_stream(container: InputContainer, title: str) -> VideoStream:
    """The moving pictures of a container: not the cover of a music file.

    Raises:
        SourceError: there are none.
    """
    best = container.streams.best("video")
    if not isinstance(best, VideoStream) or best.disposition & Disposition.attached_pic:
        held = "only sound" if container.streams.audio else "no pictures"
        raise SourceError(f"{title}: not a video: it holds {held}")
    return best


def _open_file(path: Path) -> InputContainer:
    if path.is_dir():
        raise SourceError(f"{path}: is a folder, not a video")
    try:
        if path.is_file() and path.stat().st_size == 0:
            raise SourceError(f"{path}: the file is empty")
        # With its scheme, a path with a colon in it is not taken for an address. Old files' titles are not in UTF-8.
        container = av.open(f"file:{path}", metadata_errors="replace")
    except FileNotFoundError:
        raise SourceError(f"{path}: no such file") from None
    except PermissionError:
        raise SourceError(f"{path}: may not be read; check its permissions") from None
    except av.error.InvalidDataError:
        raise SourceError(f"{path}: not a video that can be read; is it damaged or unfinished?") from None
    except OSError as error:
        raise SourceError(f"{path}: cannot be read ({_reason(error)})") from None
    except av.error.FFmpegError as error:
        raise SourceError(f"{path}: cannot be opened as a video ({_reason(error)})") from None
    if container.format.name in _NOT_VIDEO:
        container.close()
        raise SourceError(f"{path}: not a video")
    return container


def _open_url(url: str) -> InputContainer:
    title = title_of(url)
    # Over UDP a lost packet is a torn picture.
    options = {"rtsp_transport": "tcp"} if url.lower().startswith("rtsp") else {}
    try:
        return av.open(url, options=options, metadata_errors="replace", timeout=(OPEN_TIMEOUT, READ_TIMEOUT))
    except (av.error.ProtocolNotFoundError, av.error.DemuxerNotFoundError):
        raise SourceError(f"{title}: this kind of address is not supported") from None
    except av.error.HTTPClientError as error:
        raise SourceError(f"{title}: the server refuses it ({_reason(error)})") from None
    except av.error.InvalidDataError:
        raise SourceError(f"{title}: what the server sends is not a video") from None
    except FileNotFoundError:
        raise SourceError(f"{title}: no such file") from None
    except av.error.FFmpegError as error:
        raise SourceLost(f"{title}: cannot be reached ({_reason(error)})") from None


def _reason(error: OSError | av.error.FFmpegError) -> str:
    """The system's words for an error, without numbers and paths."""
    return (error.strerror or type(error).__name__).lower()
