"""What the window remembers: all of it comes back, and no file is a reason not to start."""

from __future__ import annotations

import json
import random
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

import pytest

from stylecam.files import to_json
from stylecam.memory import Memory, MemoryFault, load_memory, save_memory
from stylecam.outputs import CameraChoice, OutputChoices, RecordingChoice, StreamChoice
from tests.test_look_json import any_json

MEMORY = Memory(
    look={"stylecam": "look", "styles": [{"id": "ink"}]},
    masks=({"mask": "/tmp/one.png", "paint": [{"id": "ink"}]},),
    source="Webcam@1280x720@30",
    mirror_chosen=True,
    favourites=("ink", "星夜"),
    recent=("waves",),
    recordings=("clip.mp4",),
    theme="dark",
    text_scale=1.5,
    language="de",
    overlay=True,
    inset=True,
    geometry="AdnQyw==",
    tab="mix",
    device="cuda",
    model="classic",
    still_format="webp",
    still_original=True,
    outputs=OutputChoices(
        RecordingChoice("webm", "high", (1280, 720), "software", original=True),
        CameraChoice((640, 480), 24.0, "crop", "#1a2b3c"),
        StreamChoice(9000),
    ),
    welcomed=True,
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "state" / "state.json"


def written(path: Path, content: object) -> Path:
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else to_json(content))
    return path


def kept(path: Path) -> Path:
    return path.with_name("state.json.bad")


def test_at_the_first_start_there_is_nothing_to_remember(path: Path) -> None:
    assert load_memory(path) == (Memory(), "")


def test_all_of_it_comes_back(path: Path) -> None:
    default = Memory()
    assert all(getattr(MEMORY, field.name) != getattr(default, field.name) for field in fields(Memory)[:-1])
    save_memory(path, MEMORY)
    assert load_memory(path) == (MEMORY, "")
    assert not kept(path).exists()


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b"3", b"\xff", b"[" * 99_999, b'{"look":' * 200 + b"1" + b"}" * 200]
)
def test_of_a_damaged_file_nothing_is_taken_and_it_is_kept(content: bytes, path: Path) -> None:
    memory, note = load_memory(written(path, content))
    assert memory == Memory()
    assert note == f"the window's state was damaged, so it starts afresh; the file is kept as {kept(path)}"
    assert kept(path).read_bytes() == content


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("look", []),
        ("masks", {}),
        ("masks", ["one.png"]),
        ("source", 0),
        ("favourites", "ink"),
        ("favourites", ["ink", 3]),
        ("recent", None),
        ("theme", "pink"),
        ("still_format", "bmp"),
        ("still_format", ["png"]),
        ("still_original", 1),
        ("theme", ["dark"]),
        ("text_scale", 40),
        ("text_scale", 10**400),
        ("text_scale", float("nan")),
        ("text_scale", True),
        ("language", None),
        ("language", "\ud800"),
        ("outputs", []),
        ("overlay", 1),
        ("geometry", "A" * 100_001),
        ("welcomed", "yes"),
    ],
)
def test_what_is_sound_is_taken_and_the_rest_is_as_at_first(field: str, value: object, path: Path) -> None:
    save_memory(path, MEMORY)
    content = to_json(json.loads(path.read_text(encoding="utf-8")) | {field: value})
    memory, note = load_memory(written(path, content))
    assert note == f"of the window's state, this could not be read: {field}; the file is kept as {kept(path)}"
    assert kept(path).read_bytes() == content
    assert getattr(memory, field) == getattr(Memory(), field)
    others = [entry.name for entry in fields(Memory) if entry.name != field]
    assert [getattr(memory, name) for name in others] == [getattr(MEMORY, name) for name in others]


def test_what_a_newer_version_has_written_is_kept(path: Path) -> None:
    save_memory(path, MEMORY)
    newer = json.loads(path.read_text(encoding="utf-8")) | {"version": 9, "wallpaper": {"id": 3}}
    memory, note = load_memory(written(path, newer))
    assert note == ""
    assert memory.theme == "dark"
    save_memory(path, memory)
    assert json.loads(path.read_text(encoding="utf-8"))["wallpaper"] == {"id": 3}


def test_saving_leaves_the_file_whole_and_nothing_beside_it(path: Path) -> None:
    save_memory(path, Memory())
    save_memory(path, MEMORY)
    assert [entry.name for entry in path.parent.iterdir()] == ["state.json"]


def test_a_place_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(MemoryFault, match="the window's state cannot be stored") as error:
        save_memory(tmp_path / "file" / "state.json", MEMORY)
    assert "\n" not in str(error.value)


def test_a_place_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "state.json").mkdir()
    memory, note = load_memory(tmp_path / "state.json")
    assert memory == Memory()
    assert "cannot be read" in note


def test_a_bad_file_that_cannot_be_kept_is_no_reason_not_to_start(path: Path) -> None:
    kept(written(path, b"{")).mkdir()
    memory, note = load_memory(path)
    assert memory == Memory()
    assert note.endswith("the file could not be kept")


def test_any_file_gives_a_memory_that_can_be_saved(path: Path) -> None:
    chance = random.Random(3)
    names = [field.name for field in fields(Memory)]
    whole: dict[str, Any] = {name: getattr(MEMORY, name) for name in names} | {"outputs": asdict(MEMORY.outputs)}
    for _ in range(400):
        data = whole | {chance.choice([*names, "version", "new"]): any_json(chance) for _ in range(3)}
        content = to_json(data)
        cut = content[: chance.randrange(len(content))]
        noisy = bytes(byte if chance.random() > 0.005 else chance.randrange(256) for byte in content)
        memory, note = load_memory(written(path, chance.choice([content, content, cut, noisy])))
        assert "\n" not in note
        save_memory(path, memory)
        assert load_memory(path)[1] == ""
