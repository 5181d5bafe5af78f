"""Brings the translations up to date with the window's texts: `python -m scripts.make_translations`.

`lupdate` writes the texts of the source into each language's .ts file, where translators work; `lrelease` makes from it
the .qm file that the window loads. Both come with PySide6. What has no translation yet is counted.
"""

from __future__ import annotations

import subprocess
import sysconfig
import xml.etree.ElementTree as ElementTree
from pathlib import Path
from shutil import which

from stylecam.gui.language import FOLDER, NAMES, SOURCE

ROOT = Path(__file__).resolve().parent.parent


def update(catalogue: Path) -> None:
    """Write the window's texts into a .ts file: new ones come in, changed ones are marked, gone ones go."""
    texts = sorted(str(path) for path in (ROOT / "stylecam" / "gui").rglob("*.py"))
    # Without line numbers, and in order of the texts: a moved line changes nothing.
    options = ["-silent", "-no-obsolete", "-locations", "none", "-sort-messages", "-source-language", SOURCE]
    _run("pyside6-lupdate", *options, "-target-language", _language(catalogue), *texts, "-ts", str(catalogue))


def release(catalogue: Path, compiled: Path) -> None:
    """Make from a .ts file what the window loads; what is not finished stays English."""
    _run("pyside6-lrelease", "-silent", "-nounfinished", str(catalogue), "-qm", str(compiled))


def unfinished(catalogue: Path) -> list[str]:
    """The texts that have no translation yet, or one to be looked at."""
    messages = ElementTree.parse(catalogue).iter("message")
    return [
        message.findtext("source", "")
        for message in messages
        if message.find("translation[@type]") is not None or not message.findtext("translation")
    ]


def _language(catalogue: Path) -> str:
    return catalogue.stem.removeprefix("stylecam_")


def _run(tool: str, *arguments: str) -> None:
    # The tools lie beside the Python they were installed for, which need not be on the path.
    program = which(tool, path=sysconfig.get_path("scripts")) or which(tool)
    if program is None:
        raise SystemExit(f"{tool} is not there: install PySide6-Essentials")
    subprocess.run([program, *arguments], check=True, cwd=ROOT)


def main() -> None:
    """All languages but the source's own."""
    FOLDER.mkdir(exist_ok=True)
    for language in NAMES:
        if language == SOURCE:
            continue
        catalogue = FOLDER / f"stylecam_{language}.ts"
        update(catalogue)
        release(catalogue, catalogue.with_suffix(".qm"))
        left = unfinished(catalogue)
        print(f"{catalogue.name}: {len(left)} to translate")
        for text in left:
            print(f"  {text}")


if __name__ == "__main__":
    main()
