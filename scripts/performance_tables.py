"""The tables of docs/performance.md, as Markdown, from what the benchmarks told."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

NONE = "–"
"""Where there is no number."""
TIMES = ("forward, ms", "x compact", "frame, ms", "5 to 95%", "x compact", "frames a second")
AWAY = ("mean", "of the worst", "most", "SSIM", "of the worst")
SHARES = ("GMAC", "MB", "forward, ms", "of the operations", "of the bytes", "reached")

Result = Mapping[str, Any]


def machine(result: Result) -> str:
    """What was measured, in a few words: "Intel Xeon, 2 threads"."""
    about = result["conditions"]
    return about["gpu"] or f"{about['machine']['cpu']}, {_threads(about)}"


def conditions(results: Sequence[Result]) -> str:
    """A line for each result: machine, versions, day."""
    return "\n".join(f"- {result['kind'].capitalize()}: {_condition(result['conditions'])}" for result in results)


def _condition(about: Mapping[str, Any]) -> str:
    host = about["machine"]
    where = f"{host['cpu']}, {host['cores']} cores ({' '.join(host['flags'])}), {about['memory_gb']:.0f} GB"
    device = f"on its GPU, {about['gpu']}" if about["gpu"] else f"on {_threads(about)}"
    versions = f"torch {about['torch']}, Python {about['python']}, stylecam {about['stylecam']}"
    commit = f" ({about['commit']})" if about["commit"] else ""
    date = about["date"].partition("T")[0]
    return f"{where}; {device}; {versions}{commit}; {date}, load before it {about['load']:.1f}."


def _threads(about: Mapping[str, Any]) -> str:
    count = about["machine"]["threads"]
    return f"{count} thread{'s' * (count > 1)}"


def by_machine(results: Sequence[Result], told: Callable[[Result], str]) -> str:
    """What is told of each result, under its machine."""
    return "\n\n".join(f"### {machine(result)}\n\n{told(result)}" for result in results)


def times(result: Result) -> str:
    """Forward and frame of each network at each size, and why one is missing."""
    header = ("picture", "network", "numbers", *TIMES)
    rows = [
        (
            *(size(row), row["network"], row["dtype"]),
            *(number(row["forward_ms"]["p50"]), ratio(row["forward_ratio"])),
            *(number(row["frame_ms"]["p50"]), f"{number(row['frame_ms']['p5'])} to {number(row['frame_ms']['p95'])}"),
            *(ratio(row["frame_ratio"]), number(1000 / row["frame_ms"]["p50"])),
        )
        for row in result["rows"]
    ]
    missing = [f"- {each['network']} at {size(each)} is left out: {each['why']}." for each in result["left_out"]]
    return "\n".join([table(header, rows, words=3), *([""] if missing else []), *missing])


def memory(result: Result) -> str:
    """Peaks and first frames, a row for each network, a column for each size."""
    peaks = _matrix(result, "peak, MB", lambda row: f"{row['peak_mb']:,.0f}")
    firsts = _matrix(result, "first frame, s", lambda row: f"{row['first_s']:.1f}")
    return f"{peaks}\n\n{firsts}"


def _matrix(result: Result, title: str, cell: Callable[[Mapping[str, Any]], str]) -> str:
    cells = {(row["network"], size(row)): cell(row) for row in result["rows"]}
    networks, sizes = (tuple(dict.fromkeys(names)) for names in zip(*cells, strict=True))
    rows = [(network, *(cells.get((network, at), NONE) for at in sizes)) for network in networks]
    return table((title, *sizes), rows, words=1)


def mixes(result: Result) -> str:
    """Frames in mixes: a row for each network, a column for each number of styles."""
    rows = result["mixes"]
    counts = tuple(dict.fromkeys(row["styles"] for row in rows))
    cells = {
        (row["network"], row["styles"]): number(row["frame_ms"]["p50"])
        + ("" if row["styles"] == counts[0] else f" ({ratio(row['ratio_to_one'])})")
        for row in rows
    }
    header = (f"at {size(rows[0])}" if rows else "", *(f"{count} style{'s' * (count > 1)}" for count in counts))
    networks = dict.fromkeys(row["network"] for row in rows)
    return table(header, [(name, *(cells[name, count] for count in counts)) for name in networks], words=1)


def roofline(result: Result) -> str:
    """Peaks, and what each network reaches of them."""
    peaks = [
        f"- Peaks while {size(peak)} was measured, {peak['dtype']}: {number(peak['gflops'])} GFLOP/s,"
        f" {number(peak['gb_s'])} GB/s."
        for peak in result["peaks"]
    ]
    header = ("picture", "network", "numbers", "bound", *SHARES)
    rows = [
        (
            *(size(row), row["network"], row["dtype"], row["bound"]),
            *(number(row["gmac"]), number(row["mb"]), number(row["forward_ms"]["p50"])),
            *(f"{row[name]:.0%}" for name in ("compute_share", "memory_share", "reached")),
        )
        for row in result["rows"]
    ]
    return "\n".join([*peaks, "", table(header, rows, words=4)])


def runtimes(result: Result) -> str:
    """Each way to run the network at each size, and why one is missing."""
    limits = ", ".join(f"{name}={value}" for name, value in result["limits"].items())
    parts = [f"With {limits}:", ""] if limits else []
    header = ("picture", "way", "by", "ms", "ratio", "most away")
    rows = [
        (
            *(size(at), row["name"], row["note"]),
            *(number(row["ms"]["p50"]), f"{row['ratio_to_first']:.2f}x", number(row["difference"]["max"])),
        )
        for at in result["sizes"]
        for row in at["rows"]
    ]
    missing = {name: why for at in result["sizes"] for name, why in at["left_out"].items()}
    left_out = [f"- {name} is left out: {why}." for name, why in missing.items()]
    return "\n".join([*parts, table(header, rows, words=3), *([""] if left_out else []), *left_out])


def fidelity(result: Result) -> str:
    """How far each number format is from the trained network."""
    rows = [
        (
            *(row["precision"], row["kind"], f"{row['mean']:.2f}", f"{row['worst_mean']:.2f}", f"{row['most']:.1f}"),
            *(f"{row['ssim']:.4f}", f"{row['worst_ssim']:.4f}"),
        )
        for row in result["rows"]
    ]
    count = result["rows"][0]["paintings"]
    return "\n".join([f"{count} paintings:", "", table(("numbers", "", *AWAY), rows, words=2)])


def table(header: Sequence[str], rows: Sequence[Sequence[str]], words: int) -> str:
    """A Markdown table whose first `words` columns are words, and the others numbers."""
    rule = ["---" if column < words else "---:" for column in range(len(header))]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (header, rule, *rows))


def size(row: Mapping[str, Any]) -> str:
    """`640x360`."""
    width, height = row["size"]
    return f"{width}x{height}"


def number(value: float) -> str:
    """Three digits that count, more of large numbers."""
    digits = 0 if value >= 100 else 1 if value >= 10 else 2
    return f"{value:,.{digits}f}"


def ratio(value: float | None) -> str:
    """How many times."""
    return NONE if value is None else f"{value:.1f}x"
