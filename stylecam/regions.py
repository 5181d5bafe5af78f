"""Backgrounds and masks as a user writes them."""

from __future__ import annotations

from collections.abc import Sequence

from stylecam.errors import UsageError
from stylecam.look import Background, MaskedRegion, Treatment
from stylecam.paths import existing, existing_file
from stylecam.pictures import load_picture
from stylecam.styles import StyleLibrary


def parse_background(texts: Sequence[str], styles: StyleLibrary) -> Background:
    """`none`, `original` or `blur`, or one or more styles with weights; nothing is `none`.

    Raises:
        UsageError: a word is not alone.
        StyleError: no such style.
    """
    words = [text for text in texts if text in ("none", "original", "blur")]
    if words and len(texts) > 1:
        raise UsageError(f"--background {words[0]} stands alone; give it once, or styles for a mix")
    match words:
        case ["original"]:
            return "original"
        case ["blur"]:
            return "blur"
        case ["none"]:
            return "none"
    return tuple(map(styles.parse, texts)) or "none"


def parse_mask(text: str, styles: StyleLibrary) -> MaskedRegion:
    """`FILE=STYLE`, `FILE=original` or `FILE=blur`; the last equals sign counts.

    Raises:
        UsageError: it is of another form, or there is no such file.
        PictureError: the file is no picture.
        StyleError: no such style.
    """
    name, equals, paint = text.rpartition("=")
    if not (equals and name and paint):
        raise UsageError(f"--mask {text}: write it as FILE=STYLE, FILE=original or FILE=blur")
    path = existing_file(name)
    if path is None:
        raise UsageError(f"--mask {name}: {'is a folder' if existing(name) else 'no such file'}")
    load_picture(path)
    return MaskedRegion(path, _treatment(paint, styles))


def _treatment(text: str, styles: StyleLibrary) -> Treatment:
    match text:
        case "original":
            return "original"
        case "blur":
            return "blur"
    return (styles.parse(text),)
