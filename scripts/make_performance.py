"""Makes docs/performance.md and its picture from benchmarks/results: `python -m scripts.make_performance`.

The words are those of scripts/performance.md; between its markers come the tables.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from scripts import performance_tables as tables
from scripts.performance_plot import Line, Panel, picture
from stylecam.errors import StylecamError, UsageError
from stylecam.files import read_json_object

ROOT = Path(__file__).resolve().parents[1]
RESULTS = ROOT / "benchmarks" / "results"
WORDS = ROOT / "scripts" / "performance.md"
DOCUMENT = ROOT / "docs" / "performance.md"
PICTURE = ROOT / "docs" / "pictures" / "performance.png"

SIZES, ROOFLINE, RUNTIMES, FIDELITY = "sizes", "roofline", "runtimes", "fidelity"
"""Kinds of results."""
PLOT = f"![Milliseconds of a frame by the pixels of the picture](pictures/{PICTURE.name})"

Result = Mapping[str, Any]


def results_in(folder: Path) -> list[Result]:
    """What the benchmarks told, by the files' names.

    Raises:
        UsageError: there is none of sizes, or a file is not one of theirs.
    """
    found: list[Result] = []
    for path in sorted(folder.glob("*.json")):
        try:
            result = read_json_object(path)
        except (OSError, ValueError) as error:
            raise UsageError(f"{path}: cannot be read ({error})") from None
        if result.get("kind") not in (SIZES, ROOFLINE, RUNTIMES, FIDELITY) or not result.get(_content(result)):
            raise UsageError(f"{path}: is no result of sizes, roofline, runtimes or fidelity, or an empty one")
        found.append(result)
    if not any(result["kind"] == SIZES for result in found):
        raise UsageError(f"{folder}: has no result of benchmarks.sizes; run 'make performance' on a quiet machine")
    return found


def _content(result: Result) -> str:
    return "sizes" if result["kind"] == RUNTIMES else "rows"


def document(words: str, results: Sequence[Result]) -> str:
    """The page: the words with all tables in their places."""
    sizes, rooflines, runtimes, fidelities = (
        [result for result in results if result["kind"] == kind] for kind in (SIZES, ROOFLINE, RUNTIMES, FIDELITY)
    )
    parts = {
        "conditions": tables.conditions(results),
        "plot": PLOT,
        "sizes": tables.by_machine(sizes, tables.times),
        "memory": tables.by_machine(sizes, tables.memory),
        "mixes": tables.by_machine(sizes, tables.mixes),
        "roofline": tables.by_machine(rooflines, tables.roofline),
        "runtimes": tables.by_machine(runtimes, tables.runtimes),
        "fidelity": tables.by_machine(fidelities, tables.fidelity),
    }
    for name, part in parts.items():
        words = filled(words, name, part)
    return words


def filled(words: str, name: str, part: str) -> str:
    """The words with a part between its markers.

    Raises:
        UsageError: they have no such markers.
    """
    begin, end = f"<!-- {name} -->", f"<!-- /{name} -->"
    found, count = re.subn(f"{begin}.*?{end}", lambda _: f"{begin}\n{part}\n{end}", words, flags=re.DOTALL)
    if count != 1:
        raise UsageError(f"the words have {count} places marked '{begin}', not one")
    return found


def panels(results: Sequence[Result]) -> list[Panel]:
    """What is drawn: the median of whole frames, a panel for each machine."""
    return [_panel(result) for result in results if result["kind"] == SIZES]


def _panel(result: Result) -> Panel:
    rows = result["rows"]
    sizes = sorted({(row["size"][0], row["size"][1]) for row in rows}, key=lambda size: size[0] * size[1])
    networks = dict.fromkeys(row["network"] for row in rows)
    lines = (
        Line(name, tuple((row["size"][0] * row["size"][1], row["frame_ms"]["p50"]) for row in _of(rows, name)))
        for name in networks
    )
    return Panel(tables.machine(result), tuple(sizes), tuple(lines))


def _of(rows: Sequence[Mapping[str, Any]], network: str) -> list[Mapping[str, Any]]:
    return sorted((row for row in rows if row["network"] == network), key=lambda row: row["size"][0] * row["size"][1])


def make(results: Path, words: Path, page: Path, drawn: Path) -> None:
    """Write the page and its picture.

    Raises:
        UsageError: there are no results, or files cannot be read or written.
    """
    found = results_in(results)
    try:
        text = document(words.read_text(encoding="utf-8"), found)
        page.write_text(text, encoding="utf-8")
        picture(panels(found)).save(drawn, optimize=True)
    except OSError as error:
        raise UsageError(f"{error.filename}: {error.strerror}") from error


def main() -> int:
    """The command line; returns its exit code."""
    try:
        make(RESULTS, WORDS, DOCUMENT, PICTURE)
    except StylecamError as error:
        print(f"make_performance: {error}", file=sys.stderr)
        return error.exit_code
    return 0


if __name__ == "__main__":
    sys.exit(main())
