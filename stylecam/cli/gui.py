"""`stylecam [gui]`: the window, as it was left."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from stylecam.app import (
    Plan,
    check_person,
    live_settings,
    make_pipeline,
    make_plan,
    style_store,
)
from stylecam.cli.desktop import services_for
from stylecam.cli.look_option import look_from, with_options
from stylecam.cli.options import add_live_options, add_look_options, options_given, settings_from
from stylecam.cli.trace_option import add_trace_option, tracing_to
from stylecam.errors import StylecamError
from stylecam.gui.application import run_window
from stylecam.gui.parts import Opening
from stylecam.look import Look
from stylecam.looks import find_here, look_from_json
from stylecam.masks_json import masks_from_json
from stylecam.memory import Memory, load_memory
from stylecam.paths import existing_file
from stylecam.settings import Settings
from stylecam.source_spec import is_url, parse_source
from stylecam.sources.cameras import find_camera, list_cameras
from stylecam.style_store import StyleStore
from stylecam.user_files import state_file


def configure(parser: argparse.ArgumentParser) -> None:
    add_live_options(parser)
    add_look_options(parser)
    add_trace_option(parser)
    parser.add_argument(
        "--safe-mode", action="store_true", help="start as for the first time; what was remembered is left as it is"
    )


def run(arguments: argparse.Namespace) -> int:
    state = None if arguments.safe_mode else state_file()
    styles = style_store()
    with tracing_to(arguments.trace) as tracer:
        plan, opening = prepare(arguments, state, styles)
        return run_window(make_pipeline(plan, tracer), services_for(plan, styles), opening, state, ["stylecam"])


def prepare(arguments: argparse.Namespace, state: Path | None, styles: StyleStore) -> tuple[Plan, Opening]:
    """What to make the pipeline of, and what to open the window with.

    Args:
        arguments: what somebody asks for; it wins over what was remembered.
        state: where the last state is remembered; None for a start as for the first time.
        styles: the user's and the shipped ones.

    Raises:
        UsageError, StyleError, LookError, WeightsError: the arguments ask for something that is not here. What was
            remembered and is not here any more is left out instead.
    """
    memory, note = (Memory(), "") if state is None else load_memory(state)
    given = options_given(arguments)
    asked = settings_from(arguments)
    # As large as the machine can paint, where nobody asks for a size.
    settings = live_settings(_with_machine(replace(asked, size=asked.size or "auto"), memory, given))
    plan = make_plan(settings)
    if arguments.look is None:
        look, notes = _look(plan.look, memory, given, styles)
    else:
        look, notes = look_from(arguments, plan.look, styles)
    if "background" in given:
        check_person(look)
    masks, lost = ((), ()) if "mask" in given else masks_from_json(memory.masks, find_here(styles))
    chosen = asked.mirror is not None or memory.mirror_chosen
    opening = Opening(
        look=look,
        source=settings.source or "demo",
        engine=(settings.device, settings.model),
        # A look from a file says whether it is mirrored, too.
        mirror_chosen=chosen or (arguments.look is not None and look.mirror != plan.look.mirror),
        memory=memory,
        note="; ".join(filter(None, (note, *notes, *lost))),
        masks=masks,
    )
    return replace(plan, look=look), opening


def _with_machine(settings: Settings, memory: Memory, given: Mapping[str, Any]) -> Settings:
    """The settings with the source, the device and the model from last time, where nobody asks for others."""
    remembered: dict[str, Any] = {}
    if memory.source is not None and _is_there(memory.source):
        remembered["source"] = memory.source
    for name in ("device", "model"):
        tried = replace(settings, **{name: getattr(memory, name)})
        if _works(tried):
            remembered[name] = getattr(memory, name)
    return replace(settings, **{name: value for name, value in remembered.items() if name not in given})


def _is_there(source: str) -> bool:
    """Whether a source can be opened again: a camera that is unplugged today is no reason to show an error."""
    name = parse_source(source).name
    if name == "demo" or is_url(source) or existing_file(source) is not None:
        return True
    try:
        return find_camera(name, list_cameras()) is not None
    except StylecamError:
        return False


def _works(settings: Settings) -> bool:
    try:
        make_plan(settings)
    except StylecamError:
        return False
    return True


def _look(asked: Look, memory: Memory, given: Mapping[str, Any], styles: StyleStore) -> tuple[Look, tuple[str, ...]]:
    """The look from last time with what the arguments ask for put in, and what could not be restored."""
    if memory.look is None:
        return asked, ()
    try:
        read = look_from_json(memory.look, find_here(styles), asked)
    except StylecamError as error:
        return asked, (str(error),)
    look = read.look if memory.mirror_chosen else replace(read.look, mirror=asked.mirror)
    return with_options(look, asked, given), read.notes
