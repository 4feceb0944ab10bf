"""A manifest that says something without effect is told of; one that is no file is refused."""

from __future__ import annotations

import os
import unicodedata
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from doclineage import read_document
from doclineage.cli.commands import cli
from doclineage.errors import SettingsError

PLAN = """\
ỦY BAN NHÂN DÂN
PHƯỜNG BẾN ĐÒ

KẾ HOẠCH
Phòng, chống đuối nước

1. Lắp biển cảnh báo tại các bến tắm tự phát.
"""
NUMBERS = ('number = "9/KH-UBND"', 'number = "10/KH-UBND"')


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "kế hoạch.txt"
    path.write_text(PLAN, encoding="utf-8")
    return path


def stated(plan: Path, *entries: str) -> Path:
    path = plan.with_name("manifest.toml")
    path.write_text("".join(f"[[document]]\n{entry}\n" for entry in entries), encoding="utf-8")
    return path


def run(*arguments: str | Path, language: str = "en") -> Result:
    return CliRunner().invoke(cli, ["--lang", language, *map(str, arguments)])


@pytest.mark.parametrize(
    "name",
    ["kế hoach.txt", "/etc/passwd", "../kế hoạch.txt", "./kế hoạch.txt", "*.txt", ".", "", "sub"],
)
@pytest.mark.parametrize(("language", "said"), [("vi", "không ứng với"), ("en", "fit no file")])
def test_an_entry_that_names_no_file_is_one_line(name, language, said, plan):
    plan.with_name("sub").mkdir()
    path = stated(plan, f'file = "{name}"\nnumber = "9/KH-UBND"')
    for arguments in (["parse", plan], ["parse", plan.parent]):
        result = run(*arguments, language=language)
        assert result.exit_code == 0
        (line,) = result.stderr.splitlines()
        assert line.startswith(f"doclineage: {path}: ")
        assert said in line
        assert f"“{name}”" in line


def test_a_nul_in_a_name_is_one_line(plan):
    stated(plan, r'file = "a\u0000b"')
    result = run("compare", plan, plan)
    assert result.exit_code == 0
    (line,) = result.stderr.splitlines()
    assert "“a b”" in line


def test_many_entries_that_name_no_file_are_one_short_line(plan):
    stated(plan, *(f'file = "{"x" * 300}{number}.txt"' for number in range(500)))
    (line,) = run("parse", plan).stderr.splitlines()
    assert "…" in line
    assert len(line) < 1_500


def test_entries_of_files_that_are_here_are_no_trouble(plan):
    other = plan.with_name("khác.txt")
    other.write_text(PLAN, encoding="utf-8")
    taken_apart = unicodedata.normalize("NFD", plan.name)
    stated(plan, f'file = "{taken_apart}"\n{NUMBERS[0]}', 'file = "khác.txt"')
    result = run("parse", plan)
    assert (result.exit_code, result.stderr) == (0, "")
    assert read_document(plan).letterhead.number == "9/KH-UBND"


def test_entries_that_differ_are_a_notice_and_the_first_is_used(plan):
    stated(plan, *(f'file = "kế hoạch.txt"\n{number}' for number in NUMBERS))
    document = read_document(plan)
    assert document.letterhead.number == "9/KH-UBND"
    (notice,) = [notice for notice in document.notices if notice.code == "stated-twice"]
    assert "2 mục khác nhau" in notice.message
    assert "2 entries" in notice.message_en
    assert plan.name in notice.message_en


def test_entries_that_are_equal_are_no_notice(plan):
    stated(plan, *(f'file = "kế hoạch.txt"\n{NUMBERS[0]}' for _ in range(2)))
    assert "stated-twice" not in {notice.code for notice in read_document(plan).notices}


def pipe(path: Path) -> None:
    os.mkfifo(path)


def device(path: Path) -> None:
    path.symlink_to("/dev/zero")


def astray(path: Path) -> None:
    path.symlink_to("nowhere.toml")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs pipes and devices")
@pytest.mark.parametrize("make", [pipe, Path.mkdir, device, astray])
def test_a_manifest_that_is_no_file_is_one_line(make, plan):
    path = plan.with_name("manifest.toml")
    make(path)
    with pytest.raises(SettingsError) as caught:
        read_document(plan)
    assert (caught.value.place, caught.value.code) == (str(path), "error.unreadable")
    result = run("parse", plan.parent)
    assert result.exit_code == 2
    (line,) = result.stderr.splitlines()
    assert str(path) in line
