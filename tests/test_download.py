"""Files from a page, over a line that may break."""

from __future__ import annotations

import hashlib
import json
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from stylecam.download import RELEASE, DownloadError, Offer, fetch, kept, read_offers
from stylecam.errors import UsageError
from tests.files_server import FilesServer, serving

DATA = bytes(range(256)) * 3000
NAME = "vgg19.safetensors"


@pytest.fixture
def server() -> Iterator[FilesServer]:
    """Has one file and its list."""
    with serving() as server:
        server.files[NAME] = DATA
        lists(server)
        yield server


@pytest.fixture
def part(tmp_path: Path) -> Path:
    return tmp_path / "vgg19.part"


def lists(server: FilesServer, **other: Any) -> None:
    """Write the list, with other facts than the right ones."""
    entry = {"id": "vgg19", "file": NAME, "bytes": len(DATA), "sha256": hashlib.sha256(DATA).hexdigest()}
    server.files["weights.json"] = json.dumps({"weights": [entry | other]}).encode()


def offer(server: FilesServer) -> Offer:
    (found,) = read_offers(server.url)
    return found


def refused(server: FilesServer, part: Path) -> str:
    """The one line of a download that fails."""
    with pytest.raises(DownloadError) as caught:
        list(fetch(offer(server), part))
    assert caught.value.exit_code == 1
    message = str(caught.value)
    assert "\n" not in message
    return message


def test_a_page_says_what_it_has(server: FilesServer) -> None:
    lists(server, licence="MIT", trained="for a day")
    expected = Offer("vgg19", server.url + NAME, NAME, len(DATA), hashlib.sha256(DATA).hexdigest(), "MIT", "for a day")
    assert read_offers(server.url) == read_offers(server.url.removesuffix("/")) == (expected,)


def test_the_projects_own_page_is_an_address_that_can_be_asked() -> None:
    assert RELEASE.startswith("https://")
    assert RELEASE.endswith("/")


def test_a_file_is_fetched_and_its_bytes_are_counted(server: FilesServer, part: Path) -> None:
    counts = list(fetch(offer(server), part))
    assert part.read_bytes() == DATA
    assert counts == sorted(counts)
    assert (counts[0], counts[-1]) == (0, len(DATA))


def test_after_a_broken_line_it_goes_on_where_it_was(server: FilesServer, part: Path) -> None:
    server.breaks_after = 400_000
    assert refused(server, part) == f"{server.url}{NAME}: the line broke; run it again{kept(part)}"
    assert kept(part) == f"; 0.4 MB are kept in {part}, and the next run goes on there"
    assert part.read_bytes() == DATA[:400_000]
    assert next(iter(counts := fetch(offer(server), part))) == 400_000
    assert list(counts)[-1] == len(DATA)
    assert part.read_bytes() == DATA
    assert [asked for name, asked in server.asked if name == NAME] == ["", "bytes=400000-"]


def test_a_server_that_cannot_go_on_sends_all_of_it(server: FilesServer, part: Path) -> None:
    part.write_bytes(DATA[:1000])
    server.ranges = False
    assert next(iter(counts := fetch(offer(server), part))) == 0
    assert list(counts)
    assert part.read_bytes() == DATA


def test_what_is_whole_is_not_fetched_again(server: FilesServer, part: Path) -> None:
    part.write_bytes(DATA)
    assert list(fetch(offer(server), part)) == [len(DATA)]
    assert [name for name, _ in server.asked] == ["weights.json"]


@pytest.mark.parametrize(
    "before", [b"", b"other" * 1000, b"x" * (len(DATA) + 1)], ids=["nothing", "foreign", "too long"]
)
def test_what_is_not_the_file_meant_is_removed(before: bytes, server: FilesServer, part: Path) -> None:
    part.write_bytes(before)
    server.files[NAME] = DATA[:-1] + b"!"
    assert "is damaged or not the file meant" in refused(server, part)
    assert not part.exists()


def test_a_file_of_another_size_than_listed_is_not_begun(server: FilesServer, part: Path) -> None:
    server.files[NAME] = DATA + b"more"
    assert refused(server, part) == (
        f"{server.url}{NAME}: has {len(DATA) + 4} bytes, where {len(DATA)} were listed; try it again later"
    )
    part.write_bytes(DATA[:1000])
    assert "has 768004 bytes, where 768000 were listed" in refused(server, part)
    assert part.read_bytes() == DATA[:1000]


def test_what_is_longer_than_the_servers_file_is_begun_anew(server: FilesServer, part: Path) -> None:
    part.write_bytes(DATA[:2000])
    server.files[NAME] = DATA[:1000]
    assert "the server says 416" in refused(server, part)
    assert not part.exists()


def test_a_file_that_is_not_there(server: FilesServer, part: Path) -> None:
    del server.files[NAME]
    part.write_bytes(DATA[:100_000])
    assert refused(server, part) == f"{server.url}{NAME}: the server says 404 (Not Found){kept(part)}"
    assert kept(part)


def test_a_full_disk(server: FilesServer, tmp_path: Path) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("there is no /dev/full")
    part = tmp_path / "full.part"
    part.symlink_to("/dev/full")
    assert refused(server, part) == (
        f"{part}: cannot be written (No space left on device); make room, and run it again"
    )


def test_nobody_there() -> None:
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        page = f"http://127.0.0.1:{nobody.getsockname()[1]}/"
        with pytest.raises(DownloadError) as caught:
            read_offers(page)
    assert str(caught.value) == (
        f"{page}weights.json: cannot be reached (Connection refused); check the network, and run it again"
    )


@pytest.mark.parametrize("page", ["http://..org/", "http://127.0.0.1:x/", "http://a b/"])
def test_an_address_that_nobody_can_have(page: str) -> None:
    with pytest.raises(DownloadError, match=r"weights\.json: cannot be reached \("):
        read_offers(page)


@pytest.mark.parametrize(
    "page", ["", "weights", "/tmp", "file:///tmp/", "ftp://example.org/", "http:///x", "http://[x/"]
)
def test_only_addresses_of_the_web(page: str) -> None:
    with pytest.raises(UsageError, match="is no address of a page"):
        read_offers(page)


@pytest.mark.parametrize(
    "listing",
    [
        b"",
        b"<html></html>",
        b"[]",
        b"{}",
        b'{"weights": 3}',
        b'{"weights": ["vgg19"]}',
        b'{"weights": [{"id": "vgg19"}]}',
    ],
)
def test_a_page_without_a_list(listing: bytes, server: FilesServer) -> None:
    server.files["weights.json"] = listing
    with pytest.raises(
        DownloadError, match=r"weights\.json: is not a list of weights; give another page with --from URL$"
    ):
        read_offers(server.url)


@pytest.mark.parametrize(
    "fact",
    [
        {"id": "../vgg19"},
        {"id": ""},
        {"id": 19},
        {"file": "../vgg19.safetensors"},
        {"file": "/etc/passwd"},
        {"file": ""},
        {"bytes": "28"},
        {"bytes": 0},
        {"bytes": True},
        {"bytes": 10**12},
        {"sha256": "ab"},
        {"sha256": None},
    ],
)
def test_a_list_with_an_entry_that_cannot_be_right(fact: dict[str, Any], server: FilesServer) -> None:
    lists(server, **fact)
    with pytest.raises(DownloadError, match="is not a list of weights"):
        read_offers(server.url)
