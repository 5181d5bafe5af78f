"""The face: skin, eyes, brows and mouth on the sculpted shape, in the light of the room."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from stylecam.frame import Pixels
from stylecam.sources.scene.eye import draw_eye
from stylecam.sources.scene.light import Colors, blur, cast, linear, mix, normals, openness, screen
from stylecam.sources.scene.noise import Field, fbm, smoothstep
from stylecam.sources.scene.sculpt import MOUTH_Y, Clay, bump, pair, sculpt

KEY = (-0.56, -0.42, 0.71)
LIP_HALF = 0.35
SKIN, BLOOD, LIP = (226, 172, 142), (198, 96, 84), (184, 88, 86)
HAIR = (70, 42, 26)


@dataclass(frozen=True)
class Bare:
    """A face without its eyes: its shape, the light on it, and the colors that makes."""

    clay: Clay
    light: Colors
    color: Colors
    unit: float


def bare(unit: float, mouth: float) -> Bare:
    """The face at `unit` pixels per half width, the mouth open by 0 to 1."""
    clay = sculpt(unit, mouth)
    rng = np.random.default_rng(11)
    light, shine = _light(clay, unit, fbm(rng, clay.z.shape, (0.05 * unit, 0.05 * unit), 3))
    color: Colors = _skin(clay, rng, unit) * light + shine[..., None]
    color = _mouth(color, clay, unit, mouth, light)
    return Bare(clay, light, _brows(color, clay, unit, light), unit)


def with_eyes(face: Bare, blink: float) -> Pixels:
    """Premultiplied RGBA of a face with its eyes closed by 0 to 1."""
    color = face.color
    for side in (-1, 1):
        color = draw_eye(color, face.clay, face.unit, side, blink, face.light)
    return screen(color, face.clay.inside)


def seam_of(x: Field) -> Field:
    """Where the closed lips meet: a shallow bow with a dip in the middle and corners that rise a little."""
    return np.asarray(MOUTH_Y + 0.012 * np.exp(-((x / 0.07) ** 2)) - 0.34 * x * x, np.float32)


def _skin(clay: Clay, rng: np.random.Generator, unit: float) -> Colors:
    x, y = clay.x, clay.y
    red = 0.42 * pair(x, y, 0.58, 0.42, 0.28, 0.2) + 0.38 * bump(x, y, 0, 0.52, 0.2, 0.14)
    red += 0.10 * bump(x, y, 0, 1.3, 0.3, 0.15) + 0.12 * pair(x, y, 0.4, 0.1, 0.22, 0.06)
    red += 0.05 * fbm(rng, x.shape, (0.3 * unit, 0.3 * unit), 4)
    albedo = mix(np.broadcast_to(linear(SKIN), (*x.shape, 3)), linear(BLOOD), np.clip(red, 0, 1))
    freckles = smoothstep(1.5, 2.4, fbm(rng, x.shape, (0.05 * unit, 0.045 * unit), 1))
    freckles *= 0.35 * (pair(x, y, 0.4, 0.35, 0.4, 0.2) + bump(x, y, 0, 0.3, 0.3, 0.2))
    albedo = mix(albedo, linear((150, 88, 60)), np.clip(freckles, 0, 1))
    tone = 1 + 0.035 * fbm(rng, x.shape, (0.12 * unit, 0.12 * unit), 3)
    return np.asarray(_nose(_lips(albedo, clay, unit), clay) * tone[..., None], np.float32)


def _lips(albedo: Colors, clay: Clay, unit: float) -> Colors:
    x, y = clay.x, clay.y
    seam = seam_of(x)
    bow = 0.085 - 0.022 * np.exp(-((x / 0.055) ** 2)) + 0.012 * np.exp(-(((np.abs(x) - 0.09) / 0.06) ** 2))
    taper = np.clip(1 - (np.abs(x) / LIP_HALF) ** 2.2, 0, 1)
    up, down = seam - bow * taper**0.8, seam + 0.115 * taper**0.75
    lips = smoothstep(-0.012, 0.012, y - up) * smoothstep(0.012, -0.012, y - down) * smoothstep(0, 0.1, taper)
    return mix(albedo, linear(LIP), 0.80 * blur(np.asarray(lips, np.float32), 0.010 * unit))


def _nose(albedo: Colors, clay: Clay) -> Colors:
    x, y = clay.x, clay.y
    nostrils = pair(x, y, 0.09, 0.618, 0.048, 0.022)
    wings = np.exp(-(((np.hypot((np.abs(x) - 0.165) / 1.0, (y - 0.555) / 1.1) - 0.092) / 0.016) ** 2))
    wings *= smoothstep(0.15, 0.22, np.abs(x)) * smoothstep(0.48, 0.56, y) * smoothstep(0.66, 0.6, y)
    return mix(albedo, linear((92, 34, 26)), np.clip(0.85 * nostrils + 0.38 * wings, 0, 1))


def _light(clay: Clay, unit: float, pores: Field) -> tuple[Colors, Field]:
    z = clay.z
    nx, ny, nz = normals(z + 0.0007 * pores, unit)
    seen = 0.15 + 0.85 * cast(z, unit, KEY, 0.9, 0.13)
    key = nx * KEY[0] + ny * KEY[1] + nz * KEY[2]
    # Red light travels furthest under the skin, so it reaches around the edge of a shadow.
    wraps = [np.clip((key + w) / (1 + w), 0, 1) for w in (0.36, 0.2, 0.14)]
    shade = [blur(seen, s * unit) for s in (0.05, 0.022, 0.016)]
    hollow = openness(z, unit, 0.10, 0.09) * openness(z, unit, 0.3, 0.45)
    sun = np.clip(0.86 * nx - 0.30 * ny - 0.12 * nz, 0, 1) ** 1.6
    sky = 0.5 - 0.5 * ny
    channels = []
    for wrap, dark, hue, warm, cool, bounce in zip(
        wraps, shade, (1.28, 1.14, 0.97), (1.0, 0.80, 0.55), (0.27, 0.33, 0.42), (0.20, 0.13, 0.09), strict=True
    ):
        ambient = (cool * sky + bounce * (1 - sky)) * hollow ** (0.8 if hue > 1.2 else 1.0)
        channels.append(wrap * dark * hue * (0.4 + 0.6 * hollow) + ambient + 0.9 * warm * sun)
    hx, hy, hz = KEY[0], KEY[1], KEY[2] + 1
    norm = (hx * hx + hy * hy + hz * hz) ** 0.5
    half = np.clip((nx * hx + ny * hy + nz * hz) / norm, 0, 1)
    oily = 0.35 + 0.65 * bump(clay.x, clay.y, 0, 0.2, 0.35, 0.6) + 0.8 * bump(clay.x, clay.y, 0, 1.0, 0.2, 0.06)
    shine = (0.10 * half**22 + 0.12 * half**70) * seen * oily
    return np.asarray(np.dstack(channels), np.float32), np.asarray(shine, np.float32)


def _brows(color: Colors, clay: Clay, unit: float, light: Colors) -> Colors:
    x, y = np.abs(clay.x), clay.y
    along = (x - 0.17) / 0.52
    middle = -0.285 - 0.085 * np.sin(np.clip(along, 0, 1) * 2.3) + 0.05 * smoothstep(0.7, 1.0, along)
    thick = 0.052 * (1 - 0.65 * smoothstep(0.35, 1.0, along)) * smoothstep(-0.06, 0.12, along)
    body = np.exp(-(((y - middle) / np.maximum(thick, 0.004)) ** 4)) * smoothstep(1.04, 0.9, along) * (along > -0.06)
    # Single hairs, leaning outwards.
    rng = np.random.default_rng(5)
    columns, rows = (np.asarray(a, np.float32) for a in np.meshgrid(*(np.arange(n) for n in x.shape[::-1])))
    upright = np.asarray(fbm(rng, x.shape, (0.022 * unit, 0.10 * unit), 2), np.float32)
    leaning = np.asarray(columns + np.sign(clay.x) * rows * 0.9, np.float32)
    hairs = cv2.remap(upright, leaning, rows, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT)
    return mix(color, linear(HAIR) * (0.25 + 0.5 * light), np.clip(body * (0.72 + 0.13 * np.asarray(hairs)), 0, 0.95))


def _mouth(color: Colors, clay: Clay, unit: float, mouth: float, light: Colors) -> Colors:
    # Here the lips part: rows count from the upper lip, which stays.
    x, y = clay.x, clay.y + clay.drop
    seam = seam_of(x)
    width = LIP_HALF - 0.02 - 0.05 * mouth
    gape = (0.014 + 0.125 * mouth) * np.clip(1 - (x / width) ** 2, 0, 1) ** 0.7
    px = 0.7 / unit
    hole = smoothstep(-px, px, y - seam + 0.006) * smoothstep(-px, px, seam + gape - y) * (np.abs(x) < width)
    inner = np.broadcast_to(linear((70, 22, 24)), color.shape) * (0.5 + 0.5 * light)
    tongue = bump(x, y, 0, MOUTH_Y + 0.15, 0.16, 0.07) * smoothstep(0.25, 0.6, np.float32(mouth))
    inner = mix(np.asarray(inner, np.float32), linear((176, 84, 84)) * light, 0.7 * tongue)
    edge = seam + 0.05 * smoothstep(0.1, 0.35, np.float32(mouth))
    teeth = smoothstep(-px, px, edge - y) * smoothstep(0.235, 0.18, np.abs(x)) * smoothstep(0.1, 0.3, np.float32(mouth))
    gaps = 1 - 0.25 * np.exp(-(((np.mod(x + 0.04, 0.08) - 0.04) / 0.006) ** 2))
    inner = mix(inner, linear((228, 216, 204)) * (0.35 + 0.4 * light) * gaps[..., None], 0.95 * teeth)
    corners = pair(x, y, LIP_HALF - 0.01, MOUTH_Y - 0.03, 0.04, 0.02)
    color = np.asarray(color * (1 - 0.5 * corners)[..., None], np.float32)
    return mix(color, inner, np.asarray(hole * (0.8 + 0.2 * mouth), np.float32))
