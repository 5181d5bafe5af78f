"""Names of the files that a person keeps."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from stylecam.errors import SinkError
from stylecam.files import slug
from stylecam.look import Look

LONGEST_STYLES = 160
"""Bytes of the styles' names: with the time, a number and ` original.recording.webm` it fits into the 255 of a name."""


def new_file(folder: Path, look: Look, suffix: str, at: datetime) -> Path:
    """A name in the folder that nothing bears yet, like `stylecam 2026-11-20 14.03.07 starry-swirl.mp4`.

    Raises:
        SinkError: the folder cannot be made.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        mend = "make it, or make room for it"
        raise SinkError(f"{folder}: the folder cannot be made ({error.strerror}); {mend}") from None
    styles = " + ".join(slug(part.style.name, "style") for part in look.mix)
    styles = styles.encode()[:LONGEST_STYLES].decode(errors="ignore").rstrip(" +-")
    # Colons are not allowed in names everywhere.
    stem = f"stylecam {at:%Y-%m-%d %H.%M.%S} {styles}"
    path = folder / f"{stem}{suffix}"
    count = 2
    while path.exists():
        path = folder / f"{stem} {count}{suffix}"
        count += 1
    return path
