"""Whatever a user drags in becomes RGB, upright, without alpha, or one clear line."""

from __future__ import annotations

import io
import warnings
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
from PIL import Image, features

from stylecam.pictures import (
    LARGEST_STORED,
    LONGEST_STORED,
    PICTURE_SUFFIXES,
    PictureError,
    decode_picture,
    encode_jpeg,
    fingerprint,
    load_picture,
    stored_picture,
)

RED, BLUE, WHITE = (255, 0, 0), (0, 0, 255), (255, 255, 255)


def corners(size: tuple[int, int] = (40, 20)) -> Image.Image:
    """White, with a red corner at the top left and a blue one at the top right."""
    width, height = size
    picture = Image.new("RGB", size, WHITE)
    picture.paste(RED, (0, 0, width // 4, height // 2))
    picture.paste(BLUE, (width - width // 4, 0, width, height // 2))
    return picture


def saved(path: Path, picture: Image.Image, **options: Any) -> Path:
    picture.save(path, **options)
    return path


def is_near(pixel: npt.NDArray[np.uint8], color: tuple[int, int, int], tolerance: int = 6) -> bool:
    return int(np.abs(pixel.astype(int) - color).max()) <= tolerance


@pytest.mark.parametrize("suffix", sorted(PICTURE_SUFFIXES - {".gif"}))
def test_every_kind_of_file(suffix: str, tmp_path: Path) -> None:
    options = {"lossless": True} if suffix == ".webp" else {"quality": 98} if "j" in suffix else {}
    pixels = load_picture(saved(tmp_path / f"picture{suffix}", corners(), **options))
    assert pixels.shape == (20, 40, 3)
    assert pixels.dtype == np.uint8
    assert pixels.flags.c_contiguous
    assert is_near(pixels[2, 2], RED)
    assert is_near(pixels[2, -3], BLUE)
    assert is_near(pixels[-3, 20], WHITE)


@pytest.mark.parametrize("suffix", [".jpg", ".png", ".webp", ".tif"])
def test_a_photo_taken_on_its_side_is_put_upright(suffix: str, tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned by a quarter clockwise
    on_its_side = corners().transpose(Image.Transpose.ROTATE_90)
    pixels = load_picture(saved(tmp_path / f"photo{suffix}", on_its_side, exif=exif))
    assert pixels.shape == (20, 40, 3)
    assert is_near(pixels[2, 2], RED, 30)
    assert is_near(pixels[2, -3], BLUE, 30)


def test_damaged_metadata_does_no_harm(tmp_path: Path) -> None:
    path = saved(tmp_path / "photo.jpg", corners(), exif=b"Exif\0\0II*\0\x08\0\0\0\x05\0")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert is_near(load_picture(path)[-3, 20], WHITE)


def test_transparency_is_laid_over_white(tmp_path: Path) -> None:
    picture = Image.new("RGBA", (3, 1), (*BLUE, 255))
    picture.putpixel((1, 0), (*BLUE, 128))
    picture.putpixel((2, 0), (0, 0, 0, 0))
    pixels = load_picture(saved(tmp_path / "alpha.png", picture))
    assert is_near(pixels[0, 0], BLUE, 0)
    assert is_near(pixels[0, 1], (127, 127, 255), 1)
    assert is_near(pixels[0, 2], WHITE, 0)


def test_transparent_grey_and_a_transparent_color(tmp_path: Path) -> None:
    grey = Image.new("LA", (2, 1), (40, 255))
    grey.putpixel((1, 0), (40, 0))
    assert load_picture(saved(tmp_path / "grey.png", grey))[0].tolist() == [[40] * 3, [255] * 3]
    keyed = Image.new("RGB", (2, 1), BLUE)
    keyed.putpixel((1, 0), (0, 255, 0))
    pixels = load_picture(saved(tmp_path / "keyed.png", keyed, transparency=(0, 255, 0)))
    assert pixels[0].tolist() == [list(BLUE), list(WHITE)]


@pytest.mark.parametrize("transparency", [1, b"\xff\x00"])
def test_palettes_with_transparency(transparency: int | bytes, tmp_path: Path) -> None:
    picture = Image.new("P", (2, 1), 0)
    picture.putpalette([*BLUE, 10, 20, 30])
    picture.putpixel((1, 0), 1)
    pixels = load_picture(saved(tmp_path / "palette.png", picture, transparency=transparency))
    assert pixels[0].tolist() == [list(BLUE), list(WHITE)]


def test_palettes_grey_and_black_and_white(tmp_path: Path) -> None:
    palette = load_picture(saved(tmp_path / "palette.png", corners().quantize(8)))
    assert is_near(palette[2, 2], RED)
    assert load_picture(saved(tmp_path / "grey.png", Image.new("L", (2, 2), 77)))[0, 0].tolist() == [77] * 3
    assert load_picture(saved(tmp_path / "bits.png", Image.new("1", (2, 2), 1)))[0, 0].tolist() == [255] * 3


def test_print_colors(tmp_path: Path) -> None:
    pixels = load_picture(saved(tmp_path / "print.jpg", corners().convert("CMYK"), quality=98))
    assert is_near(pixels[2, 2], RED)
    assert is_near(pixels[-3, 20], WHITE)


@pytest.mark.parametrize("suffix", [".png", ".tif"])
def test_16_bits_are_scaled_to_8(suffix: str, tmp_path: Path) -> None:
    values = np.array([[0, 257, 32896, 65535]], np.uint16)
    pixels = load_picture(saved(tmp_path / f"deep{suffix}", Image.fromarray(values)))
    assert pixels[0, :, 0].tolist() == [0, 1, 128, 255]
    assert np.ptp(pixels, axis=2).max() == 0


@pytest.mark.parametrize("suffix", [".gif", ".webp", ".png"])
def test_of_an_animation_the_first_frame_is_taken(suffix: str, tmp_path: Path) -> None:
    options = {"lossless": True} if suffix == ".webp" else {}
    more = [Image.new("RGB", (40, 20), BLUE)] * 2
    path = saved(tmp_path / f"moving{suffix}", corners(), save_all=True, append_images=more, **options)
    assert is_near(load_picture(path)[2, 2], RED)


@pytest.mark.parametrize(
    ("size", "expected"), [((900, 450), (64, 32)), ((450, 900), (32, 64)), ((64, 20), (64, 20)), ((5, 3), (5, 3))]
)
@pytest.mark.parametrize("suffix", [".png", ".jpg"])
def test_a_large_picture_is_scaled_down_and_a_small_one_is_left(
    size: tuple[int, int], expected: tuple[int, int], suffix: str, tmp_path: Path
) -> None:
    pixels = load_picture(saved(tmp_path / f"large{suffix}", Image.new("RGB", size, BLUE)), max_side=64)
    assert pixels.shape == (expected[1], expected[0], 3)
    assert is_near(pixels[0, 0], BLUE)


def test_a_single_pixel(tmp_path: Path) -> None:
    assert load_picture(saved(tmp_path / "dot.png", Image.new("RGB", (1, 1), RED)), 512).tolist() == [[list(RED)]]


def refusal(path: Path) -> str:
    """What is said of a file that is refused: one line that names it."""
    with pytest.raises(PictureError) as caught:
        load_picture(path, max_side=64)
    message = str(caught.value)
    assert message.startswith(f"{path}: ")
    assert "\n" not in message
    assert caught.value.exit_code == 2
    return message


def test_a_program_is_no_picture(tmp_path: Path) -> None:
    # Pillow would have Ghostscript run it.
    with pytest.raises(PictureError, match="not a picture that can be read"):
        load_picture(saved(tmp_path / "drawing.eps", corners()))


@pytest.mark.skipif(not features.check("avif"), reason="this Pillow reads no AVIF")
def test_damage_that_shows_only_to_the_decoder(tmp_path: Path) -> None:
    path = saved(tmp_path / "picture.avif", corners())
    content = bytearray(path.read_bytes())
    main_item = content.index(b"pitm") + 8
    content[main_item : main_item + 2] = b"\0\7"  # which there is none of
    with pytest.raises(PictureError, match="is the file damaged"):
        decode_picture(bytes(content), "picture.avif")


@pytest.mark.parametrize("suffix", [".jpg", ".png", ".webp", ".gif"])
def test_a_truncated_file(suffix: str, tmp_path: Path) -> None:
    noise = np.random.default_rng(0).integers(0, 256, (60, 80, 3), np.uint8)
    path = saved(tmp_path / f"cut{suffix}", Image.fromarray(noise))
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2])
    assert "cannot be read" in refusal(path) or "not a picture" in refusal(path)


@pytest.mark.parametrize(
    "content", [b"", b"once upon a time", b"\x89PNG\r\n\x1a\n"], ids=["empty", "text", "only a head"]
)
def test_a_file_that_is_no_picture(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "story.png"
    path.write_bytes(content)
    assert refusal(path) == f"{path}: not a picture that can be read; use PNG, JPEG or WebP"


def test_a_missing_file(tmp_path: Path) -> None:
    path = tmp_path / "absent.png"
    assert refusal(path) == f"{path}: no such file"


def test_a_folder(tmp_path: Path) -> None:
    assert refusal(tmp_path) == f"{tmp_path}: is a folder, not a picture"


@pytest.mark.parametrize("side", [9_500, 14_000])
def test_a_picture_that_would_fill_the_memory(side: int, tmp_path: Path) -> None:
    path = saved(tmp_path / "vast.png", Image.new("1", (side, side)))
    assert refusal(path) == f"{path}: the picture is far too large; scale it under 89 megapixels"


def content(picture: Image.Image, kind: str, **options: Any) -> bytes:
    file = io.BytesIO()
    picture.save(file, kind, **options)
    return file.getvalue()


def test_the_content_of_a_file_is_read_like_the_file(tmp_path: Path) -> None:
    data = content(corners((900, 450)), "PNG")
    (tmp_path / "picture.png").write_bytes(data)
    np.testing.assert_array_equal(decode_picture(data, "it", 64), load_picture(tmp_path / "picture.png", 64))
    with pytest.raises(PictureError, match="it: not a picture that can be read; use PNG, JPEG or WebP"):
        decode_picture(b"", "it")


def test_pixels_become_a_jpeg_of_at_most_a_side() -> None:
    pixels = decode_picture(encode_jpeg(np.asarray(corners((900, 450))), 320, 85), "it")
    assert pixels.shape == (160, 320, 3)
    assert is_near(pixels[5, 5], RED, 12)
    assert decode_picture(encode_jpeg(np.asarray(corners()), 320, 85), "it").shape == (20, 40, 3)


def test_a_fingerprint_is_that_of_the_pixels() -> None:
    pixels = np.asarray(corners())
    assert fingerprint(decode_picture(content(corners(), "PNG"), "it")) == fingerprint(pixels)
    assert fingerprint(decode_picture(content(corners(), "BMP"), "it")) == fingerprint(pixels)
    other = pixels.copy()
    other[0, 0, 0] -= 1
    different = [fingerprint(picture) for picture in (pixels, other, pixels[::-1], pixels.reshape(40, 20, 3))]
    assert len(set(different)) == 4


@pytest.mark.parametrize(("kind", "suffix"), [("JPEG", ".jpg"), ("PNG", ".png"), ("WEBP", ".webp"), ("GIF", ".gif")])
def test_a_small_file_of_a_usual_kind_is_kept_as_it_came(kind: str, suffix: str) -> None:
    data = content(corners(), kind)
    assert stored_picture(np.asarray(corners()), data) == (data, suffix)


def test_any_other_picture_is_kept_as_a_jpeg() -> None:
    pixels = np.asarray(corners())
    wide = np.zeros((10, LONGEST_STORED + 1, 3), np.uint8)
    unusual, heavy = content(corners(), "PPM"), content(corners(), "PNG") + bytes(LARGEST_STORED)
    for picture, data in (
        (pixels, b""),
        (pixels, unusual),
        (pixels, heavy),
        (wide, content(Image.fromarray(wide), "PNG")),
    ):
        kept, suffix = stored_picture(picture, data)
        assert suffix == ".jpg"
        assert max(decode_picture(kept, "it").shape) == min(max(picture.shape), LONGEST_STORED)
