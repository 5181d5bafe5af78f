"""Drops and clipboards in the forms that programs such as Firefox and Chromium put on them."""

from __future__ import annotations

import base64
import io
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QImage

from stylecam.gui.deeds import Copied, Encoded
from stylecam.gui.gallery.intake import Intake, name_of, pictures_in

ADDRESS = "https://museum.example/pictures/The%20Wave.jpg"


def png(colour: tuple[int, int, int] = (9, 99, 199)) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (8, 6), colour).save(file, "PNG")
    return file.getvalue()


def mime(formats: dict[str, str | bytes]) -> QMimeData:
    made = QMimeData()
    for kind, data in formats.items():
        made.setData(kind, data.encode() if isinstance(data, str) else data)
    return made


def firefox_image_in_a_link() -> QMimeData:
    """The list and the text name the page that the link leads to."""
    page = "https://museum.example/about-the-wave"
    return mime(
        {
            "text/x-moz-url": f"{page}\nThe Wave".encode("utf-16-le"),
            "text/x-moz-url-data": page.encode("utf-16-le"),
            "application/x-moz-file-promise-url": ADDRESS.encode("utf-16-le"),
            "application/x-moz-file-promise-dest-filename": "The Wave.jpg".encode("utf-16-le"),
            "text/html": f'<a href="{page}"><img alt="The Wave" src="{ADDRESS}"></a>',
            "text/uri-list": f"{page}\r\n",
            "text/plain": page,
        }
    )


def chromium_image() -> QMimeData:
    return mime(
        {
            "text/uri-list": f"{ADDRESS}\r\n",
            "text/html": f"<meta charset='utf-8'><img class=big src='{ADDRESS.replace('&', '&amp;')}'/>",
            "text/x-moz-url": f"{ADDRESS}\nThe Wave".encode("utf-16-le"),
        }
    )


def test_files_of_a_file_manager_are_sorted_into_pictures_and_others(tmp_path: Path) -> None:
    picture, video = tmp_path / "Gemälde ü.JPG", tmp_path / "clip.mp4"
    drop = QMimeData()
    drop.setUrls([QUrl.fromLocalFile(str(path)) for path in (picture, video, tmp_path)])
    drop.setText("three files")
    assert pictures_in(drop) == Intake(files=(picture, tmp_path), others=(video,))


def test_a_path_that_no_file_can_have_does_no_harm() -> None:
    drop = mime({"text/uri-list": f"file:///{'x' * 5000}\r\n"})
    assert pictures_in(drop).files == ()


def test_local_files_come_before_a_pictures_content(tmp_path: Path) -> None:
    drop = QMimeData()
    drop.setUrls([QUrl.fromLocalFile(str(tmp_path / "a.png"))])
    drop.setData("image/png", png())
    assert pictures_in(drop) == Intake(files=(tmp_path / "a.png",))


@pytest.mark.parametrize("drop", [firefox_image_in_a_link(), chromium_image()], ids=["firefox", "chromium"])
def test_a_browsers_picture_is_its_own_address_not_the_links(drop: QMimeData) -> None:
    assert pictures_in(drop) == Intake(urls=(QUrl(ADDRESS),))


def test_a_picture_inside_a_link_is_found_without_mozillas_formats() -> None:
    drop = mime({"text/uri-list": "https://a.example/page\r\n", "text/html": f'<a><IMG width=3 SRC="{ADDRESS}"></a>'})
    assert pictures_in(drop).urls == (QUrl(ADDRESS),)


def test_entities_in_html_are_resolved() -> None:
    drop = mime({"text/html": '<img src="https://a.example/i?w=5&amp;n=wave">'})
    assert pictures_in(drop).urls == (QUrl("https://a.example/i?w=5&n=wave"),)


def test_a_copied_picture_is_its_content_and_named_after_its_address() -> None:
    copied = chromium_image()
    copied.setData("image/png", png())
    assert pictures_in(copied) == Intake(picture=Encoded(png(), "The Wave.jpg"))


def test_a_screenshot_has_no_name() -> None:
    copied = QMimeData()
    copied.setImageData(QImage.fromData(png((1, 2, 3))))
    picture = pictures_in(copied).picture
    # Qt offers it as PNG where the platform does, and as an image where not.
    assert isinstance(picture, Copied | Encoded)
    assert picture.name == ""


@pytest.mark.parametrize("kind", ["text/uri-list", "text/plain", "text/html"])
def test_data_addresses_are_the_picture_itself(kind: str) -> None:
    address = "data:image/png;base64," + base64.b64encode(png()).decode()
    drop = mime({kind: f'<img src="{address}">' if kind == "text/html" else address})
    assert pictures_in(drop) == Intake(picture=Encoded(png(), ""))


def test_several_addresses_are_all_taken_once() -> None:
    other = "http://a.example/2.png"
    drop = mime({"text/uri-list": f"{ADDRESS}\r\n{other}\r\n{ADDRESS}\r\n"})
    assert pictures_in(drop).urls == (QUrl(ADDRESS), QUrl(other))


def test_a_copied_address_is_taken(tmp_path: Path) -> None:
    copied = QMimeData()
    copied.setText(f" {ADDRESS}\n")
    assert pictures_in(copied).urls == (QUrl(ADDRESS),)
    copied.setText((tmp_path / "a.png").as_uri())
    assert pictures_in(copied).files == (tmp_path / "a.png",)


@pytest.mark.parametrize(
    "nothing",
    [
        mime({}),
        mime({"text/plain": "look at https://a.example/1.png please"}),
        mime({"text/uri-list": "mailto:a@b.example\r\n"}),
        mime({"text/html": "<b>words</b>", "text/plain": "words"}),
        mime({"text/plain": "data:image/png;base64,%%%"}),
        mime({"text/plain": "https://"}),
        mime({"application/x-moz-file-promise-url": b"\xff\xfe\xff"}),
    ],
)
def test_other_things_are_not_taken(nothing: QMimeData) -> None:
    assert not pictures_in(nothing)


@pytest.mark.parametrize(
    ("address", "name"),
    [
        (ADDRESS, "The Wave.jpg"),
        ("https://a.example/%E5%A4%8F.png?w=3#x", "夏.png"),
        ("https://a.example/", "a.example"),
    ],
)
def test_a_picture_is_called_after_its_address(address: str, name: str) -> None:
    assert name_of(QUrl(address)) == name
