"""`stylecam [gui]`: the window."""

from __future__ import annotations

import argparse

from stylecam.app import live_settings, make_pipeline, make_plan, style_library
from stylecam.cli.options import add_live_options, add_look_options, settings_from
from stylecam.gui.application import run_window
from stylecam.gui.choices import SourceChoice
from stylecam.sources.cameras import list_cameras


def configure(parser: argparse.ArgumentParser) -> None:
    add_live_options(parser)
    add_look_options(parser)


def run(arguments: argparse.Namespace) -> int:
    plan = make_plan(live_settings(settings_from(arguments)))
    cameras = [SourceChoice(camera.name, camera.name) for camera in list_cameras()]
    sources = [*cameras, SourceChoice("demo", "Demo scene")]
    return run_window(make_pipeline(plan), list(style_library()), sources, plan.look, ["stylecam"])
