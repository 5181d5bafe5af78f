"""The page of measurements: each value in its cell, and the page that ships is what its results make."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from scripts.make_performance import DOCUMENT, PICTURE, RESULTS, WORDS, document, filled, make, panels, results_in
from scripts.performance_plot import COLOURS, FPS, HEIGHT, TARGET, axes_of, picture
from stylecam.errors import UsageError

CONDITIONS = {
    "date": "2026-11-21T10:00:00+00:00",
    "load": 0.04,
    "machine": {"cpu": "Made-up 9000", "cores": 4, "threads": 2, "flags": ["avx2"], "torch": "2.6", "spin": ""},
    "memory_gb": 15.9,
    "gpu": None,
    "device": "cpu",
    "dtype": "bfloat16",
    "system": "Linux x86_64",
    "python": "3.12.1",
    "torch": "2.6",
    "stylecam": "0.1.0",
    "commit": "0123456789ab",
}


def around(median: float) -> dict[str, float]:
    return {"p5": 0.5 * median, "p50": median, "p95": 2 * median}


def size_row(network: str, size: tuple[int, int], forward: float, frame: float, **more: Any) -> dict[str, Any]:
    told = {"network": network, "note": "", "dtype": "bfloat16", "size": list(size), "rounds": 5}
    memory = {"first_s": 2.54, "peak_mb": 1234.4, "before_mb": 250.0}
    times = {"forward_ms": around(forward), "frame_ms": around(frame), "forward_ratio": None, "frame_ratio": None}
    return {**told, **times, **memory, **more}


SIZES: dict[str, Any] = {
    "kind": "sizes",
    "conditions": CONDITIONS,
    "limit_s": 20.0,
    "rows": [
        size_row("compact", (320, 240), 8.25, 10.0, forward_ratio=1.0, frame_ratio=1.0),
        size_row("VGG-19 AdaIN", (320, 240), 300.0, 340.0, forward_ratio=36.4, frame_ratio=34.0),
        size_row("compact", (640, 360), 25.0, 31.25, forward_ratio=1.0, frame_ratio=1.0, peak_mb=777.0),
    ],
    "mixes": [
        {"network": "compact", "size": [640, 360], "styles": 1, "frame_ms": around(31.0), "ratio_to_one": 1.0},
        {"network": "compact", "size": [640, 360], "styles": 4, "frame_ms": around(32.0), "ratio_to_one": 1.03},
    ],
    "left_out": [{"network": "VGG-19 AdaIN", "size": [640, 360], "why": "it does not fit in memory"}],
}
ROOFLINE: dict[str, Any] = {
    "kind": "roofline",
    "conditions": {**CONDITIONS, "gpu": "Made-up GPU", "device": "cuda", "dtype": "float16"},
    "peaks": [{"dtype": "float16", "size": [640, 360], "gflops": 4321.0, "gb_s": 98.76}],
    "rows": [
        {
            **{"network": "compact", "note": "", "dtype": "float16", "size": [640, 360], "gmac": 7.063, "mb": 123.4},
            **{"forward_ms": around(2.5), "compute_share": 0.41, "memory_share": 0.53, "bound": "memory"},
            "reached": 0.53,
        }
    ],
}


RUNTIMES: dict[str, Any] = {
    "kind": "runtimes",
    "conditions": CONDITIONS,
    "limits": {"ONEDNN_MAX_CPU_ISA": "AVX2"},
    "sizes": [
        {
            "size": [640, 360],
            "rows": [
                {
                    **{"name": "OpenVINO, float32", "note": "openvino 2026.4", "rounds": 5, "ms": around(50.0)},
                    **{"ratio_to_first": 0.954, "difference": {"max": 0.012, "mean": 0.001}},
                }
            ],
            "left_out": {"engine, bfloat16": "torch has no fast bfloat16 on this processor"},
        }
    ],
}
FIDELITY: dict[str, Any] = {
    "kind": "fidelity",
    "conditions": CONDITIONS,
    "rows": [
        {
            **{"precision": "int8", "kind": "later frame", "paintings": 48, "mean": 1.68, "worst_mean": 7.7},
            **{"most": 117.0, "ssim": 0.99571, "worst_ssim": 0.9742},
        }
    ],
}


def cells_of(page: str, *begin: str) -> list[str]:
    """The cells of the one row that begins with these."""
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in page.splitlines() if line.startswith("|")]
    (found,) = (row for row in rows if row[: len(begin)] == list(begin))
    return found[len(begin) :]


@pytest.fixture(scope="module")
def page() -> str:
    return document(WORDS.read_text(encoding="utf-8"), [ROOFLINE, SIZES, RUNTIMES, FIDELITY])


def test_times_stand_in_their_cells(page: str) -> None:
    title = cells_of(page, "picture", "network", "numbers", "forward, ms")
    assert title == ["x compact", "frame, ms", "5 to 95%", "x compact", "frames a second"]
    compact = cells_of(page, "640x360", "compact", "bfloat16")
    assert compact == ["25.0", "1.0x", "31.2", "15.6 to 62.5", "1.0x", "32.0"]
    vgg = cells_of(page, "320x240", "VGG-19 AdaIN", "bfloat16")
    assert vgg == ["300", "36.4x", "340", "170 to 680", "34.0x", "2.94"]


def test_what_was_left_out_is_told(page: str) -> None:
    assert "- VGG-19 AdaIN at 640x360 is left out: it does not fit in memory." in page
    memory = page[page.index("peak, MB") : page.index("first frame, s |")]
    assert cells_of(f"| {memory}", "VGG-19 AdaIN") == ["1,234", "–"]
    assert cells_of(f"| {memory}", "compact") == ["1,234", "777"]


def test_without_compact_there_is_no_ratio() -> None:
    alone = {**SIZES, "rows": [size_row("MicroAST", (320, 240), 50.0, 60.0)]}
    page = document(WORDS.read_text(encoding="utf-8"), [alone])
    assert cells_of(page, "320x240", "MicroAST", "bfloat16")[1] == "–"


def test_mixes_stand_by_their_number_of_styles(page: str) -> None:
    assert cells_of(page, "at 640x360") == ["1 style", "4 styles"]
    assert cells_of(page, "compact", "31.0") == ["32.0 (1.0x)"]


def test_shares_of_the_peaks_stand_in_their_cells(page: str) -> None:
    assert "640x360 was measured, float16: 4,321 GFLOP/s, 98.8 GB/s." in page
    assert cells_of(page, "640x360", "compact", "float16") == ["memory", "7.06", "123", "2.50", "41%", "53%", "53%"]


def test_runtimes_stand_under_what_limits_them(page: str) -> None:
    assert "With ONEDNN_MAX_CPU_ISA=AVX2:" in page
    cells = cells_of(page, "640x360", "OpenVINO, float32")
    assert cells == ["openvino 2026.4", "50.0", "0.95x", "0.01"]
    assert "- engine, bfloat16 is left out: torch has no fast bfloat16 on this processor." in page


def test_differences_stand_by_their_numbers(page: str) -> None:
    assert "48 paintings:" in page
    assert cells_of(page, "int8", "later frame") == ["1.68", "7.70", "117.0", "0.9957", "0.9742"]


def test_the_machine_is_told(page: str) -> None:
    assert "### Made-up 9000, 2 threads" in page
    assert "### Made-up GPU" in page
    assert "4 cores (avx2), 16 GB; on 2 threads; torch 2.6, Python 3.12.1" in page
    assert "(0123456789ab); 2026-11-21, load before it 0.0." in page


def test_a_page_is_filled_anew_and_its_markers_stay() -> None:
    once = filled("a <!-- x --><!-- /x --> b", "x", "\\1")
    assert once == "a <!-- x -->\n\\1\n<!-- /x --> b"
    assert filled(once, "x", "new") == "a <!-- x -->\nnew\n<!-- /x --> b"
    with pytest.raises(UsageError, match="0 places"):
        filled("a", "x", "part")


def test_each_network_is_a_line_through_its_frames() -> None:
    (panel,) = panels([SIZES, ROOFLINE])
    assert panel.title == "Made-up 9000, 2 threads"
    assert panel.sizes == ((320, 240), (640, 360))
    assert [(line.name, line.points) for line in panel.lines] == [
        ("compact", ((320 * 240, 10.0), (640 * 360, 31.25))),
        ("VGG-19 AdaIN", ((320 * 240, 340.0),)),
    ]


def test_points_and_target_are_drawn_where_they_belong() -> None:
    (panel,) = panels([SIZES])
    image, axes = picture([panel, panel]), axes_of(panel)
    assert image.mode == "RGB"  # opaque: readable on dark pages too
    for colour, line in zip(COLOURS, panel.lines, strict=False):
        for pixels, ms in line.points:
            x, y = round(axes.x(pixels)), round(axes.y(ms))
            assert rgb(image, x, y) == rgb(image, x, y + HEIGHT) == hexadecimal(colour)
    target = {rgb(image, x, round(axes.y(1000 / FPS))) for x in range(200, 400)}
    assert hexadecimal(TARGET) in target
    assert axes.y(10) - axes.y(100) == pytest.approx(axes.y(100) - axes.y(1000))


def rgb(image: Image.Image, x: int, y: int) -> Any:
    return image.getpixel((x, y))


def hexadecimal(colour: str) -> tuple[int, ...]:
    return tuple(bytes.fromhex(colour.removeprefix("#")))


def test_the_page_and_the_picture_are_written(tmp_path: Path) -> None:
    results, page, drawn = tmp_path / "results", tmp_path / "performance.md", tmp_path / "performance.png"
    results.mkdir()
    (results / "sizes.json").write_text(json.dumps(SIZES))
    make(results, WORDS, page, drawn)
    assert cells_of(page.read_text(encoding="utf-8"), "640x360", "compact", "bfloat16")[0] == "25.0"
    with Image.open(drawn) as image:
        assert image.size == picture(panels([SIZES])).size


@pytest.mark.parametrize(
    ("text", "told"), [(None, "run 'make performance'"), ("{}", "is no result"), ("[", "cannot be read")]
)
def test_what_is_no_result_is_refused(text: str | None, told: str, tmp_path: Path) -> None:
    if text is not None:
        (tmp_path / "some.json").write_text(text)
    with pytest.raises(UsageError, match=told):
        results_in(tmp_path)


def test_the_page_that_ships_is_what_its_results_make() -> None:
    shipped = DOCUMENT.read_text(encoding="utf-8") if DOCUMENT.exists() else None
    made = document(WORDS.read_text(encoding="utf-8"), results_in(RESULTS)) if any(RESULTS.glob("*.json")) else None
    assert shipped == made
    assert PICTURE.exists() == (made is not None)
