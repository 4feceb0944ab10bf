"""The four commands: options, formats, languages, exit status."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from doclineage import __version__
from doclineage.cli.commands import cli
from doclineage.cli.usage import language_of

PARENT, WARD, COMMUNE = (
    f"corpus/{name}"
    for name in (
        "ke-hoach-118-tinh-song-lam.docx",
        "ke-hoach-45-phuong-ben-do.docx",
        "xa-con-bai.md",
    )
)
FAMILY = sorted(
    f"corpus/{file.name}"
    for file in (Path(__file__).parents[1] / "corpus").glob("*.*")
    if file.suffix != ".toml" and file.name != "README.md"
)
COMMANDS = ("parse", "compare", "lineage", "audit")


@pytest.fixture(autouse=True)
def _checkout(root, monkeypatch):
    """Run in the checkout, without a locale, at a known width."""
    monkeypatch.chdir(root)
    for name in ("LC_ALL", "LC_MESSAGES", "LANG", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "C.UTF-8")


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli, [*map(str, arguments)], prog_name="doclineage")


# --- status ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (["parse", WARD], 0),
        (["lineage", "corpus"], 0),
        (["audit", "corpus"], 1),
        (["audit", "corpus", "--exit-zero"], 0),
        (["compare", PARENT, WARD], 1),
        (["compare", PARENT, WARD, "--exit-zero"], 0),
        (["compare", PARENT, PARENT], 0),
        (["compare", PARENT, PARENT, "--fail-on", "info"], 0),
        ([], 2),
        (["audit"], 2),
        (["audit", "nowhere"], 2),
        (["adit", "corpus"], 2),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else str(value),
)
def test_status(arguments, status):
    assert run(*arguments).exit_code == status


def test_fail_on_moves_the_line(tmp_path):
    parent, child = tmp_path / "a.txt", tmp_path / "b.txt"
    head = "KẾ HOẠCH\nVề thử nghiệm\n\nI. NHIỆM VỤ\n\n1. Rà soát toàn bộ thủ tục hành chính.\n\n"
    parent.write_text(f"{head}2. Công khai danh mục thủ tục tại trụ sở.\n", encoding="utf-8")
    more = "2. Công khai danh mục thủ tục tại trụ sở.\n\n3. Trồng thêm cây xanh ở các khu dân cư.\n"
    child.write_text(head + more, encoding="utf-8")
    statuses = {
        severity: run("compare", parent, child, "--fail-on", severity).exit_code
        for severity in ("error", "warning", "info")
    }
    assert statuses == {"error": 0, "warning": 0, "info": 1}  # an addition is a note


def test_one_unreadable_file_does_not_stop_the_rest(tmp_path):
    empty = tmp_path / "rỗng.docx"
    empty.touch()
    result = run("audit", "corpus", empty, tmp_path / "không có.pdf")
    assert result.exit_code == 2
    assert len(result.stderr.splitlines()) == 2
    assert "phường Bến Đò" in result.stdout


def test_files_that_are_no_documents_are_named_once_and_change_no_status(tmp_path):
    for file in FAMILY:
        (tmp_path / Path(file).name).write_bytes(Path(file).read_bytes())
    before = run("audit", tmp_path)
    (tmp_path / "Danh bạ.xlsx").write_bytes(b"x")
    (tmp_path / "~$ke-hoach.docx").write_bytes(b"x")
    after = run("audit", tmp_path)
    assert after.exit_code == before.exit_code
    (line,) = after.stderr.splitlines()
    assert "Danh bạ.xlsx (" in line
    assert "~$ke-hoach.docx (" in line
    assert "Danh bạ.xlsx: " in after.stdout.replace("\n", " ")
    report = json.loads(run("audit", tmp_path, "--format", "json").stdout)
    assert [Path(file["path"]).name for file in report["passed"]] == [
        "Danh bạ.xlsx",
        "~$ke-hoach.docx",
    ]
    (line,) = run("lineage", tmp_path).stderr.splitlines()
    assert "Thumbs" not in line
    assert "Danh bạ.xlsx" in line


def test_exit_zero_hides_no_failure(tmp_path):
    assert run("audit", "corpus", tmp_path / "x.pdf", "--exit-zero").exit_code == 2


# --- parent ----------------------------------------------------------------------------------


def test_a_parent_is_for_every_plan_below_it():
    report = json.loads(run("audit", *FAMILY, "--parent", PARENT, "--format", "json").stdout)
    bases = {plan["name"]: plan["basis"] for plan in report["plans"]}
    assert bases == {
        "xã Cồn Bãi": "right",
        "xã Khe Ngàn": "wrong",
        "phường Bến Đò": "right",
        "phường Đồi Sim": "right",
    }


def test_the_parent_may_stand_outside_the_folder():
    report = json.loads(run("audit", COMMUNE, "--parent", PARENT, "--format", "json").stdout)
    assert [(plan["name"], plan["basis"]) for plan in report["plans"]] == [("xã Cồn Bãi", "right")]


@pytest.mark.parametrize("parent", ["nowhere.docx", "corpus"])
def test_a_bad_parent_is_one_line(parent):
    result = run("audit", "corpus", "--parent", parent)
    assert (result.exit_code, result.stdout) == (2, "")
    (line,) = result.stderr.splitlines()
    assert line.startswith(f"doclineage: {parent}: ")


def test_documents_without_a_plan_among_them_say_so():
    result = run("audit", PARENT, "--lang", "en")
    assert result.exit_code == 2
    assert "--parent" in result.stderr


# --- formats ---------------------------------------------------------------------------------


def test_json_is_one_object_a_line():
    result = run("parse", PARENT, WARD, "--format", "json")
    assert [json.loads(line)["schema"] for line in result.stdout.splitlines()] == [
        "doclineage/document/1"
    ] * 2


@pytest.mark.parametrize(
    ("name", "start"),
    [
        ("graph.json", b'{"schema":"doclineage/lineage/1"'),
        ("graph.graphml", b"<?xml"),
        ("graph.dot", b"digraph"),
        ("graph.gv", b"digraph"),
        ("graph.mmd", b"flowchart"),
        ("graph.CSV", b"\xef\xbb\xbfsource,"),
        ("đồ thị.txt", "17 văn bản".encode()),
    ],
)
def test_the_suffix_chooses_the_format(name, start, tmp_path):
    output = tmp_path / name
    result = run("lineage", "corpus", "-o", output)
    assert (result.exit_code, result.output) == (0, "")
    assert output.read_bytes().startswith(start)


def test_format_outweighs_the_suffix(tmp_path):
    output = tmp_path / "report.txt"
    run("audit", "corpus", "--format", "json", "-o", output)
    assert json.loads(output.read_text("utf-8"))["schema"] == "doclineage/audit/1"


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("name", ["report.yaml", "report"])
def test_an_unknown_suffix_is_one_line_before_any_work(command, name, tmp_path):
    files = ["nowhere.pdf"] * (2 if command == "compare" else 1)
    result = run(command, *files, "-o", tmp_path / name)
    assert (result.exit_code, result.stdout) == (2, "")
    (line,) = result.stderr.splitlines()
    assert name in line
    assert "json" in line
    assert not list(tmp_path.iterdir())


def test_a_format_of_another_command_is_refused():
    result = run("parse", PARENT, "--format", "dot")
    assert result.exit_code == 2
    assert result.stderr == (
        "doclineage: --format: giá trị không dùng được: chọn một trong text, json\n"
    )


@pytest.mark.parametrize("place", ["nowhere/report.json", "."])
def test_a_place_that_cannot_be_written_is_one_line(place, tmp_path):
    result = run("audit", "corpus", "--format", "json", "-o", tmp_path / place)
    assert result.exit_code == 2
    assert len(result.stderr.splitlines()) == 1


# --- languages -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("locale", "said"),
    [
        ("vi_VN.UTF-8", "không có tệp"),
        ("C.UTF-8", "không có tệp"),
        ("POSIX", "không có tệp"),
        ("en_GB.UTF-8", "there is no such file"),
        ("fr_FR.UTF-8", "there is no such file"),
    ],
)
def test_the_locale_chooses_the_language(locale, said, monkeypatch):
    monkeypatch.setenv("LC_ALL", locale)
    assert said in run("parse", "nowhere").stderr


@pytest.mark.parametrize(
    "arguments",
    [["--lang", "en", "parse", "x"], ["parse", "--lang=en", "x"], ["parse", "x", "--lang", "en"]],
)
def test_lang_outweighs_the_locale_wherever_it_stands(arguments):
    assert run(*arguments).stderr == (
        "doclineage: x: there is no such file or folder: check the path\n"
    )


def test_the_language_is_known_before_anything_is_parsed():
    assert language_of(["--lang"]) == "vi"
    assert language_of(["--lang", "fr", "--lang", "en"]) == "en"


@pytest.mark.parametrize("command", COMMANDS)
def test_help_is_in_both_languages(command):
    vi, en = (run(command, "--lang", lang, "--help") for lang in ("vi", "en"))
    assert (vi.exit_code, en.exit_code) == (0, 0)
    assert f"Cách dùng: doclineage {command} [TÙY CHỌN]" in vi.stdout
    assert f"Usage: doclineage {command} [OPTIONS]" in en.stdout
    assert "Tùy chọn:" in vi.stdout
    assert "Options:" in en.stdout
    assert vi.stdout.count("\n  -") == en.stdout.count("\n  -")


def test_the_list_of_commands_is_in_both_languages():
    assert "Kiểm tra từng kế hoạch" in run("--help").stdout
    assert "Audit every plan" in run("--help", "--lang", "en").stdout


def test_version():
    assert __version__ in run("--version").stdout


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (
            ["parse", "--wrong", "x"],
            "--wrong: there is no such option: see doclineage parse --help",
        ),
        (["parse"], "FILE...: this argument is missing: see doclineage parse --help"),
        (["compare", "a"], "CHILD: this argument is missing: see doclineage compare --help"),
        (["audit", "x", "-o"], "-o: the option lacks its value, or takes none: see"),
        (["audit", "x", "--jobs", "many"], "--jobs: the value must be a whole number"),
        (["audit", "x", "--fail-on", "all"], "--fail-on: the value is not known: choose one of"),
        (["compare", "a", "b", "c"], "compare: the command is not understood"),
        (["adit"], "adit: there is no such command: choose one of parse, compare, lineage, audit"),
    ],
)
def test_misuse_is_one_line(arguments, line):
    result = run(*arguments, "--lang=en") if arguments[-1] != "-o" else run("--lang=en", *arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(f"doclineage: {line}")
    assert len(result.stderr.splitlines()) == 1


def test_no_command_shows_the_help_on_standard_error():
    result = run()
    assert result.stdout == ""
    assert "Các lệnh:" in result.stderr


# --- settings --------------------------------------------------------------------------------


def test_settings_here_are_read(tmp_path, monkeypatch, root):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "doclineage.toml").write_text("max_file_bytes = 10\n", encoding="utf-8")
    assert "max_file_bytes" in run("parse", root / WARD).stderr


def test_pyproject_here_is_read_where_it_speaks_of_us(tmp_path, monkeypatch, root):
    monkeypatch.chdir(tmp_path)
    project = tmp_path / "pyproject.toml"
    project.write_text("[tool.other]\nmax_file_bytes = 10\n", encoding="utf-8")
    assert run("parse", root / WARD).exit_code == 0
    project.write_text("[tool.doclineage]\nmax_file_bytes = 10\n", encoding="utf-8")
    assert "max_file_bytes" in run("parse", root / WARD).stderr
    project.write_text("not toml", encoding="utf-8")
    assert run("parse", root / WARD).exit_code == 0


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("max_pagse = 3\n", "max_pagse"),
        ("max_pages = 'ba'\n", "max_pages"),
        ("match_floor = 7\n", "match_floor"),
        ("max_pages = \n", "line 1"),
    ],
)
def test_bad_settings_are_one_line(text, said, tmp_path):
    file = tmp_path / "thiết lập.toml"
    file.write_text(text, encoding="utf-8")
    result = run("parse", WARD, "--settings", file)
    assert (result.exit_code, result.stdout) == (2, "")
    (line,) = result.stderr.splitlines()
    assert line.startswith(f"doclineage: {file}: ")
    assert said in line


def test_a_missing_settings_file_is_one_line():
    assert run("parse", WARD, "--settings", "x.toml").stderr == (
        "doclineage: x.toml: không mở được tệp (không có tệp hay thư mục này): "
        "kiểm tra quyền đọc của tệp\n"
    )


# --- processes and terminals -----------------------------------------------------------------


def test_a_reader_that_leaves_early_is_no_error(root):
    line = f"{sys.executable} -m doclineage audit corpus | head -1; echo ${{PIPESTATUS[0]}}"
    done = subprocess.run(
        ["bash", "-c", line], cwd=root, capture_output=True, encoding="utf-8", check=False
    )
    assert done.stderr == ""
    assert done.stdout.splitlines()[-1] == "1"


def test_ctrl_c_is_quiet(root):
    code = (
        "import signal, sys, time\n"
        # A shell starts what runs in the background with Ctrl-C ignored.
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "from doclineage import cli, pipeline\n"
        "def wait(*_, **__):\n"
        "    print('working', flush=True)\n"
        "    time.sleep(20)\n"
        "pipeline.trace_lineage = wait\n"
        "sys.argv = ['doclineage', 'lineage', 'corpus/xa-con-bai.md']\n"
        "cli.main()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code], cwd=root, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"working\n"
        process.send_signal(signal.SIGINT)
        output, errors = process.communicate(timeout=30)
    assert (process.returncode, output, errors.strip()) == (130, b"", b"")


def test_output_is_utf8_whatever_the_locale(command):
    done = command("parse", COMMUNE, LANG="C", LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
    assert done.returncode == 0
    assert "Cồn Bãi" in done.stdout


def test_no_colours_and_no_bar_when_piped(command):
    done = command("audit", "corpus", TERM="xterm-256color")
    assert "\x1b" not in done.stdout + done.stderr
    assert done.stderr == ""
    assert not [line for line in done.stdout.splitlines() if line != line.rstrip()]


def at_a_terminal(root: Path, *arguments: str) -> str:
    pty = pytest.importorskip("pty")
    main, side = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "doclineage", *arguments],
        cwd=root,
        stdin=side,
        stdout=side,
        stderr=side,
        env={**os.environ, "TERM": "xterm-256color", "COLUMNS": "100", "LANG": "en_US.UTF-8"},
    ) as process:
        os.close(side)
        output = b""
        try:
            while part := os.read(main, 65536):
                output += part
        except OSError:
            pass  # Linux says so when the other side closes
        process.wait(timeout=60)
    os.close(main)
    return output.decode("utf-8")


def test_colours_and_a_bar_at_a_terminal(root):
    output = at_a_terminal(root, "audit", "corpus")
    assert "\x1b[" in output
    assert "Reading" in output
    assert "Comparing" in output
    assert "phường Bến Đò" in output


def test_no_bar_for_a_single_file(root):
    assert "Reading" not in at_a_terminal(root, "parse", WARD)


def test_a_fault_of_ours_is_one_line_too(monkeypatch):
    def fail(*_, **__):
        raise ZeroDivisionError("hỏng")

    monkeypatch.setattr("doclineage.pipeline.trace_lineage", fail)
    result = run("lineage", "corpus", "--lang", "en")
    assert result.exit_code == 2
    (line,) = result.stderr.splitlines()
    assert "ZeroDivisionError: hỏng" in line
    monkeypatch.setenv("DOCLINEAGE_TRACEBACK", "1")
    assert isinstance(run("lineage", "corpus").exception, ZeroDivisionError)


@pytest.mark.parametrize("command", [["compare", "A", "B"], ["audit", "B", "--parent", "A"]])
def test_a_result_is_never_written_over_what_is_read(command, tmp_path):
    texts = {"A": tmp_path / "a.txt", "B": tmp_path / "b.txt"}
    for file in texts.values():
        file.write_text("1. Rà soát giếng khoan.\n", "utf-8")
    arguments = [texts.get(word, word) for word in command]
    result = run(*arguments, "-o", texts["A"], "--format", "text")
    assert result.exit_code == 2
    assert texts["A"].read_text("utf-8") == "1. Rà soát giếng khoan.\n"


@pytest.mark.parametrize("name", ["manifest.toml", "s.toml"])
def test_a_result_is_never_written_over_what_steers_the_run(name, tmp_path):
    (tmp_path / "a.txt").write_text("1. Rà soát giếng khoan.\n", "utf-8")
    file = tmp_path / name
    file.write_text("", "utf-8")
    stated = ["--settings", file] if name == "s.toml" else []
    result = run("lineage", tmp_path / "a.txt", *stated, "-o", file, "--format", "json")
    assert result.exit_code == 2
    assert file.read_text("utf-8") == ""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no full device")
@pytest.mark.parametrize(
    ("target", "form"), [(">/dev/full", "text"), (">/dev/full", "json"), (">&-", "text")]
)
def test_output_that_takes_nothing_is_one_line(target, form):
    line = f"{sys.executable} -m doclineage lineage {COMMUNE} --format {form} --lang en {target}"
    done = subprocess.run(["sh", "-c", line], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    (said,) = done.stderr.splitlines()
    assert said.startswith("doclineage: stdout: ")
    assert "fault of the program" not in said
