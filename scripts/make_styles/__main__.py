"""Paint the shipped style pictures: `python -m scripts.make_styles [--out FOLDER] [--only ID ...]`."""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path

from PIL import Image

from scripts.make_styles.collection import WORKS
from scripts.make_styles.work import Work

QUALITY = 92


def save(work: Work, folder: Path) -> Path:
    """Paint a work into the folder, its sidecar beside it."""
    path = folder / f"{work.id}.jpg"
    Image.fromarray(work.make()).save(path, quality=QUALITY, subsampling=0)
    save_sidecar(work, folder)
    return path


def save_sidecar(work: Work, folder: Path) -> None:
    """Write a work's title, place in the gallery and licence into the folder."""
    about = {
        "name": work.name,
        "author": "stylecam",
        "technique": work.technique,
        "category": work.category,
        "rank": WORKS.index(work) + 1,
        "licence": "CC0-1.0",
    }
    text = json.dumps(about, indent=2, ensure_ascii=False) + "\n"
    (folder / f"{work.id}.json").write_text(text, encoding="utf-8")


def main() -> None:
    """Paint all works, or those asked for."""
    parser = argparse.ArgumentParser(prog="python -m scripts.make_styles", description=__doc__)
    parser.add_argument("--out", type=Path, default=Path("assets/styles"), help="folder to write into")
    parser.add_argument("--only", nargs="+", metavar="ID", choices=[work.id for work in WORKS], help="just these")
    wanted = parser.parse_args()
    wanted.out.mkdir(parents=True, exist_ok=True)
    for work in WORKS:
        if wanted.only is None or work.id in wanted.only:
            began = time.perf_counter()
            path = save(work, wanted.out)
            print(f"{path}  {time.perf_counter() - began:.1f} s")


if __name__ == "__main__":
    main()
