"""What is settled in the environment before the libraries are loaded."""

from __future__ import annotations

import subprocess
import sys

from stylecam.process import prepare


def test_what_is_not_set_is_settled() -> None:
    environment: dict[str, str] = {}
    prepare(environment)
    assert environment["OPENCV_VIDEOIO_MSMF_ENABLE_HW_TRANSFORMS"] == "0"
    assert environment["OPENCV_AVFOUNDATION_SKIP_AUTH"] == "1"
    assert {"GOMP_SPINCOUNT", "KMP_BLOCKTIME"} <= environment.keys()
    assert environment["OPENBLAS_NUM_THREADS"] == "1"


def test_what_the_user_has_set_stays() -> None:
    environment = {"GOMP_SPINCOUNT": "7", "KMP_BLOCKTIME": "0", "HOME": "/home/somebody"}
    prepare(environment)
    assert environment["GOMP_SPINCOUNT"] == "7"
    assert environment["KMP_BLOCKTIME"] == "0"
    assert environment["HOME"] == "/home/somebody"


def test_the_number_of_threads_is_left_to_the_library() -> None:
    environment: dict[str, str] = {}
    prepare(environment)
    assert "OMP_NUM_THREADS" not in environment


def test_it_is_done_before_any_library_reads_it() -> None:
    """Importing the package settles it, and loads none of them itself."""
    program = (
        "import os, sys; os.environ.pop('GOMP_SPINCOUNT', None); import stylecam;"
        "print('GOMP_SPINCOUNT' in os.environ, any(name in sys.modules for name in ('torch', 'cv2', 'PySide6')))"
    )
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert ended.stdout.split() == ["True", "False"]
