"""A real microphone, through PortAudio. Skipped where there is none."""

from __future__ import annotations

import pytest

from stylecam.errors import SourceError
from stylecam.microphone.microphone import Microphone, list_microphones
from stylecam.pipeline.status import State
from stylecam.sound import SoundBlock, SoundOptions
from tests.pipeline.parts import DEADLINE, eventually

pytestmark = pytest.mark.device


@pytest.fixture
def microphone() -> Microphone:
    try:
        found = list_microphones()
    except SourceError as error:
        pytest.skip(str(error))
    if not found:
        pytest.skip("there is no microphone here")
    return Microphone(SoundOptions(found[0].name))


def test_a_real_microphone_hears_and_can_be_listed_meanwhile(microphone: Microphone) -> None:
    microphone.start()
    blocks = microphone.listen()
    heard: list[SoundBlock] = []
    while len(heard) < 100:
        block = blocks.get(DEADLINE)
        assert block is not None
        heard.append(block)
    assert [other.name for other in list_microphones()], "they can be listed meanwhile"
    assert blocks.get(DEADLINE) is not None
    microphone.stop()
    assert microphone.join(DEADLINE)
    eventually(lambda: microphone.status.worker.state is State.ENDED)

    lasted = heard[-1].captured_at - heard[0].captured_at
    # On a busy machine blocks are told late.
    assert lasted == pytest.approx(sum(block.seconds for block in heard[:-1]), abs=0.5)
