"""The virtual camera, with what keeps this machine from having one."""

from __future__ import annotations

import argparse
import re
from typing import Any

import numpy as np

from stylecam.cli.options import checked
from stylecam.doctor.virtual_camera import checks_to_send, chosen
from stylecam.errors import SinkError, UsageError
from stylecam.frame import Pixels
from stylecam.look import Size
from stylecam.outputs import FITS
from stylecam.paths import as_path, existing_file
from stylecam.pictures import load_picture
from stylecam.settings import parse_size
from stylecam.sinks.virtual_camera import CameraForm, VirtualCameraSink

USUAL = CameraForm()


def add_virtual_camera_options(group: argparse._ArgumentGroup) -> None:
    """Whether other programs see the painted picture as a camera, and what they get."""
    group.add_argument(
        "--virtual-camera",
        nargs="?",
        const="",
        metavar="DEVICE|pipewire",
        help="show the painted picture to other programs as a camera: on Linux a v4l2loopback device by path or label, "
        "or one of the PipeWire session",
    )
    group.add_argument(
        "--virtual-camera-size",
        type=even_size,
        metavar="WxH",
        help="size of its pictures (1280x720), whatever is painted",
    )
    group.add_argument("--virtual-camera-fps", type=checked("fps"), metavar="N", help="its frames a second (30)")
    group.add_argument(
        "--virtual-camera-fit",
        choices=FITS,
        help="a picture of another shape between bars, or its edges cut off (letterbox)",
    )
    group.add_argument(
        "--card", metavar="FILE|#RRGGBB", help="what it shows while there is no picture: a picture file or a colour"
    )


def virtual_camera_for(arguments: argparse.Namespace) -> VirtualCameraSink | None:
    """The virtual camera that the arguments ask for; None if they do not.

    Raises:
        SinkError: this machine has none yet; it says what to run.
        UsageError, PictureError: the card is neither a colour nor a picture that can be read, or an option is of a
            virtual camera and there is to be none.
    """
    options = {"size": "virtual_camera_size", "fps": "virtual_camera_fps", "fit": "virtual_camera_fit", "card": "card"}
    asked = {name: getattr(arguments, option) for name, option in options.items()}
    given: dict[str, Any] = {name: value for name, value in asked.items() if value is not None}
    if arguments.virtual_camera is None:
        if given:
            option = options[next(iter(given))].replace("_", "-")
            raise UsageError(f"--{option}: there is no virtual camera; add --virtual-camera")
        return None
    if "card" in given:
        given["card"] = card_from(given["card"], given.get("size", USUAL.size))
    return virtual_camera(arguments.virtual_camera, CameraForm(**given))


def virtual_camera(device: str = "", form: CameraForm = USUAL) -> VirtualCameraSink:
    """What video calls see as a camera; `device` names one, "" leaves it to the system.

    Raises:
        SinkError: this machine has none yet; it says what to run.
    """
    # Looked at anew each time: whoever has run the command goes on without a restart.
    device = chosen(device)
    lacking = next((check for check in checks_to_send(device) if not check.ok), None)
    if lacking is not None:
        raise SinkError(f"{lacking.name}: {lacking.detail}: {lacking.fix}")
    return VirtualCameraSink(device or None, form)


def card_from(text: str, size: Size) -> Pixels:
    """The pixels of a picture file, or a plain picture of `size` in a colour, `#RRGGBB`.

    Raises:
        UsageError: what begins like a colour is none.
        PictureError: the picture cannot be read.
    """
    if not text.startswith("#") or existing_file(text) is not None:
        return load_picture(as_path(text))
    if re.fullmatch("#[0-9a-fA-F]{6}", text) is None:
        raise UsageError(f"--card {text}: is no colour; write it as #1a2b3c")
    return np.full((size[1], size[0], 3), list(bytes.fromhex(text[1:])), np.uint8)


def even_size(text: str) -> Size:
    """A camera's `WxH`.

    Raises:
        argparse.ArgumentTypeError: it is no size, or a side is odd, which a camera's colours cannot be stored for.
    """
    try:
        width, height = parse_size(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None
    if width % 2 or height % 2:
        raise argparse.ArgumentTypeError(f"'{text}' is no camera's size; both sides must be even")
    return width, height
