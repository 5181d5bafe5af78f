"""The program's frame: which subcommand is meant, and how errors end."""

from __future__ import annotations

import subprocess
import sys

import pytest

from stylecam import __version__
from stylecam.cli.main import main, with_command


@pytest.mark.parametrize(
    ("argv", "meant"),
    [
        ([], ["gui"]),
        (["--style", "x"], ["gui", "--style", "x"]),
        (["--debug"], ["--debug", "gui"]),
        (["--debug", "live"], ["--debug", "live"]),
        (["live", "--source", "demo"], ["live", "--source", "demo"]),
        (["--help"], ["--help"]),
        (["--version"], ["--version"]),
        (["paint"], ["paint"]),
    ],
)
def test_the_window_is_meant_where_no_subcommand_is_named(argv: list[str], meant: list[str]) -> None:
    assert with_command(argv) == meant


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--version"])
    assert ended.value.code == 0
    assert capsys.readouterr().out.strip() == f"stylecam {__version__}"


@pytest.mark.parametrize(
    ("argv", "says"),
    [
        (["paint"], "invalid choice: 'paint'"),
        (["live", "--strength", "2"], "2 is out of range; it is 0 to 1"),
        (["live", "--strength", "much"], "'much' is not a number"),
        (["live", "--size", "640"], "'640' is not a size; write it as 640x360"),
        (["live", "--size", "5x5"], "out of range"),
        (["live", "--brush", "9"], "0.25 to 4"),
        (["render", "one.png"], "OUTPUT"),
    ],
)
def test_wrong_arguments_are_one_line_and_exit_2(
    argv: list[str], says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(argv)
    error = capsys.readouterr().err
    assert ended.value.code == 2
    assert says in error
    assert error.count("\n") == 1


@pytest.mark.parametrize(
    ("argv", "says"),
    [
        (["live", "--source", "demo", "--style", "no-such"], "no style and no picture file is called 'no-such'"),
        (["live", "--source", "demo", "--model", "huge"], "there is no model 'huge'; there is: adaconv, "),
        (["live", "--source", "demo", "--device", "abacus"], "there is no device 'abacus'"),
        (["live", "--source", "demo", "--precision", "float65"], "'float65' does not work on the device '"),
        (["live", "--source", "demo", "--precision", ""], "use auto or "),
        (["live", "--source", "no-such-camera"], "no camera, file or address"),
        (["live", "--source", "-1"], "cameras count from 0"),
        (["live", "--config", "no-such.json"], "no-such.json"),
    ],
)
def test_what_is_not_here_is_one_line_and_exit_2(
    argv: list[str], says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(argv) == 2
    lines = [line for line in capsys.readouterr().err.splitlines() if line.startswith("stylecam: ")]
    assert len(lines) == 1
    assert says in lines[0]


def test_help_loads_neither_torch_nor_qt() -> None:
    code = (
        "import sys; from stylecam.cli.main import main\n"
        "try: main(['--help'])\n"
        "except SystemExit: pass\n"
        "print([name for name in ('torch', 'PySide6', 'cv2', 'av') if name in sys.modules])"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert out.splitlines()[-1] == "[]"


def test_a_reader_that_goes_away_is_no_error() -> None:
    command = f"{sys.executable} -c 'from stylecam.cli.main import entry; entry()' styles list --json | head -n 1"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=True)
    assert done.stdout == "[\n"
    assert done.stderr == ""
