"""The virtual camera, with what keeps this machine from having one."""

from __future__ import annotations

from stylecam.doctor.virtual_camera import checks_to_send
from stylecam.errors import SinkError
from stylecam.sinks.virtual_camera import VirtualCameraSink


def virtual_camera(device: str = "") -> VirtualCameraSink:
    """What video calls see as a camera; `device` names one, "" leaves it to the system.

    Raises:
        SinkError: this machine has none yet; it says what to run.
    """
    # Looked at anew each time: whoever has run the command goes on without a restart.
    lacking = next((check for check in checks_to_send() if not check.ok), None)
    if lacking is not None:
        raise SinkError(f"{lacking.name}: {lacking.detail}: {lacking.fix}")
    return VirtualCameraSink(device or None)
