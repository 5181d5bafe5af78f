from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch
from safetensors.torch import load_file, save_file

from stylecam.errors import UsageError
from stylecam.models.compact import Compact
from stylecam.models.registry import build_compact
from stylecam.training.evaluation.contender import PER_FRAME, load_peer, source, still_painter
from stylecam.training.evaluation.material import Clip, to_pixels, to_tensor
from stylecam.training.evaluation.peers import microast
from tests.training.evaluation.parts import compact_weights, noise, still
from tests.training.evaluation.peers.test_microast import published_layout

CPU = torch.device("cpu")


def test_the_source_stays_as_it_is() -> None:
    picture, clip = to_tensor(noise(16, 16), CPU), Clip("clip", 30, (noise(16, 16),))
    assert source().in_style(picture)(picture) is picture
    assert list(source().plays[PER_FRAME](still("any", noise(16, 16)), clip)) == list(clip.frames)


def test_a_network_of_our_own_paints_as_it_was_trained(tmp_path: Path) -> None:
    tensors = load_file(compact_weights(tmp_path / "some.safetensors"))
    network = Compact()
    network.load_state_dict(tensors)
    content, style = to_tensor(noise(48, 32), CPU), to_tensor(noise(32, 40, seed=1), CPU)
    paint = still_painter(build_compact(tensors, tmp_path, CPU, torch.float32))(style)
    first, second = paint(content), paint(1 - content)
    with torch.inference_mode():
        torch.testing.assert_close(first, network(content, network.style(style)), atol=1e-4, rtol=1e-4)
        torch.testing.assert_close(second, network(1 - content, network.style(style)), atol=1e-4, rtol=1e-4)


def test_microast_plays_each_frame_by_itself_in_its_own_size(tmp_path: Path) -> None:
    path = tmp_path / "microast.safetensors"
    save_file(published_layout(), path)
    peer, network = load_peer("microast", path, CPU), microast.load(path)
    style, clip = still("style", noise(40, 32, seed=2)), Clip("clip", 30, (noise(38, 30), noise(38, 30, seed=1)))
    played = list(peer.plays[PER_FRAME](style, clip))
    assert [frame.shape for frame in played] == [(30, 38, 3)] * 2
    with torch.inference_mode():
        alone = network(to_tensor(clip.frames[1], CPU), network.style(style.tensor(CPU)))
    assert np.array_equal(played[1], to_pixels(alone[:, :, :30, :38]))


def test_an_unknown_peer_is_said(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="there is no peer 'nobody'; there is: microast"):
        load_peer("nobody", tmp_path, CPU)
