"""What a person at a terminal sees, and what a pipe gets instead."""

from __future__ import annotations

import os
import re
import select
import struct
import subprocess
import sys
from pathlib import Path

import pytest

from doclineage.reporting.terminal import render
from tests.conftest import ROOT

pty = pytest.importorskip("pty", reason="no terminals here")
fcntl = pytest.importorskip("fcntl")
termios = pytest.importorskip("termios")

_ESCAPE = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


def at_terminal(
    *arguments: str | Path, out: bool = True, err: bool = True, columns: int = 80
) -> tuple[str, str]:
    """Run a command at a terminal; return what reaches it, and what the piped stream gets."""
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
    reader, writer = os.pipe()
    unset = {"COLUMNS", "LINES", "NO_COLOR", "FORCE_COLOR"}
    known = {name: value for name, value in os.environ.items() if name not in unset}
    known |= {"TERM": "xterm-256color", "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    process = subprocess.Popen(
        [sys.executable, "-m", "doclineage", *map(str, arguments), "--lang", "vi"],
        stdin=slave,
        stdout=slave if out else writer,
        stderr=slave if err else writer,
        cwd=ROOT,
        env=known,
    )
    os.close(slave)
    os.close(writer)
    told = {master: b"", reader: b""}
    live = set(told)
    while live:
        ready, _, _ = select.select(list(live), [], [], 60)
        assert ready, "the command hangs"
        for stream in ready:
            try:
                data = os.read(stream, 65_536)
            except OSError:  # how Linux says that the other side of a terminal is closed
                data = b""
            told[stream] += data
            if not data:
                live.discard(stream)
    process.wait(timeout=60)
    os.close(master)
    os.close(reader)
    return told[master].decode(), told[reader].decode()


@pytest.mark.parametrize("columns", [80, 160])
def test_colour_is_for_terminals(columns):
    seen, _ = at_terminal("audit", "corpus", err=False, columns=columns)
    assert "\x1b[1m" in seen
    lines = _ESCAPE.sub("", seen).replace("\r", "").splitlines()
    assert max(map(len, lines)) <= columns
    bar, piped = at_terminal("audit", "corpus", out=False, columns=columns)
    assert "\x1b" not in piped
    assert "━" not in piped
    assert "LỖI" in piped
    assert "LỖI" not in bar


def test_progress_is_for_terminals_and_leaves_nothing(command):
    bar, _ = at_terminal("audit", "corpus", out=False)
    assert "Đọc văn bản" in bar
    assert "Đối chiếu" in bar
    assert bar.endswith("\x1b[2K")  # the line of the bar is wiped
    _, piped = at_terminal("audit", "corpus", err=False)
    assert piped == ""


def test_a_complaint_stands_above_the_bar(tmp_path, corpus, first_family):
    for file in first_family.iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    (tmp_path / "hong.docx").write_bytes(
        (corpus / "ke-hoach-45-phuong-ben-do.docx").read_bytes()[:3_000]
    )
    bar, _ = at_terminal("audit", tmp_path, out=False)
    before, _, rest = bar.partition("doclineage: ")
    assert before.endswith("\r\x1b[2K")
    assert "hong.docx" in rest.partition("━")[0].replace("\r\n", "")


@pytest.mark.parametrize("name", ["xlsx", "docx"])
def test_no_archive_is_printed(name):
    seen, _ = at_terminal("audit", "corpus", "--format", name)
    assert f"--format {name}: dạng này không in ra màn hình được: thêm -o TỆP" in " ".join(
        seen.split()
    )


@pytest.mark.parametrize("width", [80, 160])
def test_hostile_text_is_text(width, hostile_audit):
    text = render([hostile_audit], "vi", width=width)
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", text)
    whole = " ".join(text.split())
    assert "<script>alert(1)</script>" in whole
    assert '=HYPERLINK("http://x.example"' in whole
    assert max(map(len, text.splitlines())) <= width + 2
