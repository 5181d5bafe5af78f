"""The face: skin, eyes, brows and mouth on the sculpted shape, in the light of the room."""

from __future__ import annotations

import numpy as np

from stylecam.frame import Pixels
from stylecam.sources.scene.light import Colors, blur, cast, linear, normals, openness, screen
from stylecam.sources.scene.noise import Field, fbm, smoothstep
from stylecam.sources.scene.sculpt import EYE_HALF, EYE_X, MOUTH_Y, Clay, bump, pair, sculpt

KEY = (-0.56, -0.42, 0.71)
SKIN, BLOOD, LIP = (226, 172, 142), (198, 96, 84), (184, 88, 86)
HAIR = (70, 42, 26)


def render(unit: float, blink: float, mouth: float) -> Pixels:
    """The face at `unit` pixels per half width, eyelids closed and mouth open by 0 to 1: premultiplied RGBA."""
    clay = sculpt(unit, mouth)
    rng = np.random.default_rng(11)
    pores = fbm(rng, clay.z.shape, (0.05 * unit, 0.05 * unit), 3)
    albedo = _skin(clay, rng, unit)
    light, shine = _light(clay, unit, pores)
    color = albedo * light + shine[..., None]
    color = _mouth(color, clay, unit, mouth, light)
    for side in (-1, 1):
        color = _eye(color, clay, unit, side, blink, light)
    color = _brows(color, clay, unit, light)
    return screen(color, clay.inside)


def _mix(below: Colors, above: Colors, amount: Field) -> Colors:
    return np.asarray(below + (above - below) * amount[..., None], np.float32)


def _skin(clay: Clay, rng: np.random.Generator, unit: float) -> Colors:
    x, y = clay.x, clay.y
    red = 0.42 * pair(x, y, 0.58, 0.42, 0.28, 0.2) + 0.38 * bump(x, y, 0, 0.52, 0.2, 0.14)
    red += 0.10 * bump(x, y, 0, 1.3, 0.3, 0.15) + 0.12 * pair(x, y, 0.4, 0.1, 0.22, 0.06)
    red += 0.05 * fbm(rng, x.shape, (0.3 * unit, 0.3 * unit), 4)
    albedo = _mix(np.broadcast_to(linear(SKIN), (*x.shape, 3)), linear(BLOOD), np.clip(red, 0, 1))
    freckles = smoothstep(1.5, 2.4, fbm(rng, x.shape, (0.05 * unit, 0.045 * unit), 1))
    freckles *= 0.35 * (pair(x, y, 0.4, 0.35, 0.4, 0.2) + bump(x, y, 0, 0.3, 0.3, 0.2))
    albedo = _mix(albedo, linear((150, 88, 60)), np.clip(freckles, 0, 1))
    tone = 1 + 0.035 * fbm(rng, x.shape, (0.12 * unit, 0.12 * unit), 3)
    upper = (y < MOUTH_Y) * smoothstep(
        -0.085, -0.055, y - 0.925 + 0.02 * np.exp(-((x / 0.06) ** 2)) * -1 - 0.16 * x * x
    )
    lower = (y >= MOUTH_Y) * smoothstep(0.125, 0.09, y - 0.945 + 0.9 * x * x)
    lips = np.clip(upper + lower, 0, 1) * smoothstep(0.34, 0.27, np.abs(x))
    albedo = _mix(albedo, linear(LIP), 0.85 * blur(np.asarray(lips, np.float32), 0.008 * unit))
    return np.asarray(albedo * tone[..., None], np.float32)


def _light(clay: Clay, unit: float, pores: Field) -> tuple[Colors, Field]:
    z = clay.z
    nx, ny, nz = normals(z + 0.0022 * pores, unit)
    seen = cast(z, unit, KEY, 0.9, 0.10)
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


def _eye(color: Colors, clay: Clay, unit: float, side: int, blink: float, light: Colors) -> Colors:
    # Towards the nose is negative: both eyes are drawn alike.
    x = (clay.x * side - EYE_X) / EYE_HALF
    y = clay.y - 0.0 + 0.022 * x
    px = 1 / unit
    arch = np.clip(1 - np.abs(x + 0.1 * (1 - x * x)) ** 2.2, 0, 1)
    lower = 0.062 * np.clip(1 - np.abs(x - 0.1) ** 2.4, 0, 1)
    upper = -0.112 * arch**0.85
    lid = upper + (lower - upper) * (0.06 + 0.94 * blink)
    across = smoothstep(1.04, 0.98, np.abs(x))
    opening = smoothstep(-px, px, y - lid) * smoothstep(-px, px, lower - y) * across * float(blink < 0.97)
    # The crease and the upper lid's own soft light.
    crease = np.exp(-(((y - upper + 0.055 * (1 - 0.6 * blink)) / 0.016) ** 2)) * smoothstep(1.15, 0.75, np.abs(x))
    color = np.asarray(color * (1 - 0.42 * (1 - 0.5 * blink) * crease)[..., None], np.float32)
    rx, ry = x * EYE_HALF, y - (-0.026)
    radius = np.sqrt((rx + 0.012 * side) ** 2 + ry * ry)
    angle = np.arctan2(ry, rx)
    white = linear((222, 214, 208)) * (0.45 + 0.4 * light) * (1 - 0.30 * (x * x))[..., None]
    fibres = 0.75 + 0.25 * np.sin(angle * 23 + 3 * np.sin(angle * 7)) * smoothstep(0.03, 0.1, radius)
    glow = 0.55 + 0.75 * smoothstep(-0.06, 0.1, ry - 0.4 * rx * 0)
    iris = linear((96, 124, 92)) * (fibres * glow)[..., None] * 0.95
    iris = _mix(iris, linear((150, 104, 52)), 0.6 * smoothstep(0.075, 0.04, radius))
    ball = _mix(white, iris, smoothstep(0.118 + px, 0.118 - px, radius))
    ball = ball * (1 - 0.75 * np.exp(-(((radius - 0.115) / 0.014) ** 2)))[..., None]
    ball = ball * (1 - 0.97 * smoothstep(0.052 + px, 0.052 - px, radius))[..., None]
    ball = ball * (1 - 0.62 * smoothstep(0.085, 0.0, y - lid))[..., None]
    glint = smoothstep(0.026 + px, 0.026 - px, np.hypot(rx + side * 0.012 + 0.042, ry + 0.045))
    glint += 0.35 * smoothstep(0.016 + px, 0.016 - px, np.hypot(rx + side * 0.012 - 0.045, ry - 0.04))
    ball = _mix(np.asarray(ball, np.float32), linear((255, 252, 246)), np.clip(glint, 0, 1))
    corner = smoothstep(-0.84, -1.0, x)
    ball = _mix(ball, linear((200, 120, 110)) * light, 0.8 * corner)
    color = _mix(color, ball, opening)
    # Lashes: thick above and towards the outer corner, a faint line below.
    thick = 0.014 + 0.016 * smoothstep(-0.9, 0.9, x)
    lashes = np.exp(-(((y - lid + 0.006) / thick) ** 2)) * smoothstep(1.12, 0.98, np.abs(x))
    wing = (
        np.exp(-((((y + 0.035 - 0.0) + 0.16 * (x - 1)) / 0.016) ** 2))
        * smoothstep(0.85, 1.0, x)
        * smoothstep(1.22, 1.05, x)
    )
    color = _mix(color, linear((34, 20, 16)), np.clip(0.92 * lashes + 0.7 * wing * (1 - blink), 0, 1))
    rim = np.exp(-(((y - lower - 0.004) / 0.010) ** 2)) * smoothstep(1.05, 0.8, np.abs(x))
    return _mix(color, linear((120, 62, 52)), 0.5 * rim)


def _brows(color: Colors, clay: Clay, unit: float, light: Colors) -> Colors:
    x, y = np.abs(clay.x), clay.y
    along = (x - 0.17) / 0.52
    middle = -0.285 - 0.085 * np.sin(np.clip(along, 0, 1) * 2.3) + 0.05 * smoothstep(0.7, 1.0, along)
    thick = 0.052 * (1 - 0.65 * smoothstep(0.35, 1.0, along)) * smoothstep(-0.06, 0.12, along)
    body = np.exp(-(((y - middle) / np.maximum(thick, 0.004)) ** 4)) * smoothstep(1.04, 0.9, along) * (along > -0.06)
    # Single hairs, leaning outwards.
    rng = np.random.default_rng(5)
    hairs = fbm(rng, x.shape, (0.022 * unit, 0.09 * unit), 2)
    return _mix(color, linear(HAIR) * (0.3 + 0.6 * light), np.clip(body * (0.68 + 0.22 * hairs), 0, 1))


def _mouth(color: Colors, clay: Clay, unit: float, mouth: float, light: Colors) -> Colors:
    # Here the lips part: rows count from the upper lip, which stays.
    x, y = clay.x, clay.y + clay.drop
    bow = MOUTH_Y - 0.012 * np.exp(-((x / 0.09) ** 2)) * -1 - 0.05 * x * x
    width = 0.30 - 0.03 * mouth
    gape = (0.014 + 0.125 * mouth) * np.clip(1 - (x / width) ** 2, 0, 1) ** 0.7
    px = 0.7 / unit
    hole = smoothstep(-px, px, y - bow + 0.006) * smoothstep(-px, px, bow + gape - y) * (np.abs(x) < width)
    inner = np.broadcast_to(linear((70, 22, 24)), color.shape) * (0.5 + 0.5 * light)
    tongue = bump(x, y, 0, MOUTH_Y + 0.15, 0.16, 0.07) * smoothstep(0.25, 0.6, np.float32(mouth))
    inner = _mix(np.asarray(inner, np.float32), linear((176, 84, 84)) * light, 0.7 * tongue)
    edge = bow + 0.048 * smoothstep(0.1, 0.35, np.float32(mouth))
    teeth = smoothstep(-px, px, edge - y) * smoothstep(0.235, 0.18, np.abs(x)) * smoothstep(0.1, 0.3, np.float32(mouth))
    gaps = 1 - 0.25 * np.exp(-(((np.mod(x + 0.04, 0.08) - 0.04) / 0.006) ** 2))
    inner = _mix(inner, linear((228, 216, 204)) * (0.35 + 0.4 * light) * gaps[..., None], 0.95 * teeth)
    corners = pair(x, y, 0.325, MOUTH_Y - 0.005, 0.045, 0.022)
    color = np.asarray(color * (1 - 0.5 * corners)[..., None], np.float32)
    return _mix(color, inner, np.asarray(hole * (0.8 + 0.2 * mouth), np.float32))
