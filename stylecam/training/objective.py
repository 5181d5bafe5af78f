"""What is minimised: every loss of a network on a batch, by name."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

import torch
from torch import Tensor, nn
from torch._dynamo.exc import TorchDynamoException

from stylecam.training.losses import (
    content_loss,
    flat_variation,
    identity_loss,
    lattice,
    moments,
    out_of_range,
    relative_style_loss,
    style_distance,
    temporal_loss,
    total_variation,
)
from stylecam.training.motion import Motion, warp
from stylecam.training.networks import StyleTransfer
from stylecam.training.perceptual import Features, Perceptual


class Objective(nn.Module):
    """The losses of the network it holds; its only parameters are the network's.

    A module, so that it can be compiled, and spread over processes, as one.
    """

    def __init__(
        self, network: nn.Module, perceptual: Perceptual, autocast: torch.dtype | None, compiled: bool = False
    ) -> None:
        """
        Args:
            autocast: what convolutions are computed in; None leaves them in float32.
            compiled: compute it as one program; the attribute of that name says whether it is.
        """
        super().__init__()
        self.network = network
        self.perceptual = perceptual
        self.compiled = compiled
        self._autocast = autocast
        self._program: Callable[..., dict[str, Tensor]] = self._losses
        if compiled:
            self._program = torch.compile(self._losses, dynamic=False)

    def forward(self, *inputs: Tensor) -> dict[str, Tensor]:
        """`_losses`, by the compiled program where that can be made."""
        if self.compiled:
            try:
                return self._program(*inputs)
            except TorchDynamoException:
                # A compiler that works on something small may still fail here, for want of memory for one.
                self.compiled = False
        return self._losses(*inputs)

    def _losses(
        self,
        content: Tensor,
        style: Tensor,
        identity: Tensor,
        moved: Tensor,
        flow: Tensor,
        valid: Tensor,
        moving: Tensor,
    ) -> dict[str, Tensor]:
        """One number each, not weighted; the mean over processes is that of the whole batch.

        Args:
            content, style: pictures (N, 3, S, S) in [0, 1].
            identity: (N,) how much each pair counts as one whose style is its content.
            moved, flow, valid: the last M contents as they look a moment later, and the motion between.
            moving: (M,) how much each of these counts.
        """
        count, again = len(content), len(moved)
        contents = torch.cat([content, moved]) if again else content
        styles = torch.cat([style, style[count - again :]]) if again else style
        with torch.no_grad():
            seen = self._features(torch.cat([content, style]))
            own, wanted = _split(seen, count)
            style_moments = moments(wanted)
            own_distance = style_distance(moments(own), style_moments)
        painted = self._painted(contents, styles)
        output, moved_output = painted[:count], painted[count:]
        features = self._features(output)
        distance = style_distance(moments(features), style_moments)
        reconstruction = identity_loss(output, content)
        losses = {
            "content": content_loss(features[-1], own[-1]).mean(),
            "style": relative_style_loss(distance, own_distance).mean(),
            "distance": distance.detach().mean(),
            "total_variation": total_variation(output).mean(),
            "flat_variation": flat_variation(output, content).mean(),
            "lattice": lattice(output, content).mean(),
            "out_of_range": out_of_range(output).mean(),
            "reconstruction": reconstruction.mean(),
            "identity": (reconstruction * identity).sum(),
        }
        if again:
            warped = warp(output[count - again :], Motion(flow, valid))
            losses["temporal"] = (temporal_loss(moved_output, warped, valid) * moving).sum()
        else:
            losses["temporal"] = reconstruction.new_zeros(())
        return losses

    def _painted(self, contents: Tensor, styles: Tensor) -> Tensor:
        network = cast(StyleTransfer, self.network)
        with torch.autocast(contents.device.type, self._autocast, enabled=self._autocast is not None):
            return network(contents, network.style(styles)).float()

    def _features(self, pictures: Tensor) -> Features:
        with torch.autocast(pictures.device.type, self._autocast, enabled=self._autocast is not None):
            found: Features = self.perceptual(pictures)
        return found


def _split(features: Features, count: int) -> tuple[Features, Features]:
    """The first `count` pictures' and the others'."""
    first, others = zip(*((level[:count], level[count:]) for level in features), strict=True)
    return cast(Features, first), cast(Features, others)
