from __future__ import annotations

import zipfile
from contextlib import suppress
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest

from stylecam.engine.person.plate import Plate, PlateError, read_plate, write_plate

SIZE = (640, 360)


def plate() -> Plate:
    random = np.random.default_rng(1)
    mean = random.uniform(0, 255, (180, 320, 3)).astype(np.float32)
    return Plate(mean, random.uniform(0, 9, (180, 320)).astype(np.float32), SIZE)


def archive(**arrays: object) -> bytes:
    content = BytesIO()
    np.savez(content, **arrays)  # type: ignore[arg-type]
    return content.getvalue()


def parts(**others: object) -> dict[str, object]:
    whole = {"sixteenths": np.zeros((180, 320, 3), np.uint16), "noise": np.zeros((180, 320), np.float16)}
    return {**whole, "size": np.array(SIZE, np.int32), **others}


def test_what_is_kept_comes_back(tmp_path: Path) -> None:
    path = tmp_path / "new" / "background.npz"
    kept = plate()
    write_plate(path, kept)
    found = read_plate(path)
    assert found.size == SIZE
    np.testing.assert_allclose(found.mean, kept.mean, atol=1 / 32)
    np.testing.assert_allclose(found.noise, kept.noise, atol=0.01)


def test_it_fits_pictures_of_its_shape() -> None:
    assert plate().fits((1280, 720))
    assert plate().fits((854, 480))
    assert not plate().fits((640, 480))
    assert not plate().fits((360, 640))


def bomb() -> bytes:
    """A small file that is a large one when it is unpacked."""
    content = BytesIO(archive(**parts()))
    with zipfile.ZipFile(content, "a", zipfile.ZIP_DEFLATED) as file:
        file.writestr("other.npy", bytes(60_000_000))
    return content.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"PK\x03\x04 no archive",
        archive(**parts())[:-30],
        archive(noise=np.zeros((2, 2))),
        archive(**parts(noise=np.zeros((180, 300), np.float16))),
        archive(**parts(noise=np.full((180, 320), np.nan, np.float16))),
        archive(**parts(noise=np.zeros((180, 320), np.float64))),
        archive(**parts(size=np.array([0, 360], np.int32))),
        archive(**parts(size=np.array([640, 480], np.int32))),
        archive(**parts(size=np.array("640x360"))),
        archive(**parts(size=np.array([{"run": "this"}], dtype=object))),
        bomb(),
    ],
)
def test_a_damaged_file_is_told_in_one_line(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "background.npz"
    path.write_bytes(data)
    with pytest.raises(PlateError, match="is damaged or no learned background; leave the picture and run") as told:
        read_plate(path)
    assert "\n" not in str(told.value)


def test_bytes_that_changed_on_the_disk(tmp_path: Path) -> None:
    path = tmp_path / "background.npz"
    write_plate(path, plate())
    whole = path.read_bytes()
    random = np.random.default_rng(3)
    for _ in range(40):
        changed = np.frombuffer(whole, np.uint8).copy()
        changed[random.integers(0, changed.size, 3)] ^= 0x55
        path.write_bytes(changed.tobytes())
        with suppress(PlateError):  # What is still sound may be taken, but nothing else may be raised.
            read_plate(path)


def test_a_file_that_is_not_there_or_cannot_be_written(tmp_path: Path) -> None:
    with pytest.raises(PlateError, match=r"none.npz: cannot be read \(No such file or directory\); leave the picture"):
        read_plate(tmp_path / "none.npz")
    (tmp_path / "file").touch()
    with pytest.raises(PlateError, match="cannot be written"):
        write_plate(tmp_path / "file" / "background.npz", plate())
