"""The same files give the same bytes, whatever the hash seed, the order and the processes."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

import pytest

COMMANDS = [
    ["parse", "corpus", "--format", "json"],
    ["lineage", "corpus", "--format", "json"],
    ["lineage", "corpus", "--format", "graphml"],
    ["lineage", "corpus", "--format", "dot"],
    ["audit", "corpus", "--format", "json"],
    ["audit", "corpus", "--format", "csv"],
    ["audit", "corpus"],
]


@pytest.mark.parametrize("arguments", COMMANDS, ids=" ".join)
def test_hash_seed_is_nothing(arguments, command):
    outputs = {command(*arguments, PYTHONHASHSEED=seed).stdout for seed in ("0", "4242")}
    assert len(outputs) == 1
    assert outputs != {""}


@pytest.mark.parametrize("name", ["xlsx", "docx", "sarif"])
def test_hash_seed_and_time_zone_are_nothing_to_files(name, command, tmp_path):
    for seed, zone in (("0", "UTC"), ("4242", "Asia/Ho_Chi_Minh")):
        file = tmp_path / f"{seed}.{name}"
        command("audit", "corpus", "-o", file, PYTHONHASHSEED=seed, TZ=zone)
    first, second = (path.read_bytes() for path in sorted(tmp_path.iterdir()))
    assert first == second


@pytest.fixture(scope="module")
def many(tmp_path_factory, corpus) -> list[Path]:
    """Return enough files, none like another, for processes to be worth while."""
    folder = tmp_path_factory.mktemp("nhiều")
    for file in corpus.iterdir():
        if file.is_file() and file.name != "README.md":
            shutil.copy(file, folder / file.name)
    plain = (corpus / "xa-con-bai.md").read_text("utf-8")
    for number in range(5):
        copy = plain.replace("Cồn Bãi", f"Cồn Bãi {number}")
        (folder / f"bản {number}.md").write_text(copy, encoding="utf-8")
    return sorted(file for file in folder.iterdir() if file.suffix != ".toml")


def digest(output: str) -> str:
    return hashlib.sha256(output.encode()).hexdigest()


@pytest.mark.parametrize("name", ["lineage", "audit"])
def test_order_of_files_and_processes_are_nothing(name, many, command):
    there = command(name, *many, "--format", "json", "--jobs", "1")
    back = command(name, *reversed(many), "--format", "json", "--jobs", "2")
    folder = command(name, many[0].parent, "--format", "json")
    assert there.stderr == ""
    assert len({digest(done.stdout) for done in (there, back, folder)}) == 1
    assert "bản 4.md" in there.stdout


def test_parse_keeps_the_order_it_is_given(many, command):
    one = command("parse", *many, "--format", "json", "--jobs", "1").stdout.splitlines()
    two = command("parse", *reversed(many), "--format", "json", "--jobs", "2").stdout.splitlines()
    assert one == two[::-1]
