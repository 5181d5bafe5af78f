"""The window opens as it was left, as far as that is possible, and always opens."""

from __future__ import annotations

import json
import random
import string
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from PIL import Image

from stylecam.app import Plan, style_store
from stylecam.cli import gui
from stylecam.cli.desktop import recordings, report, rescued, save_still, videos
from stylecam.cli.options import Parser
from stylecam.errors import StyleError
from stylecam.gui.parts import Opening
from stylecam.look import AutoSize, Look, MaskedRegion
from stylecam.looks import look_to_json
from stylecam.masks_json import masks_to_json
from stylecam.memory import Memory, save_memory
from stylecam.microphone.microphone import Microphone
from stylecam.outputs import RecordingChoice
from stylecam.recordings import original_beside
from stylecam.sound import SoundOptions
from stylecam.stills import Still
from stylecam.styles import WeightedStyle
from stylecam.user_files import state_file
from tests.microphone.driver import HandDriver
from tests.pipeline.parts import numbered


def prepare(*words: str) -> tuple[Plan, Opening]:
    """As `stylecam gui WORDS` would, before anything is opened."""
    parser = Parser()
    gui.configure(parser)
    arguments = parser.parse_args(words)
    return gui.prepare(arguments, None if arguments.safe_mode else state_file(), style_store())


def remember(look: Look | None = None, **state: object) -> None:
    data = None if look is None else look_to_json(look, "", style_store().sha256)
    save_memory(state_file(), replace(Memory(look=data), **state))  # type: ignore[arg-type]


def a_look(**parts: object) -> Look:
    style = next(style for style in style_store().styles() if style.id == "great-wave")
    return replace(Look((WeightedStyle(style),)), **parts)  # type: ignore[arg-type]


def test_the_first_start_paints_the_demo_in_the_usual_style_as_large_as_it_can() -> None:
    plan, opening = prepare()
    assert opening.source == "demo"
    assert [part.style.id for part in opening.look.mix] == ["starry-swirl"]
    assert opening.look.size == AutoSize()
    assert plan.look == opening.look
    assert opening.note == ""


def test_what_was_left_is_found() -> None:
    left = a_look(strength=0.4, keep_color="palette", size=(854, 480))
    remember(left, theme="light", tab="mixer")
    _, opening = prepare()
    assert opening.look == left
    assert (opening.memory.theme, opening.memory.tab) == ("light", "mixer")


def test_regions_that_were_painted_wait_for_their_picture_and_one_that_is_gone_is_told(tmp_path: Path) -> None:
    mask = tmp_path / "wall.png"
    Image.new("L", (16, 9)).save(mask)
    regions = MaskedRegion(mask, "blur"), MaskedRegion(tmp_path / "gone.png", "original")
    remember(a_look(), masks=masks_to_json(regions, style_store().sha256))
    plan, opening = prepare()
    assert opening.masks == regions[:1]
    assert plan.look.masks == ()
    assert opening.note == "region 2 is left out: its mask is not there any more"
    plan, opening = prepare("--mask", f"{mask}=original")
    assert opening.masks == ()
    assert plan.look.masks == (MaskedRegion(mask, "original"),)


def test_the_background_that_was_left_is_found() -> None:
    remember(a_look(background="blur"))
    assert prepare()[1].look.background == "blur"


def test_arguments_win_over_what_was_left() -> None:
    remember(a_look(strength=0.4, brush=2.0), source="demo")
    _, opening = prepare("--style", "neon-street", "--strength", "0.9", "--size", "320x180")
    assert [part.style.id for part in opening.look.mix] == ["neon-street"]
    assert (opening.look.strength, opening.look.brush, opening.look.size) == (0.9, 2.0, (320, 180))


def test_a_mirror_that_nobody_chose_follows_the_source_that_is_opened() -> None:
    remember(a_look(mirror=False), source="demo")
    _, opening = prepare("--source", "/dev/video0")
    assert (opening.look.mirror, opening.mirror_chosen) == (True, False)
    remember(a_look(mirror=True), source="demo")
    _, opening = prepare()
    assert (opening.look.mirror, opening.mirror_chosen) == (False, False)


def test_a_mirror_that_was_chosen_is_found_again() -> None:
    remember(a_look(mirror=False), source="demo", mirror_chosen=True)
    _, opening = prepare("--source", "/dev/video0")
    assert (opening.look.mirror, opening.mirror_chosen) == (False, True)
    _, opening = prepare("--source", "/dev/video0", "--mirror")
    assert (opening.look.mirror, opening.mirror_chosen) == (True, True)


@pytest.mark.parametrize("option", ["--mirror", "--no-mirror"])
def test_an_option_chooses_the_mirror(option: str) -> None:
    _, opening = prepare(option)
    assert (opening.look.mirror, opening.mirror_chosen) == (option == "--mirror", True)


@pytest.mark.parametrize("mirror", [True, False])
def test_a_look_from_a_file_chooses_a_mirror_that_its_source_would_not_have(tmp_path: Path, mirror: bool) -> None:
    path = tmp_path / "look.json"
    path.write_text(json.dumps(look_to_json(a_look(mirror=mirror), "", style_store().sha256)), encoding="utf-8")
    _, opening = prepare("--look", str(path), "--source", "demo")
    assert (opening.look.mirror, opening.mirror_chosen) == (mirror, mirror)


def test_a_camera_that_is_gone_is_not_waited_for() -> None:
    remember(source="Gone Camera 9000")
    assert prepare()[1].source == "demo"


def test_a_device_that_is_gone_gives_way() -> None:
    remember(device="cuda:7", model="imaginary")
    assert prepare()[1].engine == ("auto", "compact")


def test_a_style_that_is_gone_is_told_and_replaced(tmp_path: Path) -> None:
    gone = replace(a_look().mix[0].style, id="gone", path=tmp_path / "gone.png")
    Image.new("RGB", (30, 20), (1, 2, 3)).save(gone.path)
    remember(a_look(mix=(WeightedStyle(gone),)))
    _, opening = prepare()
    assert [part.style.id for part in opening.look.mix] == ["starry-swirl"]
    assert opening.note != ""


def test_safe_mode_starts_afresh_and_leaves_what_was_remembered() -> None:
    remember(a_look(strength=0.4), theme="light")
    before = state_file().read_bytes()
    _, opening = prepare("--safe-mode")
    assert opening.look.strength == 1.0
    assert opening.memory == Memory()
    assert state_file().read_bytes() == before


@pytest.mark.parametrize("seed", range(5))
def test_no_file_of_settings_stops_the_start(seed: int) -> None:
    dice = random.Random(seed)
    remember(a_look(), theme="light")
    sound = state_file().read_bytes()
    noise = "".join(dice.choices(string.printable, k=40)).encode()
    place = dice.randrange(len(sound))
    for content in (noise, sound[:place], sound[:place] + noise + sound[place:], b"[]", b"", b"\xff\xfe\x00"):
        state_file().write_bytes(content)
        _, opening = prepare()
        assert opening.look.mix


def test_what_the_arguments_ask_for_and_is_not_here_is_refused() -> None:
    with pytest.raises(StyleError):
        prepare("--style", "no-such-style")


def test_stills_and_recordings_go_where_a_person_keeps_such_things(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_PICTURES_DIR", str(tmp_path / "Pictures"))
    monkeypatch.setenv("XDG_VIDEOS_DIR", str(tmp_path / "Videos"))
    still = save_still(Still(numbered(7, (32, 24)), a_look(), datetime(2026, 11, 20, 14, 3, 7), "webp"), style_store())
    assert still == tmp_path / "Pictures" / "stylecam 2026-11-20 14.03.07 the-claw-of-the-wave.webp"
    assert videos() == tmp_path / "Videos"


def test_a_recording_of_the_window_is_of_the_chosen_kind_with_the_original_beside_it(tmp_path: Path) -> None:
    microphone = Microphone(SoundOptions(""), HandDriver())
    take = recordings(tmp_path / "Videos", a_look(), RecordingChoice("webm", original=True), microphone)
    frame = numbered(7, (32, 24))
    for film in take.films:
        film.open()
        film.write(frame.with_pixels(frame.pixels))
        film.close()
    painted, original = (film.saved for film in take.films)
    assert painted is not None
    assert (painted.parent, painted.suffix) == (tmp_path / "Videos", ".webm")
    assert original == original_beside(painted)
    assert original.is_file()
    assert take.microphone is microphone


def test_without_a_microphone_nothing_is_heard(tmp_path: Path) -> None:
    assert recordings(tmp_path, a_look(), RecordingChoice("mkv"), None).microphone is None


def test_what_a_crash_has_left_is_finished_and_what_cannot_be_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "broken.recording.mp4").write_bytes(b"no film" * 100_000)
    (film,) = recordings(tmp_path, a_look(), RecordingChoice("mkv"), None).films
    film.open()
    for index in range(40):
        film.write(numbered(index, (32, 24)))
    film.close()
    assert film.saved is not None
    left = film.saved.with_name("left.recording.mkv")
    film.saved.rename(left)
    assert list(rescued(tmp_path)) == [tmp_path / "left.mkv"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["broken.recording.mp4", "left.mkv"]


def test_the_report_is_the_doctors() -> None:
    assert "stylecam can" in report()
