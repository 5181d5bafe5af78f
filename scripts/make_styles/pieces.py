"""Pictures set from pieces: leaded glass, mosaic stones."""

from __future__ import annotations

import cv2
import numpy as np

from scripts.make_styles.brush import light
from scripts.make_styles.core import Field, Picture, Points, flat, grid, over, ramp, smoothstep
from scripts.make_styles.flow import contours, sample, scatter
from scripts.make_styles.noise import bend, blur, fbm, grain, stretch
from scripts.make_styles.shapes import below, disc, draw_polygons, ridge, spline

Labels = np.ndarray
"""A whole number per pixel: which piece it belongs to."""


def voronoi(n: int, seeds: Points) -> Labels:
    """The nearest seed of every pixel."""
    mask = np.full((n, n), 255, dtype=np.uint8)
    at = np.clip((seeds * n).astype(int), 0, n - 1)
    mask[at[:, 1], at[:, 0]] = 0
    return np.asarray(cv2.distanceTransformWithLabels(mask, cv2.DIST_L2, 5, labelType=cv2.DIST_LABEL_PIXEL)[1])


def seams(labels: Labels) -> Field:
    """Distance of every pixel to the nearest border between pieces, in parts of the side."""
    same = np.ones(labels.shape, dtype=np.uint8)
    same[:, 1:] &= labels[:, 1:] == labels[:, :-1]
    same[1:] &= labels[1:] == labels[:-1]
    return np.asarray(cv2.distanceTransform(same, cv2.DIST_L2, 5) / labels.shape[0], dtype=np.float32)


def one_colour_each(picture: Picture, labels: Labels) -> tuple[Picture, np.ndarray]:
    """Every piece in its mean colour, and the pieces' numbers from 0."""
    _, piece = np.unique(labels, return_inverse=True)
    piece = piece.reshape(labels.shape)
    count = np.bincount(piece.ravel())
    means = np.stack([np.bincount(piece.ravel(), picture[..., c].ravel()) / count for c in range(3)], axis=-1)
    return means[piece].astype(np.float32), piece


def stained_glass(rng: np.random.Generator, n: int) -> Picture:
    """Sunrise over a river valley in leaded glass: rings of sky, hills, two trees, a jewelled border."""
    x, y = grid(n)
    radius = np.hypot(x - 0.5, y - 0.38)
    around = np.arctan2(y - 0.38, x - 0.5) + 0.5 * np.sin(radius * 9)
    edges = np.array([0.1, 0.15, 0.21, 0.285, 0.37, 0.47, 0.6])
    ring = np.digitize(radius, edges)
    parts = np.array([1, 14, 14, 18, 18, 22, 22, 26])[ring]
    turn = (around / (2 * np.pi) + (ring % 2) * 0.5 / parts) % 1
    labels = ring * 100 + np.floor(turn * parts).astype(int)
    design = ramp(np.asarray(ring, np.float32), "fff3a0 ffd21e ff9a14 f2551d d8265a 8c2a9c 3a3fb5 142a80", range(8))
    labels, design = _glass_land(rng, n, labels, design)
    shift = 0.006
    wobble = (fbm(rng, n, 9, 2) - 0.5) * 2 * shift
    labels = cv2.remap(labels.astype(np.float32), *_moved(n, wobble), cv2.INTER_NEAREST).astype(int)
    labels, design = _glass_border(n, labels, bend(design, wobble, wobble))
    glass, piece = one_colour_each(design, labels)
    count = int(piece.max()) + 1
    glass = glass * (1 + rng.normal(0, 0.16, count))[piece][..., None] + rng.normal(0, 0.035, (count, 3))[piece]
    away = seams(labels)
    streaks = fbm(rng, n, (5, 26), 4)
    clouds = fbm(rng, n, 14, 4)
    lit = 0.72 + 0.4 * smoothstep(0.0, 0.028, away) + 0.5 * (streaks - 0.5) + 0.3 * (clouds - 0.5)
    glass = np.clip(glass * lit[..., None] + 0.12 * smoothstep(0.75, 1, streaks)[..., None], 0, 1).astype(np.float32)
    glass = light(glass, 0.25 * clouds + 0.2 * streaks + 0.04 * grain(rng, n, 2), 1.5, 0.5)
    came = 0.0058
    bar = np.sqrt(np.clip(1 - (away / came) ** 2, 0, 1)).astype(np.float32)
    lead = light(flat(n, "26262b"), bar * 0.8 + 0.05 * grain(rng, n, 1.2), 1.2, 0.5)
    return over(glass, lead, smoothstep(came, came * 0.8, away))


def _moved(n: int, offset: Field) -> tuple[Field, Field]:
    axis = np.arange(n, dtype=np.float32)
    x, y = np.meshgrid(axis, axis)
    return x + offset * n, y + offset * n


def _glass_land(rng: np.random.Generator, n: int, labels: Labels, design: Picture) -> tuple[Labels, Picture]:
    """Mountains, meadows, a river with the sun in it, and trees."""
    x, y = grid(n)
    cells = voronoi(n, scatter(rng, 260))
    bands = ("4b2a86 6d3fae 8f63c8", "1f5fa8 2f83b8 4fa8b8", "0f6a4a 1f8a4c 57a83a", "2a7d2a 6fae2a b8c92a")
    for i, (level, relief) in enumerate(((0.5, 0.09), (0.58, 0.05), (0.66, 0.04), (0.78, 0.03))):
        line = ridge(rng, n, level, relief, 3, 2)
        inside = below(n, line, 0.0005) > 0.5
        strip = np.floor((y - line[None]) / (0.05 + 0.02 * i)).astype(int)
        split = np.floor((x + 0.13 * strip + 0.3 * (y - line[None]) * (-1) ** i) * (9 - i)).astype(int)
        labels = np.where(inside, 10_000 * (i + 1) + strip * 100 + split, labels)
        tone = np.asarray((strip * 0.31 + split * 0.43) % 1, np.float32)
        design = np.where(inside[..., None], ramp(tone, bands[i]), design)
    reach = np.clip((y - 0.6) / 0.4, 0, 1)
    middle = 0.5 + 0.11 * np.sin(reach * 5.4) * (1 - 0.3 * reach)
    river = (np.abs(x - middle) < 0.012 + 0.16 * reach**1.5) & (y > 0.6)
    wave = np.floor((y + 0.02 * np.sin((x - middle) * 22)) * 30).astype(int)
    half = np.floor((x - middle) / (0.05 + 0.08 * reach)).astype(int)
    labels = np.where(river, 90_000 + wave * 10 + half, labels)
    design = np.where(
        river[..., None],
        ramp(np.asarray((wave * 0.37 + half * 0.5) % 1, np.float32), "1560c0 3aa0e8 a8e4f4 ffd76a"),
        design,
    )
    for cx, cy, r in ((0.17, 0.5, 0.13), (0.84, 0.53, 0.12), (0.12, 0.62, 0.08), (0.9, 0.66, 0.08)):
        trunk = (np.abs(x - cx) < 0.012) & (y > cy) & (y < 0.9)
        crown = disc(n, cx, cy, r) > 0.5
        labels = np.where(trunk, 95_000 + np.floor(y * 7).astype(int), labels)
        design = np.where(trunk[..., None], ramp(x, "5a2a12 7a3d18"), design)
        labels = np.where(crown, 200_000 + cells, labels)
        leaf = np.asarray((cells * 0.618) % 1, np.float32)
        design = np.where(crown[..., None], ramp(leaf, "0a5a3a 1f9a3f 8fce2a ffc21a e8421d"), design)
    return labels, design.astype(np.float32)


def _glass_border(n: int, labels: Labels, design: Picture) -> tuple[Labels, Picture]:
    """A frame of squares, ruby and sapphire in turn."""
    x, y = grid(n)
    rim = np.minimum(np.minimum(x, 1 - x), np.minimum(y, 1 - y))
    along = np.floor(np.where(np.minimum(x, 1 - x) < np.minimum(y, 1 - y), y, x) * 16).astype(int)
    side = np.argmin(np.stack([x, 1 - x, y, 1 - y]), axis=0)
    frame = rim < 0.052
    labels = np.where(frame, 500_000 + side * 100 + along, labels)
    tone = np.asarray((along % 2) * 0.8 + 0.1 * (along % 3), np.float32)
    return labels, np.where(frame[..., None], ramp(tone, "b80f2e d8203a 1238a8 1f5fd8"), design).astype(np.float32)


def mosaic_koi(rng: np.random.Generator, n: int) -> Picture:
    """Koi circling in a pond, in stones of glass and gold that follow the forms."""
    x, y = grid(n)
    radius = np.hypot(x - 0.5, y - 0.5)
    ripple = np.sin(radius * 46 + 5 * fbm(rng, n, 3, 2))
    design = ramp(stretch(ripple + 1.6 * fbm(rng, n, 4, 3)), "04202e 083c58 0c6480 1290a0 38c0b4 a8ecd8")
    form = 0.5 * ripple + 6 * radius
    for phase, skin in ((0.02, "fffaf0 fff6e0 f0401a d81f0a"), (0.52, "ffc21a ff9a14 ff6a0a fff4e0")):
        body, fins, back = _koi(n, phase)
        spots = fbm(rng, n, 7, 2)
        design = over(design, "041a26", smoothstep(0.02, 0.3, blur(np.maximum(body, fins), n * 0.008)))
        design = over(design, ramp(fbm(rng, n, 12, 2), "ffb84a ff8a3a ffe0a0"), fins)
        design = over(design, ramp(spots, skin, (0.3, 0.52, 0.56, 0.8)), body)
        eyes = np.max([disc(n, *_polar([phase + 0.325], (0.05 * s,))[0], 0.014) for s in (1, -1)], axis=0)
        design = over(design, "0a0a12", eyes)
        form = np.where(np.maximum(body, fins) > 0.5, 4 * back, form).astype(np.float32)
    for cx, cy, r in ((0.13, 0.14, 0.11), (0.87, 0.12, 0.09), (0.9, 0.88, 0.12), (0.1, 0.9, 0.1), (0.5, 0.5, 0.07)):
        pad = disc(n, cx, cy, r)
        notch = np.abs(np.arctan2(y - cy, x - cx) - cx * 3) < 0.35
        design = over(
            design, ramp(stretch(np.hypot(x - cx, y - cy)), "d8e84a 6fae2a 2a7a2a", (0, 0.1, 0.2)), pad * ~notch
        )
        form = np.where(pad > 0.5, 5 * np.hypot(x - cx, y - cy), form).astype(np.float32)
    labels = _stones(rng, n, contours(form, 0.012), 5200)
    stones, piece = one_colour_each(design, labels)
    count = int(piece.max()) + 1
    stones = stones * (1 + rng.normal(0, 0.17, count))[piece][..., None] + rng.normal(0, 0.035, (count, 3))[piece]
    stones = over(stones.astype(np.float32), "e6b422", ((rng.random(count) < 0.04) * 0.8)[piece].astype(np.float32))
    away = seams(labels)
    tilt = rng.normal(0, 0.5, (count, 2))[piece]
    dome = smoothstep(0.0014, 0.006, away) * 0.7 + (tilt[..., 0] * x + tilt[..., 1] * y) * 0.9
    dome = dome + 0.05 * grain(rng, n, 1.5)
    faces = light(np.clip(stones, 0, 1).astype(np.float32), dome.astype(np.float32), 0.5, 0.3)
    grout = light(ramp(fbm(rng, n, 40, 3), "2b2620 4a4238"), 0.2 * grain(rng, n, 1.0), 1.0, 0.0)
    return over(grout, faces, smoothstep(0.0012, 0.0024, away))


def _koi(n: int, phase: float) -> tuple[Field, Field, Field]:
    """Body, fins and the distance across the back of a fish curving around the middle."""
    x, y = grid(n)
    turn = (np.arctan2(y - 0.5, x - 0.5) / (2 * np.pi) - phase) % 1.0
    along = turn / 0.36  # 0 at the tail, 1 at the snout.
    across = np.hypot(x - 0.5, y - 0.5) - 0.27 - 0.025 * np.sin(along * 6)
    girth = 0.125 * np.sqrt(np.clip(along, 0, 1)) * np.sqrt(np.clip(1.02 - along, 0, 1)) * 1.7
    body = smoothstep(0.0, 0.004, np.asarray(girth - np.abs(across), np.float32)) * (along < 1.02)
    t = [phase + d for d in (0.0, -0.06, -0.1, -0.085, -0.1, -0.05)]
    tail = _polar(t, (0.0, 0.07, 0.09, 0.0, -0.09, -0.07))
    fore = [
        _polar([phase + a for a in (0.19, 0.13, 0.12, 0.16)], (0.05 * s, 0.16 * s, 0.1 * s, 0.05 * s)) for s in (1, -1)
    ]
    fins = draw_polygons(n, [spline(p, 8, closed=True) for p in (tail, *fore)])
    return np.asarray(body, np.float32), fins, np.abs(across).astype(np.float32)


def _polar(turns: list[float], out: tuple[float, ...]) -> list[tuple[float, float]]:
    angles = [2 * np.pi * t for t in turns]
    return [(0.5 + (0.27 + r) * np.cos(a), 0.5 + (0.27 + r) * np.sin(a)) for a, r in zip(angles, out, strict=True)]


def _stones(rng: np.random.Generator, n: int, angle: Field, count: int) -> Labels:
    """Squarish cells turned along the angles: Hausner's centroidal Voronoi, "Simulating decorative mosaics" (2001)."""
    at = scatter(rng, count, margin=0.0)
    reach = int(np.ceil(1.5 * n / np.sqrt(count)))
    for _ in range(4):
        nearest, labels = np.full((n, n), np.inf, np.float32), np.zeros((n, n), np.int32)
        turns = sample(angle, at)
        for i, ((px, py), a) in enumerate(zip(at * n, turns, strict=True)):
            x0, x1 = max(0, int(px) - reach), min(n, int(px) + reach)
            y0, y1 = max(0, int(py) - reach), min(n, int(py) + reach)
            dx, dy = np.arange(x0, x1, dtype=np.float32) - px, np.arange(y0, y1, dtype=np.float32)[:, None] - py
            c, s = np.float32(np.cos(a)), np.float32(np.sin(a))
            distance = np.maximum(np.abs(dx * c + dy * s), np.abs(dy * c - dx * s))
            window = nearest[y0:y1, x0:x1]
            closer = distance < window
            window[closer] = distance[closer]
            labels[y0:y1, x0:x1][closer] = i
        x, y = grid(n)
        size = np.maximum(np.bincount(labels.ravel(), minlength=len(at)), 1)
        sums = [np.bincount(labels.ravel(), axis.ravel(), minlength=len(at)) for axis in (x, y)]
        at = np.clip(np.stack(sums, axis=-1) / size[:, None], 0, 1).astype(np.float32)
    return labels
