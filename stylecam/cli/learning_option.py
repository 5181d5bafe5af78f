"""`--learn-background`: the empty room is looked at first, and who comes into it is the person."""

from __future__ import annotations

import argparse
from dataclasses import replace

from rich.console import Console

from stylecam.app import Plan, check_person
from stylecam.cli.options import checked
from stylecam.pipeline.commands import LearnBackground, SetBackground
from stylecam.pipeline.pipeline import Pipeline
from stylecam.pipeline.status import PersonStatus

SECONDS = 3.0

LEAVE = "leave the picture: the background is being learned"
KNOWN = "the background is known; come back"


def add_learning_option(parser: argparse.ArgumentParser | argparse._ArgumentGroup) -> None:
    parser.add_argument(
        "--learn-background",
        type=checked("learn_background"),
        nargs="?",
        const=SECONDS,
        metavar="SECONDS",
        help=f"leave the picture for so long ({SECONDS:g}), so that the background is known and you are told from it",
    )


def before_learning(seconds: float | None, plan: Plan) -> Plan:
    """The plan to begin with: while the background is not known, all is painted alike.

    Raises:
        StylecamError: it is not to be learned, and nothing here finds the person.
    """
    if seconds is None:
        check_person(plan.look)
        return plan
    return replace(plan, look=replace(plan.look, background="none"))


def learn(seconds: float | None, plan: Plan, pipeline: Pipeline) -> None:
    """Have the background learned, and painted from then on as planned."""
    if seconds is not None:
        pipeline.send(LearnBackground(seconds))
        pipeline.send(SetBackground(plan.look.background))


class LearningNews:
    """Tells on a terminal what becomes of it (`output.News`).

    Args:
        pipeline: where it is learned.
        console: where to tell it.
    """

    def __init__(self, pipeline: Pipeline, console: Console) -> None:
        self._pipeline, self._console = pipeline, console
        self._told = ""

    def tell(self) -> None:
        """What has not been told."""
        person = self._pipeline.status().person
        line = "" if person is None else _line(person, self._told)
        if line and line != self._told:
            self._console.print(line)
        self._told = line


def _line(person: PersonStatus, before: str) -> str:
    if person.learning is not None:
        return LEAVE
    return person.trouble or (KNOWN if before in (LEAVE, KNOWN) else "")
