"""Gold leaf and pattern, after the Vienna of 1905."""

from __future__ import annotations

import numpy as np

from scripts.make_styles.brush import light
from scripts.make_styles.core import Field, Picture, Points, flat, glaze, grid, over, ramp, smoothstep
from scripts.make_styles.flow import scatter
from scripts.make_styles.noise import fbm, grain
from scripts.make_styles.pieces import seams, voronoi
from scripts.make_styles.shapes import below, disc, draw_lines, draw_polygons, spline, tapered


def gold_leaf(rng: np.random.Generator, n: int) -> tuple[Picture, Field]:
    """Leaves of beaten gold laid side by side, and their relief: overlaps, cracks, red clay shining through."""
    x, y = grid(n)
    u, v = x * 7 + 0.06 * fbm(rng, n, 9, 3), y * 7 + 0.06 * fbm(rng, n, 9, 3)
    tone = rng.random((9, 9))[v.astype(int), u.astype(int)]
    lap = np.minimum(np.abs(u - np.round(u)), np.abs(v - np.round(v))).astype(np.float32)
    sheen = fbm(rng, n, 5, 5)
    picture = ramp(np.asarray(0.3 * tone + 0.7 * sheen, np.float32), "7a4a0c a8741a d8a530 f0cc5a ffeaa0")
    cracks = smoothstep(0.0012, 0.0004, seams(voronoi(n, scatter(rng, 900)))) * smoothstep(0.5, 0.75, fbm(rng, n, 6, 3))
    worn = np.clip(cracks + smoothstep(0.72, 0.85, fbm(rng, n, 28, 4)) * 0.8, 0, 1)
    picture = over(picture, "7a2a14", worn * 0.75)
    relief = 0.2 * sheen + 0.25 * smoothstep(0.02, 0.0, lap) - 0.3 * worn
    return picture, np.asarray(relief + 0.03 * grain(rng, n, 1.4), np.float32)


def tree_of_life(rng: np.random.Generator, n: int) -> Picture:
    """A tree whose every branch ends in a spiral, hung with eyes and triangles, on a meadow of ornaments."""
    _, y = grid(n)
    picture, relief = gold_leaf(rng, n)
    spirals = _boughs(rng)
    limbs = [tapered(line, w0, w1) for line, w0, w1 in spirals]
    trunk = spline([
        (0.37, 0.97), (0.44, 0.82), (0.456, 0.64), (0.463, 0.5), (0.475, 0.38), (0.492, 0.28), (0.5, 0.2),
        (0.508, 0.28), (0.525, 0.38), (0.537, 0.5), (0.544, 0.64), (0.56, 0.82), (0.63, 0.97),
    ], 10)  # fmt: skip
    wood = np.maximum(draw_polygons(n, limbs), draw_polygons(n, [trunk]))
    rim = draw_lines(n, [*limbs, trunk], 0.005, closed=True)
    bark = ramp(fbm(rng, n, (30, 12), 3), "1c0d0a 3a1c10 6a3a1c a8702e e8c060")
    picture = over(picture, "1c0f0c", rim * (1 - wood))
    picture = over(picture, bark, wood)
    lines = [line for line, _, _ in spirals]
    picture = over(picture, "f6dc8a", 0.85 * draw_lines(n, lines, 0.0016))
    relief = relief + 0.5 * wood - 0.2 * rim
    near = below(n, np.full(n, 0.82)) + draw_polygons(n, [(trunk - np.array([0.5, 0.6])) * 1.5 + np.array([0.5, 0.6])])
    hung = scatter(rng, 110, 1 - np.clip(near, 0, 1), 0.0)
    for i, (px, py) in enumerate(hung):
        picture, relief = _ornament(n, picture, relief, px, py, rng.uniform(0.011, 0.021), i % 3)
    meadow = below(n, 0.86 + 0.03 * np.sin(np.linspace(0, 7, n)))
    carpet, bumps = _carpet(rng, n)
    picture = over(picture, carpet, meadow)
    relief = np.where(meadow > 0.5, bumps, relief).astype(np.float32)
    picture = over(
        picture,
        "2a140c",
        smoothstep(0.004, 0.002, np.abs(y - (0.86 + 0.03 * np.sin(np.linspace(0, 7, n)))[None]).astype(np.float32)),
    )
    return light(picture, relief, 1.0, 0.6)


def _boughs(rng: np.random.Generator) -> list[tuple[Points, float, float]]:
    """Boughs from the trunk to spirals: the line and its widths at both ends."""
    boughs = []
    ends = [
        (0.2, 0.2, 0.13, 1), (0.8, 0.2, 0.13, -1), (0.5, 0.14, 0.1, 1), (0.13, 0.5, 0.11, 1), (0.87, 0.5, 0.11, -1),
        (0.31, 0.42, 0.085, -1), (0.7, 0.42, 0.085, 1), (0.05, 0.33, 0.06, 1), (0.95, 0.34, 0.06, -1),
        (0.36, 0.07, 0.06, -1), (0.65, 0.07, 0.06, 1), (0.05, 0.06, 0.07, 1), (0.95, 0.06, 0.07, -1),
        (0.28, 0.66, 0.075, -1), (0.73, 0.66, 0.075, 1), (0.1, 0.74, 0.075, 1), (0.9, 0.74, 0.075, -1),
    ]  # fmt: skip
    for cx, cy, size, spin in ends:
        t = np.linspace(0, 1, 90)
        a = spin * t * 2 * np.pi * 2.4 + (np.pi / 2 if cy > 0.3 or cx == 0.5 else np.pi / 4)
        r = size * (1 - t) ** 0.85 + 0.002
        spiral = np.stack([cx + np.cos(a) * r, cy + np.sin(a) * r], -1)
        root = np.array([0.5 + np.sign(cx - 0.5) * 0.02, np.clip(cy + 0.2, 0.4, 0.8)])
        lead = spline(np.stack([root, (root + spiral[0]) / 2 + np.array([0, 0.05]), spiral[0]]), 12)
        line = np.concatenate([lead[:-1], spiral]).astype(np.float32)
        boughs.append((line, size * 0.26, size * 0.035))
        for k in rng.integers(10, 70, 2):
            b, q = a[k] + spin * np.linspace(0, 7.5, 40), size * 0.3 * np.linspace(1, 0.03, 40)
            hub = spiral[k] + np.array([np.cos(a[k]), np.sin(a[k])]) * size * 0.3
            boughs.append(
                (
                    np.stack([hub[0] - np.cos(b) * q, hub[1] - np.sin(b) * q], -1).astype(np.float32),
                    size * 0.07,
                    size * 0.02,
                )
            )
    return boughs


def _ornament(
    n: int, picture: Picture, relief: Field, cx: float, cy: float, size: float, kind: int
) -> tuple[Picture, Field]:
    """An eye, a jewel or a flower, framed in black."""
    if kind == 0:
        shape = spline(
            [(cx - size * 1.5, cy), (cx, cy - size * 0.8), (cx + size * 1.5, cy), (cx, cy + size * 0.8)], 8, True
        )
        picture = over(
            over(picture, "120c0c", draw_lines(n, [shape], 0.005, True)), "fbf4de", draw_polygons(n, [shape])
        )
        picture = over(over(picture, "1f6a8a", disc(n, cx, cy, size * 0.55)), "0c0a0c", disc(n, cx, cy, size * 0.27))
    elif kind == 1:
        shape = np.array(
            [(cx, cy - size * 1.2), (cx + size, cy + size * 0.8), (cx - size, cy + size * 0.8)], np.float32
        )
        picture = over(
            over(picture, "120c0c", draw_polygons(n, [shape])),
            "c8281c",
            draw_polygons(n, [(shape - (cx, cy + size * 0.1)) * 0.6 + (cx, cy + size * 0.1)]),
        )
    else:
        picture = over(picture, "14203a", disc(n, cx, cy, size))
        for code, r in (("2a9a8a", 0.78), ("f6e6b0", 0.5), ("c8501c", 0.3)):
            picture = over(picture, code, disc(n, cx, cy, size * r))
    return picture, np.asarray(relief + 0.4 * disc(n, cx, cy, size, size * 0.4), np.float32)


def _carpet(rng: np.random.Generator, n: int) -> tuple[Picture, Field]:
    """Ornaments packed like cells: rings of colour around each seed."""
    cells = voronoi(n, scatter(rng, 1000))
    away = seams(cells)
    inks = ramp(((cells * 0.618) % 1).astype(np.float32), "1f6a4a 8a2a6a d8502a 1f4a9a f0c040 e88ab0 3aa88a f4ead0")
    inner = ramp(((cells * 0.382 + 0.2) % 1).astype(np.float32), "f6dc8a c8281c f4ead0 14203a 5ac08a ffb0c0")
    carpet = over(flat(n, "2a1c10"), inks, smoothstep(0.001, 0.002, away))
    carpet = over(carpet, inner, smoothstep(0.0055, 0.0064, away))
    return glaze(carpet, "d8b060", 0.3 * fbm(rng, n, 8, 3)), np.asarray(
        0.3 * smoothstep(0, 0.008, away) + 0.1 * grain(rng, n, 1.5), np.float32
    )
