from __future__ import annotations

import torch

from stylecam.engine.machine import this_machine


def test_the_machine_is_named_with_what_decides_its_speed() -> None:
    machine = this_machine()
    assert machine.cpu
    assert machine.cores >= 1
    assert machine.flags
    line = str(machine)
    assert torch.__version__ in line
    assert machine.flags[0] in line
    assert "\n" not in line
