"""`stylecam doctor`: what works here, and how to mend what does not."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import asdict

from rich.console import Console
from rich.table import Table
from rich.text import Text

from stylecam.cli.output import print_json
from stylecam.doctor.check import Check
from stylecam.doctor.examination import examine, healthy

WORKS, FAILS, ABSENT = ("✓", "green"), ("✗", "red"), ("–", "yellow")
_PLAIN = {"✓": "+", "✗": "X", "–": "-", "→": ">"}
"""The marks for terminals that cannot show them."""


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="for scripts")


def run(arguments: argparse.Namespace) -> int:
    console = Console(highlight=False)
    if arguments.json:
        checks = list(examine())
        print_json({"checks": [asdict(check) for check in checks]})
    else:
        with Console(stderr=True).status("looking …"):
            checks = list(examine())
        show(checks, console)
    return 0 if healthy(checks) else 1


def show(checks: Sequence[Check], console: Console) -> None:
    """For people: each check in its line, the mend below what fails, and a last line that sums up."""
    width = max((len(check.name) for check in checks), default=0)
    for check in checks:
        mark, colour = _mark(check)
        row = Table.grid(padding=(0, 1))
        row.add_column(width=1)
        row.add_column(width=width)
        row.add_column(overflow="fold")
        row.add_row(_text(mark, console, colour), Text(check.name), Text(check.detail))
        console.print(row)
        if check.fix:
            # Never broken into lines of its own: commands are copied from here.
            arrow = _text("→", console, "").plain
            console.print(Text(f"{' ' * (width + 3)}{arrow} {check.fix}", style="cyan"), soft_wrap=True)
    console.print()
    console.print(_summary(checks), soft_wrap=True)


def _mark(check: Check) -> tuple[str, str]:
    if check.ok:
        return WORKS
    return FAILS if check.required else ABSENT


def _text(mark: str, console: Console, style: str) -> Text:
    return Text(mark if console.encoding.lower().startswith("utf") else _PLAIN[mark], style=style)


def _summary(checks: Sequence[Check]) -> Text:
    broken = ", ".join(check.name for check in checks if check.required and not check.ok)
    absent = ", ".join(check.name for check in checks if not check.required and not check.ok)
    rest = f"; not here: {absent}" if absent else ""
    if broken:
        return Text(f"stylecam cannot paint here yet; mend: {broken}{rest}", style="bold red")
    return Text(f"stylecam can paint here{rest}", style="bold green")
