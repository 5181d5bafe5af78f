"""The printed comic: flat inks, round dots, black lines."""

from __future__ import annotations

import cv2
import numpy as np

from scripts.make_styles.core import Field, Picture, Points, flat, glaze, grid, over, smoothstep
from scripts.make_styles.noise import fbm, grain
from scripts.make_styles.shapes import draw_polygons, spline, swelling


def halftone(n: int, tone: Field, pitch: float, angle: float) -> Field:
    """Round dots on a turned grid, as much of each cell inked as the tone (0..1) says."""
    x, y = grid(n)
    u = (x * np.cos(angle) + y * np.sin(angle)) / pitch
    v = (y * np.cos(angle) - x * np.sin(angle)) / pitch
    away = np.hypot(u - np.round(u), v - np.round(v))
    radius = np.sqrt(np.clip(tone, 0, 1) / np.pi) * 1.08
    return smoothstep(0.05, -0.05, np.asarray(away - radius, np.float32))


def _tilted(points: list[tuple[float, float]], samples: int = 12, closed: bool = True) -> Points:
    """A curve of the comic's face: drawn upright about the middle, then leaned."""
    curve = spline(points, samples, closed) - (0.5, 0.5)
    a = -0.2
    return np.asarray(
        curve @ np.array([[np.cos(a), np.sin(a)], [-np.sin(a), np.cos(a)]]) * 1.06 + (0.5, 0.52), np.float32
    )


def comic_tear(rng: np.random.Generator, n: int) -> Picture:
    """A romance comic blown up: yellow hair, a blue eye, a tear, and the dots of cheap print."""
    x, y = grid(n)
    rays = np.cos(np.arctan2(y - 0.45, x - 0.5) * 17) > 0
    picture = over(
        flat(n, "fff6e0"), "12a0dc", halftone(n, 0.1 + 0.75 * np.hypot(x - 0.5, y - 0.5) + 0.3 * rays, 0.0155, 0.26)
    )
    hair = _tilted([
        (0.5, -0.02), (0.72, 0.02), (0.88, 0.2), (0.86, 0.42), (0.97, 0.6), (0.88, 0.8), (0.97, 1.04), (0.7, 1.1),
        (0.3, 1.1), (0.02, 1.05), (0.12, 0.8), (0.03, 0.62), (0.14, 0.42), (0.1, 0.2), (0.28, 0.03),
    ])  # fmt: skip
    mane = draw_polygons(n, [hair])
    strands = np.asarray(
        0.5 + 0.5 * np.sin(np.abs(x - 0.5) * 60 + 6 * np.sin(y * 9) + 4 * fbm(rng, n, 3, 2)), np.float32
    )
    picture = over(picture, over(flat(n, "ffd91a"), "f0701a", halftone(n, 0.75 * strands**3, 0.0125, 1.1)), mane)
    neck = draw_polygons(n, [_tilted([(0.4, 0.7), (0.6, 0.7), (0.61, 0.9), (0.75, 1.1), (0.25, 1.1), (0.39, 0.9)])])
    face = draw_polygons(
        n,
        [
            _tilted(
                [
                    (0.5, 0.08),
                    (0.68, 0.16),
                    (0.72, 0.38),
                    (0.7, 0.58),
                    (0.62, 0.76),
                    (0.5, 0.86),
                    (0.38, 0.76),
                    (0.3, 0.58),
                    (0.28, 0.38),
                    (0.32, 0.16),
                ]
            )
        ],
    )
    blush = np.exp(-(((x - 0.34) / 0.1) ** 2) - ((y - 0.56) / 0.08) ** 2) + np.exp(
        -(((x - 0.68) / 0.1) ** 2) - ((y - 0.62) / 0.08) ** 2
    )
    skin = over(flat(n, "fff0dc"), "ee3a4a", halftone(n, np.asarray(0.27 + 0.4 * blush, np.float32), 0.0135, 0.78))
    shade = over(skin, "b0203a", halftone(n, np.full((n, n), 0.4, np.float32), 0.0135, 0.4))
    picture = over(over(picture, shade, neck), skin, face)
    outline = 0.0085
    picture = over(picture, "0c0a12", np.maximum(_edge(mane, n, outline), _edge(face, n, outline * 0.8)))
    picture = _comic_features(n, picture)
    bang = draw_polygons(n, [_tilted([
        (0.44, 0.03), (0.66, 0.06), (0.75, 0.2), (0.74, 0.45), (0.685, 0.3), (0.58, 0.21), (0.48, 0.16), (0.42, 0.25),
        (0.32, 0.33), (0.27, 0.47), (0.25, 0.2), (0.33, 0.06),
    ])])  # fmt: skip
    picture = over(picture, over(flat(n, "ffd91a"), "f0701a", halftone(n, 0.75 * strands**3, 0.0125, 1.1)), bang)
    picture = over(picture, "0c0a12", _edge(bang, n, outline * 0.8) * smoothstep(0.12, 0.2, y))
    picture = _comic_hair(rng, n, picture, np.clip(mane - face + bang, 0, 1))
    shifted = np.roll(picture[..., 0], (n // 260, n // 340), (0, 1))
    picture = np.concatenate([shifted[..., None], picture[..., 1:]], -1)
    paper = 0.93 + 0.05 * fbm(rng, n, 60, 4) + 0.018 * grain(rng, n, 1.3)
    return np.clip(glaze(picture, "fff2d4", np.ones((n, n), np.float32)) * paper[..., None], 0, 1).astype(np.float32)


def _edge(mask: Field, n: int, width: float) -> Field:
    ring = cv2.morphologyEx(
        mask, cv2.MORPH_GRADIENT, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (round(width * n) | 1,) * 2)
    )
    return np.asarray(ring, dtype=np.float32)


def _comic_features(n: int, picture: Picture) -> Picture:
    ink: list[Points] = []
    for side in (-1, 1):

        def at(points: list[tuple[float, float]], s: int = side) -> list[tuple[float, float]]:
            return [(0.5 + s * u, v) for u, v in points]

        eye = draw_polygons(
            n,
            [_tilted(at([(0.045, 0.455), (0.09, 0.405), (0.145, 0.415), (0.18, 0.45), (0.13, 0.485), (0.08, 0.485)]))],
        )
        picture = over(picture, "ffffff", eye)
        iris = _tilted(
            at([(0.11 + 0.036 * np.cos(a), 0.445 + 0.042 * np.sin(a)) for a in np.linspace(0, 6.28, 9)[:-1]])
        )
        pupil = _tilted(
            at([(0.11 + 0.017 * np.cos(a), 0.443 + 0.02 * np.sin(a)) for a in np.linspace(0, 6.28, 9)[:-1]])
        )
        picture = over(picture, "1878d8", draw_polygons(n, [iris]) * eye)
        picture = over(
            picture, "0c0a12", np.maximum(draw_polygons(n, [pupil]), _edge(draw_polygons(n, [iris]), n, 0.005)) * eye
        )
        glint = _tilted(
            [
                (0.5 + side * 0.11 - 0.013 + 0.01 * np.cos(a), 0.43 + 0.01 * np.sin(a))
                for a in np.linspace(0, 6.28, 7)[:-1]
            ]
        )
        picture = over(picture, "ffffff", draw_polygons(n, [glint]))
        ink.append(
            _tilted(at([(0.04, 0.46), (0.09, 0.398), (0.15, 0.402), (0.21, 0.43), (0.15, 0.424), (0.09, 0.418)]))
        )
        ink.append(_tilted(at([(0.03, 0.345), (0.1, 0.3), (0.17, 0.305), (0.21, 0.345), (0.16, 0.326), (0.1, 0.327)])))
        for k in range(4):
            u = 0.12 + k * 0.022
            ink.append(
                _tilted(
                    at(
                        [
                            (u, 0.408 + k * 0.006),
                            (u + 0.022 + k * 0.005, 0.375 + k * 0.01),
                            (u + 0.014, 0.414 + k * 0.006),
                        ]
                    ),
                    4,
                )
            )
        ink.append(_tilted(at([(0.07, 0.493), (0.13, 0.497), (0.17, 0.475), (0.13, 0.491)]), 6))
    ink.append(_tilted([(0.525, 0.44), (0.545, 0.55), (0.565, 0.585), (0.54, 0.605), (0.555, 0.585), (0.535, 0.55)], 8))
    ink.append(_tilted([(0.46, 0.6), (0.485, 0.612), (0.515, 0.612), (0.54, 0.603), (0.515, 0.62), (0.485, 0.62)], 8))
    lips = draw_polygons(
        n,
        [
            _tilted(
                [
                    (0.4, 0.69),
                    (0.46, 0.662),
                    (0.5, 0.673),
                    (0.54, 0.662),
                    (0.6, 0.69),
                    (0.55, 0.735),
                    (0.5, 0.745),
                    (0.45, 0.735),
                ]
            )
        ],
    )
    picture = over(picture, "e0142a", lips)
    ink.append(
        _tilted(
            [
                (0.39, 0.69),
                (0.46, 0.694),
                (0.5, 0.702),
                (0.54, 0.694),
                (0.61, 0.69),
                (0.54, 0.708),
                (0.5, 0.713),
                (0.46, 0.708),
            ],
            8,
        )
    )
    picture = over(picture, "0c0a12", np.maximum(draw_polygons(n, ink), _edge(lips, n, 0.006)))
    picture = over(
        picture, "ffffff", draw_polygons(n, [_tilted([(0.46, 0.722), (0.5, 0.727), (0.52, 0.722), (0.49, 0.732)], 6)])
    )
    for u, v, s in ((0.645, 0.54, 0.03), (0.63, 0.65, 0.022), (0.35, 0.53, 0.024)):
        drop = draw_polygons(
            n,
            [
                _tilted(
                    [
                        (u, v - 1.6 * s),
                        (u + 0.75 * s, v),
                        (u + 0.6 * s, v + 0.8 * s),
                        (u, v + 1.1 * s),
                        (u - 0.6 * s, v + 0.8 * s),
                        (u - 0.75 * s, v),
                    ]
                )
            ],
        )
        picture = over(over(picture, "bfe8ff", drop), "0c0a12", _edge(drop, n, 0.006))
    return picture


def _comic_hair(rng: np.random.Generator, n: int, picture: Picture, hair: Field) -> Picture:
    """Locks falling from the parting, in tapering brush lines."""
    lines = []
    for _ in range(90):
        side, out, top = rng.choice([-1, 1]), rng.uniform(0.1, 0.44), rng.uniform(0.02, 0.6)
        fall = np.linspace(0, 1, 7)
        u = 0.5 + side * (
            out * (0.35 + 0.65 * np.minimum(1, (top + fall * 0.5) * 1.9)) + 0.02 * np.sin((top + fall * 0.5) * 18)
        )
        wave = list(zip(u, top + fall * rng.uniform(0.2, 0.45), strict=True))
        lines.append(swelling(_tilted(wave, 10, False), rng.uniform(0.004, 0.012)))
    return over(picture, "0c0a12", draw_polygons(n, lines) * hair)
