"""Synthetic motion: what a still picture would look like one frame later.

A network is steady when painting the moved picture gives the moved painting. Real video needs flow that is estimated
and wrong at edges; here the flow is made, so it is known everywhere. Source: Wang et al., "Consistent Video Style
Transfer via Relaxation and Regularization" (ReReVST, 2020): compound regularisation, a random flow with noise on top.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor


@dataclass(frozen=True)
class MotionStrength:
    """How much may change from one webcam frame to the next; every draw is uniform up to these.

    Attributes:
        shift: of the whole picture, pixels either way.
        zoom: about the centre; 0.05 is from 0.95 to 1.05.
        rotation: about the centre, degrees either way.
        wobble: of parts of the picture against one another, pixels either way.
        wobble_cell: how far apart parts must be to move freely, pixels.
        noise: standard deviation of a pixel's noise, of a range of 1.
        brightness: gain; 0.05 is from 0.95 to 1.05.
    """

    shift: float
    zoom: float
    rotation: float
    wobble: float
    wobble_cell: int
    noise: float
    brightness: float


@dataclass(frozen=True)
class Motion:
    """A motion of a batch of pictures.

    Attributes:
        flow: (N, H, W, 2) as (x, y) in pixels: the moved picture has at p what the picture had at p + flow(p).
        valid: (N, 1, H, W), 1 where p + flow(p) lies inside the picture, else 0; float32.
    """

    flow: Tensor
    valid: Tensor


def random_motion(batch: int, size: tuple[int, int], generator: torch.Generator, strength: MotionStrength) -> Motion:
    """A shift, a zoom and a rotation of each picture, and a smooth wobble on top, on the generator's device.

    Args:
        size: height and width.
    """
    flow = _camera_flow(batch, size, generator, strength) + _wobble(batch, size, generator, strength)
    height, width = size
    x, y = (_pixels(size, flow.device) + flow).unbind(-1)
    inside = (x >= 0) & (x <= width - 1) & (y >= 0) & (y <= height - 1)
    return Motion(flow, inside[:, None].float())


def warp(pictures: Tensor, motion: Motion) -> Tensor:
    """`pictures` (N, C, H, W) moved; bilinear, reflected at the border, float32."""
    height, width = pictures.shape[-2:]
    sides = torch.tensor([width, height], device=pictures.device, dtype=torch.float32)
    grid = (2 * (_pixels((height, width), pictures.device) + motion.flow) + 1) / sides - 1
    # Half precision would round positions to whole pixels.
    with torch.autocast(pictures.device.type, enabled=False):
        return F.grid_sample(pictures.float(), grid, mode="bilinear", padding_mode="reflection", align_corners=False)


def disturb(pictures: Tensor, generator: torch.Generator, noise: float, brightness: float) -> Tensor:
    """`pictures` (N, 3, H, W) as a sensor would see them the next time: other noise, other exposure; within [0, 1].

    Args:
        noise: each picture's standard deviation is drawn from 0 to this.
        brightness: each picture's gain is drawn from 1 - this to 1 + this.
    """
    count = len(pictures)
    gain = 1 + brightness * _either_way((count, 1, 1, 1), generator)
    sigma = noise * torch.rand((count, 1, 1, 1), generator=generator, device=generator.device)
    grain = sigma * torch.randn(pictures.shape, generator=generator, device=generator.device)
    return (pictures * gain.to(pictures.device) + grain.to(pictures.device)).clamp(0, 1)


def _camera_flow(batch: int, size: tuple[int, int], generator: torch.Generator, strength: MotionStrength) -> Tensor:
    """(N, H, W, 2): `A (p - centre) - (p - centre) + shift` with A a rotation times a zoom."""
    draws = _either_way((batch, 4), generator)
    angle = math.radians(strength.rotation) * draws[:, 0]
    zoom = 1 + strength.zoom * draws[:, 1]
    shift = strength.shift * draws[:, 2:]
    cos, sin = zoom * angle.cos(), zoom * angle.sin()
    matrix = torch.stack([torch.stack([cos, -sin], dim=1), torch.stack([sin, cos], dim=1)], dim=1)
    height, width = size
    from_centre = _pixels(size, draws.device) - torch.tensor([width - 1, height - 1], device=draws.device) / 2
    moved = torch.einsum("nij,hwj->nhwi", matrix, from_centre)
    return moved - from_centre + shift[:, None, None]


def _wobble(batch: int, size: tuple[int, int], generator: torch.Generator, strength: MotionStrength) -> Tensor:
    """(N, H, W, 2): noise on a coarse grid, made as large as the picture."""
    rows, columns = (max(2, 1 + round(side / strength.wobble_cell)) for side in size)
    coarse = strength.wobble * _either_way((batch, 2, rows, columns), generator)
    fine = F.interpolate(coarse, size=size, mode="bicubic", align_corners=True)
    return fine.permute(0, 2, 3, 1)


def _either_way(shape: tuple[int, ...], generator: torch.Generator) -> Tensor:
    """Uniform from -1 to 1."""
    return 2 * torch.rand(shape, generator=generator, device=generator.device) - 1


def _pixels(size: tuple[int, int], device: torch.device) -> Tensor:
    """(H, W, 2): each pixel's own place as (x, y)."""
    y, x = torch.meshgrid(*(torch.arange(side, device=device, dtype=torch.float32) for side in size), indexing="ij")
    return torch.stack([x, y], dim=-1)
