"""What libraries in C print on standard error past Python is not seen, what we print is."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from doclineage.silence import silenced


def test_the_descriptor_is_closed_meanwhile_and_open_after(capfd):
    print("before", file=sys.stderr)
    with silenced():
        os.write(2, b"meanwhile\n")
    os.write(2, b"after\n")
    assert capfd.readouterr().err == "before\nafter\n"


def test_a_failure_opens_it_again(capfd):
    def fail() -> None:
        with silenced():
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    os.write(2, b"after\n")
    assert capfd.readouterr().err == "after\n"


def test_a_program_without_standard_error_goes_on():
    code = (
        "import os; os.close(2)\nfrom doclineage.silence import silenced\nwith silenced(): print(1)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.stdout == "1\n"


def test_recognising_prints_nothing(capfd):
    image = pytest.importorskip("PIL.Image")
    engines = pytest.importorskip("doclineage.reading.ocr.engines")
    engine = engines.find_engine()
    if isinstance(engine, str):
        pytest.skip(engine)
    # Too narrow to be scaled: Leptonica complains of each step that fails.
    engine.tables([image.new("L", (2, 900), 0)], 13, 300, 5)
    assert capfd.readouterr().err == ""
