"""From a place on a pad to the shares of the styles in its corners, and back.

A pad of one style is a point, of two a line, of three a triangle of equal sides and of four a square. Its longest side
is 1, x goes to the right and y down.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

Point = tuple[float, float]

MOST_CORNERS = 4
_TALL = math.sqrt(0.75)
_CORNERS: tuple[tuple[Point, ...], ...] = (
    (),
    ((0.0, 0.0),),
    ((0.0, 0.0), (1.0, 0.0)),
    ((0.0, _TALL), (1.0, _TALL), (0.5, 0.0)),
    ((0.0, 0.0), (1.0, 0.0), (0.0, 1.0), (1.0, 1.0)),
)


def corners(count: int) -> tuple[Point, ...]:
    """The corners of the pad of 1 to 4 styles, in the styles' order: row by row, but a triangle's third is on top."""
    return _CORNERS[count]


def extent(count: int) -> Point:
    """The pad's width and height."""
    return max(x for x, _ in corners(count)), max(y for _, y in corners(count))


def shares_at(count: int, point: Point) -> tuple[float, ...]:
    """The shares at a place, or at the pad's nearest: none below 0, their sum 1, and in a corner that style alone.

    Barycentric coordinates of a line or triangle, bilinear weights of a square.
    """
    x, y = nearest(count, point)
    if count == 1:
        return (1.0,)
    if count == 2:
        return (1 - x, x)
    if count == 3:
        top = 1 - y / _TALL
        right = min(1 - top, max(0.0, x - top / 2))
        return (1 - top - right, right, top)
    return ((1 - x) * (1 - y), x * (1 - y), (1 - x) * y, x * y)


def place_of(shares: Sequence[float]) -> Point:
    """The place of these shares, which sum to 1: the inverse of `shares_at`.

    Four shares have one degree of freedom more than a square, so not all of them have a place; theirs is the balance
    point, the one with the least sum of squared distances to the corners, each counted as much as its share.
    """
    points = corners(len(shares))
    return (
        sum(share * x for share, (x, _) in zip(shares, points, strict=True)),
        sum(share * y for share, (_, y) in zip(shares, points, strict=True)),
    )


def nearest(count: int, point: Point) -> Point:
    """The pad's place that is nearest to the point."""
    if count != 3:
        wide, tall = extent(count)
        return _clipped(point[0], wide), _clipped(point[1], tall)
    left, right, top = corners(3)
    if point[1] <= _TALL and _is_under(point, top, left) and _is_under(point, top, right):
        return point
    edges = ((left, right), (right, top), (top, left))
    return min((_on_edge(point, a, b) for a, b in edges), key=lambda found: math.dist(found, point))


def _is_under(point: Point, top: Point, foot: Point) -> bool:
    """Whether the point lies on the inner side of a slanting edge."""
    down = (point[1] - top[1]) / (foot[1] - top[1])
    return down >= 0 and abs(point[0] - top[0]) <= down * abs(foot[0] - top[0])


def _on_edge(point: Point, a: Point, b: Point) -> Point:
    along = (b[0] - a[0], b[1] - a[1])
    share = ((point[0] - a[0]) * along[0] + (point[1] - a[1]) * along[1]) / (along[0] ** 2 + along[1] ** 2)
    # The ends themselves, not what rounding makes of them: a corner is one style alone.
    if share <= 0:
        return a
    if share >= 1:
        return b
    return a[0] + share * along[0], a[1] + share * along[1]


def _clipped(value: float, most: float) -> float:
    return min(most, max(0.0, value))
