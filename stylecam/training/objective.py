"""What is minimised: every loss of a network on a batch, by name."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import asdict
from typing import cast

import torch
from torch import Tensor, nn
from torch._dynamo.exc import TorchDynamoException

from stylecam.training.config import Losses
from stylecam.training.losses import (
    coherence_loss,
    coherence_positions,
    content_loss,
    distillation_loss,
    feature_identity_loss,
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
from stylecam.training.networks import StyleTransfer, styles_of
from stylecam.training.perceptual import CONVOLUTIONS, FULL_WIDTHS, LEVELS, Features, Perceptual

EXTRAS = ("feature_identity", "distillation", "coherence")
"""Losses that are computed only where they are asked for."""

COHERENCE_LEVEL, COHERENCE_STRIDE = 2, 4
"""relu3_1, and how many pixels lie between its places."""

COHERENCE_PLACES = 32
"""At which coherence looks in a step, the same ones in all pictures."""


class Objective(nn.Module):
    """The losses of the network it holds.

    A module, so that it can be compiled, and spread over processes, as one. Its parameters are the network's and those
    of `projections`: 1x1 convolutions from the network's features to the width of VGG's; none without distillation.
    """

    def __init__(
        self,
        network: nn.Module,
        perceptual: Perceptual,
        extras: Collection[str],
        autocast: torch.dtype | None,
        compiled: bool = False,
    ) -> None:
        """
        Args:
            extras: which of `EXTRAS` to compute.
            autocast: what convolutions are computed in; None leaves them in float32.
            compiled: compute it as one program; the attribute of that name says whether it is.
        """
        super().__init__()
        self.network = network
        self.perceptual = perceptual
        self.projections = _projections(network) if "distillation" in extras else nn.ModuleList()
        self.compiled = compiled
        self._extras = frozenset(extras)
        self._autocast = autocast
        self._program: Callable[..., dict[str, Tensor]] = self._losses
        if compiled:
            self._program = torch.compile(self._losses, dynamic=False)

    def forward(self, *inputs: Tensor) -> dict[str, Tensor]:
        """`_losses`, by the compiled program where that can be made."""
        if "coherence" in self._extras:
            # Drawn outside of the program, from the generator that a checkpoint holds.
            inputs = (*inputs, _places(inputs[0]))
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
        number: Tensor,
        identity: Tensor,
        moved: Tensor,
        flow: Tensor,
        valid: Tensor,
        moving: Tensor,
        places: Tensor | None = None,
    ) -> dict[str, Tensor]:
        """One number each, not weighted; the mean over processes is that of the whole batch.

        Args:
            content, style: pictures (N, 3, S, S) in [0, 1].
            number: (N,) of the style's picture in its folder.
            identity: (N,) how much each pair counts as one whose style is its content.
            moved, flow, valid: the last M contents as they look a moment later, and the motion between.
            moving: (M,) how much each of these counts.
            places: (P, 2) in relu3_1, for coherence.
        """
        count, again = len(content), len(moved)
        contents = torch.cat([content, moved]) if again else content
        styles = torch.cat([style, style[count - again :]]) if again else style
        numbers = torch.cat([number, number[count - again :]]) if again else number
        with torch.no_grad():
            seen = self._features(torch.cat([content, style]))
            own, wanted = _split(seen, count)
            style_moments = moments(wanted)
            own_distance = style_distance(moments(own), style_moments)
        as_content = (identity > 0).to(contents.dtype)
        if again:
            as_content = torch.cat([as_content, as_content[count - again :]])
        painted = self._painted(contents, styles, numbers, as_content)
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
            "temporal": _flicker(output, moved_output, Motion(flow, valid), moving),
        }
        if "feature_identity" in self._extras:
            losses["feature_identity"] = (feature_identity_loss(features, own) * identity).sum()
        if "distillation" in self._extras:
            losses["distillation"] = self._distillation(torch.cat([content, style]), seen)
        if places is not None:
            losses["coherence"] = coherence_loss(features[COHERENCE_LEVEL], own[COHERENCE_LEVEL], places).mean()
        return losses

    def _distillation(self, pictures: Tensor, seen: Features) -> Tensor:
        """How far the features of pictures (N, 3, S, S), projected, are from their relu3_1 and relu4_1."""
        network = cast(StyleTransfer, self.network)
        with torch.autocast(pictures.device.type, self._autocast, enabled=self._autocast is not None):
            levels = zip(network.encode(pictures), seen[2:], self.projections, strict=True)
            losses = [distillation_loss(own, wanted, projection).mean() for own, wanted, projection in levels]
        return torch.stack(losses).sum()

    def _painted(self, contents: Tensor, styles: Tensor, numbers: Tensor, as_content: Tensor) -> Tensor:
        network = cast(StyleTransfer, self.network)
        with torch.autocast(contents.device.type, self._autocast, enabled=self._autocast is not None):
            return network(contents, styles_of(self.network, styles, numbers, as_content)).float()

    def _features(self, pictures: Tensor) -> Features:
        with torch.autocast(pictures.device.type, self._autocast, enabled=self._autocast is not None):
            found: Features = self.perceptual(pictures)
        return found


def extras_of(losses: Losses) -> frozenset[str]:
    """Those of `EXTRAS` that have a weight."""
    return frozenset(name for name, weight in asdict(losses).items() if name in EXTRAS and weight > 0)


def _flicker(output: Tensor, moved_output: Tensor, motion: Motion, moving: Tensor) -> Tensor:
    """The temporal loss of the last M paintings of `output` (N, 3, S, S), weighed by `moving` (M,); 0 without any."""
    again = len(moved_output)
    if not again:
        return output.new_zeros(())
    warped = warp(output[len(output) - again :], motion)
    return (temporal_loss(moved_output, warped, motion.valid) * moving).sum()


def _projections(network: nn.Module) -> nn.ModuleList:
    """From the network's features at 1/4 and 1/8 to the width of relu3_1 and relu4_1."""
    device = next(network.parameters()).device
    with torch.no_grad():
        levels = cast(StyleTransfer, network).encode(torch.zeros(1, 3, 32, 32, device=device))
    wide = (FULL_WIDTHS[CONVOLUTIONS.index(level)] for level in LEVELS[2:])
    return nn.ModuleList(nn.Conv2d(level.shape[1], width, 1) for level, width in zip(levels, wide, strict=True))


def _places(pictures: Tensor) -> Tensor:
    """Random places (P, 2) for the coherence of pictures (N, 3, S, S)."""
    height, width = (side // COHERENCE_STRIDE for side in pictures.shape[-2:])
    return coherence_positions(height, width, COHERENCE_PLACES, torch.default_generator).to(pictures.device)


def _split(features: Features, count: int) -> tuple[Features, Features]:
    """The first `count` pictures' and the others'."""
    first, others = zip(*((level[:count], level[count:]) for level in features), strict=True)
    return cast(Features, first), cast(Features, others)
