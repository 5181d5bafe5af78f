"""Who may import whom, read from the source of every module, imports inside functions included.

    main -> cli -> {gui, doctor, app} -> {sources, engine, sinks, pipeline} -> base;  engine -> models

The base is every module that lies directly in the package, except those that have a row below.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import stylecam

PACKAGE = Path(stylecam.__file__).parent
MAIN = PACKAGE.parent / "main.py"

# Beside itself and the base.
MAY_IMPORT: dict[str, set[str]] = {
    "base": set(),
    "pipeline": set(),
    "models": set(),
    "engine": {"models", "pipeline"},
    "sources": {"pipeline"},
    "sinks": {"pipeline"},
    "microphone": {"pipeline"},
    "gui": {"pipeline"},
    "render": {"pipeline"},
    "thumbnailer": {"app", "engine", "pipeline"},
    "training": {"models"},
    "slow": {"models"},
    "app": {"models", "engine", "sources", "sinks", "pipeline", "render"},
    "doctor": {"app", "models", "engine", "sources", "sinks", "microphone", "pipeline"},
    "cli": {
        "app",
        "doctor",
        "gui",
        "models",
        "engine",
        "sources",
        "sinks",
        "microphone",
        "pipeline",
        "render",
        "thumbnailer",
        "training",
        "slow",
    },
    "main": {"cli"},
    "__main__": {"cli"},
}

# Libraries that are slow to load, or that not every machine has, and the parts that may load them.
HEAVY = {
    "torch": {"models", "engine", "training", "slow", "doctor", "cli.bench", "cli.weights"},
    "PySide6": {"gui"},
    "cv2": {"sources", "sinks", "engine", "training"},
    "av": {"sources", "sinks", "doctor"},
    "sounddevice": {"microphone"},
    "onnx": {"models"},
    "onnxruntime": {"engine.person"},
}

# What must never be loaded along with a part, by however long a way.
NEVER_WITH = {
    "pipeline": {"torch", "cv2", "PySide6", "av"},
    "base": {"torch", "cv2", "PySide6", "av"},
    "gui": {"torch", "cv2", "av"},
}

MOST_LINES = 300


def modules() -> dict[str, Path]:
    """Every module of the package by its dotted name, without "stylecam." before it; "" is the package itself."""
    found = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(PACKAGE).with_suffix("").parts
        found[".".join(part for part in parts if part != "__init__")] = path
    return found


MODULES = modules()


def part_of(module: str) -> str:
    first = module.partition(".")[0]
    is_package = first != "" and (PACKAGE / first).is_dir()
    return first if is_package or first in MAY_IMPORT else "base"


def imported_names(path: Path) -> Iterator[str]:
    """Absolute dotted names, as far as the source spells them."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: a relative import"
            # Each name, as it may itself be a module.
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@cache
def own_imports(path: Path) -> frozenset[str]:
    """Modules of the package that this file imports, packages on the way included."""
    found = set()
    for name in imported_names(path):
        top, _, rest = name.partition(".")
        if top == "stylecam":
            steps = rest.split(".")
            found |= {".".join(steps[:depth]) for depth in range(len(steps) + 1)} & MODULES.keys()
    return frozenset(found)


@cache
def libraries(path: Path) -> frozenset[str]:
    return frozenset(name.partition(".")[0] for name in imported_names(path))


def loaded_with(part: str) -> set[str]:
    """Modules that are loaded when all of a part is."""
    loaded: set[str] = set()
    waiting = [module for module in MODULES if part_of(module) == part]
    while waiting:
        module = waiting.pop()
        if module not in loaded:
            loaded.add(module)
            waiting += own_imports(MODULES[module])
    return loaded


def is_in(module: str, places: set[str]) -> bool:
    return any(module == place or module.startswith(f"{place}.") for place in places)


def test_every_part_has_its_row() -> None:
    assert {part_of(module) for module in MODULES} <= MAY_IMPORT.keys()


@pytest.mark.parametrize("module", MODULES)
def test_imports_go_down_only(module: str) -> None:
    part = part_of(module)
    allowed = MAY_IMPORT[part] | {part, "base"}
    assert {name for name in own_imports(MODULES[module]) if part_of(name) not in allowed} == set()


def test_main_calls_the_command_line_and_nothing_else() -> None:
    allowed = MAY_IMPORT["main"] | {"base"}
    assert {name for name in own_imports(MAIN) if part_of(name) not in allowed} == set()


@pytest.mark.parametrize("library", HEAVY)
def test_a_heavy_library_stays_in_its_place(library: str) -> None:
    importers = {module for module, path in MODULES.items() if library in libraries(path)}
    assert {module for module in importers if not is_in(module, HEAVY[library])} == set()


@pytest.mark.parametrize("part", NEVER_WITH)
def test_a_light_part_loads_nothing_heavy_by_any_way(part: str) -> None:
    heavy = {module: libraries(MODULES[module]) & NEVER_WITH[part] for module in loaded_with(part)}
    assert {module: found for module, found in heavy.items() if found} == {}


def test_the_rules_find_what_they_look_for() -> None:
    """They would pass on an empty tree as well."""
    assert "pipeline.slots" in own_imports(MODULES["pipeline.pipeline"])
    assert "torch" in libraries(MODULES["engine.stylizer"]) | libraries(MODULES["engine.tensors"])
    assert loaded_with("engine") > {"models.painter", "pipeline.commands", "frame", ""}


@pytest.mark.parametrize("module", MODULES)
def test_a_module_is_short(module: str) -> None:
    lines = MODULES[module].read_text(encoding="utf-8").count("\n")
    assert lines < MOST_LINES
