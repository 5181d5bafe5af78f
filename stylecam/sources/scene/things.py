"""Things with hard edges and strong colors: a poster, books, a mug, a plant in its pot."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from stylecam.sources.scene.brush import Board, Points, leaves, ramp, rectangle
from stylecam.sources.scene.noise import Field, fbm, smoothstep

SPINES = [(178, 42, 38), (28, 84, 138), (228, 172, 46), (44, 110, 82), (222, 212, 190), (96, 48, 110), (214, 98, 40),
          (30, 40, 62), (122, 30, 46), (84, 150, 168)]  # fmt: skip


def paint_poster(board: Board, rng: np.random.Generator) -> None:
    """A framed print: a sun over dunes, and the product's name."""
    left, top, right, bottom = 0.35, 0.55, 3.3, 4.15
    board.shade(rectangle(left - 0.05, top + 0.1, right + 0.22, bottom + 0.22), 0.12, 0.6)
    board.polygon(rectangle(left, top, right, bottom), (40, 28, 22))
    board.polygon(rectangle(left + 0.05, top + 0.05, right - 0.06, bottom - 0.06), (92, 64, 42))
    board.polygon(rectangle(left + 0.11, top + 0.11, right - 0.11, bottom - 0.11), (236, 228, 208))
    a, b, c, d = left + 0.32, top + 0.32, right - 0.32, bottom - 0.95
    print_area = board.mask(rectangle(a, b, c, d))
    x, y = board.x, board.y
    grain = fbm(rng, board.shape, (0.04 * board.unit, 0.04 * board.unit), 2)
    board.fill(
        ramp([(18, 60, 92), (38, 122, 134), (240, 190, 110), (238, 130, 74)], (y - b) / (d - b) + 0.02 * grain),
        print_area,
    )
    sun = smoothstep(0.52, 0.50, np.hypot(x - 1.95, y - 1.85))
    board.fill(ramp([(250, 214, 120), (226, 74, 48)], (y - 1.3) / 1.1 + 0.03 * grain), print_area * sun)
    for level, rise, phase, color in [(2.35, 0.18, 0.4, (158, 60, 56)), (2.62, 0.15, 2.3, (98, 40, 62)),
                                      (2.9, 0.12, 4.4, (40, 28, 56))]:  # fmt: skip
        dune = level + rise * np.sin(x * 2.2 + phase) + 0.05 * np.sin(x * 6.1 + 2 * phase)
        stripe = 1 + 0.10 * np.sin((y - dune) * 42) + 0.06 * grain
        board.fill(np.array(color) * stripe[..., None], print_area * smoothstep(-0.008, 0.008, y - dune))
    _letter(board, "stylecam", (left + right) / 2, (d + bottom - 0.11) / 2, 0.52, (34, 28, 34))
    # The glass gives back a little of the window.
    gleam = smoothstep(0.25, 0.0, np.abs(x + 0.55 * y - 4.1)) * board.mask(rectangle(left, top, right, bottom))
    board.fill(np.array([255.0, 250, 240]), 0.13 * gleam)


def _letter(board: Board, text: str, x: float, y: float, height: float, color: tuple[int, int, int]) -> None:
    """Text centred on (x, y)."""
    picture = Image.new("L", (board.shape[1], board.shape[0]), 0)
    font = ImageFont.load_default(size=height * board.unit)
    place = ((x - board.origin[0]) * board.unit, (y - board.origin[1]) * board.unit)
    ImageDraw.Draw(picture).text(place, text, fill=255, font=font, anchor="mm")
    board.fill(np.array(color, np.float32), np.asarray(picture, np.float32) / 255)


def paint_books(board: Board, rng: np.random.Generator) -> None:
    """Two shelves of books, lit from the left."""
    for floor, start in ((6.75, -0.9), (9.35, -1.1)):
        board.shade(rectangle(-1.2, floor + 0.16, 3.9, floor + 0.6), 0.14, 0.55)
        board.shade(rectangle(-1.2, floor - 1.6, 3.4, floor), 0.25, 0.35)
        x = start
        while x < 3.1:
            wide, tall = rng.uniform(0.17, 0.40), rng.uniform(1.15, 1.85)
            lean = rng.choice([0.0, 0.0, 0.0, 0.0, 0.16])
            _book(board, rng, x + 0.5 * lean, floor, wide, tall, lean)
            x += wide + 0.02 + lean
        plank = rectangle(-1.2, floor, 3.75, floor + 0.17)
        grain = fbm(rng, board.shape, (1.2 * board.unit, 0.04 * board.unit), 3)
        board.fill(ramp([(70, 42, 26), (134, 88, 54), (196, 146, 96)], 0.5 + 0.2 * grain), board.mask(plank))
        board.polygon(rectangle(-1.2, floor, 3.75, floor + 0.025), (226, 184, 132))


def _book(board: Board, rng: np.random.Generator, x: float, floor: float, wide: float, tall: float,
          lean: float) -> None:  # fmt: skip
    color = np.array(SPINES[rng.integers(len(SPINES))], np.float64) * rng.uniform(0.8, 1.05)

    def part(a: float, b: float, low: float, high: float) -> Points:
        slope = lean * tall / 1.6
        return np.array([[x + side * wide - slope * up, floor - tall * up]
                         for side, up in ((a, high), (b, high), (b, low), (a, low))])  # fmt: skip

    def strip(low: float, high: float, hue: Points) -> None:
        for a, b in pairwise(np.linspace(0, 1, 11)):
            board.polygon(part(a, b, low, high), hue * (0.62 + 0.5 * np.sin(np.pi * (0.15 + 0.75 * a)) - 0.25 * a))

    strip(0, 1, color)
    band = np.array([232.0, 196, 120]) if color.sum() < 450 else np.array([120.0, 40, 36])
    for low in (0.1, 0.84):
        strip(low, low + 0.035, band)
    for low in np.arange(0.3, 0.3 + 0.07 * rng.integers(3, 7), 0.07):
        board.polygon(part(0.3, 0.68, low, low + 0.035), band * 0.85)


def _sunlit(side: Field, glint: float, width: float) -> Field:
    """Light across something round, from -1 to 1: the sun stands on the right."""
    return np.asarray(0.41 + 0.31 * side + glint * np.exp(-(((side - 0.73) / width) ** 2)))


def _shadow(board: Board, x: float, floor: float) -> None:
    """What stands on the sill throws a shadow to the left."""
    corners = [[x - 1.3, floor - 0.01], [x + 0.3, floor - 0.06], [x + 0.4, floor + 0.11], [x - 1.05, floor + 0.11]]
    board.shade(np.array(corners), 0.05, 0.6)


def paint_mug(board: Board, rng: np.random.Generator, x: float, floor: float) -> None:
    """A glazed mug with a stripe, the sun on its right."""
    wide, tall = 0.42, 0.98
    _shadow(board, x, floor)
    u, v = board.x - x, board.y - floor
    ring = np.abs(np.hypot(u - wide - 0.06, (v + 0.47) * 0.95) - 0.22)
    tone = 0.4 + 2.2 * (0.03 - ring) * np.sign(u) - 0.3 * v
    handle = smoothstep(0.062, 0.045, ring) * (u > wide - 0.05)
    board.fill(ramp([(14, 34, 90), (40, 92, 190), (150, 190, 250)], tone), handle)
    curve = 0.10 * np.sqrt(np.clip(1 - (u / wide) ** 2, 0, 1))
    body = smoothstep(wide + 0.012, wide - 0.012, np.abs(u)) * smoothstep(0.01, -0.01, v - curve)
    body = body * smoothstep(-0.01, 0.01, v + tall)
    side = np.clip(u / wide, -1, 1)
    tone = _sunlit(side, 0.45, 0.12) + 0.30 * np.exp(-(((side + 0.62) / 0.1) ** 2))
    tone = tone + 0.02 * fbm(rng, board.shape, (0.05 * board.unit, 0.05 * board.unit), 2)
    glaze = ramp([(10, 26, 74), (24, 66, 160), (66, 124, 222), (236, 244, 255)], tone)
    cream = ramp([(120, 104, 92), (206, 190, 168), (244, 234, 214), (255, 255, 250)], tone)
    zigzag = np.abs(np.mod(np.arcsin(side) * 3.2, 1) - 0.5) * 0.2
    stripe = smoothstep(0.01, -0.01, np.abs(v + 0.45 - curve + zigzag) - 0.085)
    board.fill(glaze * (1 - stripe[..., None]) + cream * stripe[..., None], body)
    mouth = np.hypot(u / wide, (v + tall) / 0.115)
    board.fill(ramp([(24, 60, 150), (190, 214, 250)], 0.5 + 0.5 * side), smoothstep(1.02, 0.98, mouth))
    board.fill(ramp([(38, 20, 12), (104, 62, 34)], 0.4 - 0.4 * side), smoothstep(0.88, 0.84, mouth))


def paint_plant(board: Board, rng: np.random.Generator, x: float, floor: float) -> None:
    """A geranium in a terracotta pot."""
    _shadow(board, x, floor)
    u, v = board.x - x, board.y - floor
    half = 0.46 + 0.17 * np.clip(-v / 0.95, 0, 1) + 0.07 * (v < -0.72)
    side = np.clip(u / half, -1, 1)
    crust = fbm(rng, board.shape, (0.12 * board.unit, 0.08 * board.unit), 4)
    tone = _sunlit(side, 0.22, 0.16) + 0.07 * crust - 0.25 * np.exp(-(((v + 0.70) / 0.04) ** 2))
    pot = smoothstep(0.012, -0.012, np.abs(u) - half) * smoothstep(0.01, -0.01, v - 0.08 * np.sqrt(1 - side**2))
    board.fill(ramp([(76, 32, 20), (158, 76, 44), (214, 124, 76), (250, 196, 150)], tone), pot * (v > -0.98))
    _foliage(board, rng, np.array([x, floor - 1.15]))
    for head in ((-0.45, -1.75), (0.1, -2.05), (0.5, -1.6), (-0.1, -1.55)):
        dots = rng.normal(0, 1, (60, 2)) * (0.12, 0.10)
        tone = 0.5 + dots @ np.array([2.2, -2.2]) + rng.normal(0, 0.12, 60)
        petals = leaves(dots + np.array(head) + (x, floor), rng.uniform(0, 3, 60), rng.uniform(0.06, 0.11, 60), 0.8)
        board.polygons(petals, ramp([(120, 10, 34), (214, 30, 58), (255, 128, 128)], tone))


def _foliage(board: Board, rng: np.random.Generator, middle: Points) -> None:
    n = 420
    angle, out = rng.uniform(-np.pi, 0.25, n), np.sqrt(rng.uniform(0, 1, n))
    away = np.stack([out * np.cos(angle), out * np.sin(angle)], -1)
    light = 0.42 + away @ np.array([0.28, -0.28]) + rng.normal(0, 0.14, n)
    order = np.argsort(rng.uniform(0, 1, n) + 0.6 * light)
    shapes = leaves(middle + 0.85 * away[order], rng.uniform(0, np.pi, n), rng.uniform(0.14, 0.25, n), 0.85)
    board.polygons(shapes, ramp([(16, 46, 30), (36, 86, 44), (84, 138, 60), (176, 204, 104)], light[order]))
