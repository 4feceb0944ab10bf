"""The graph's questions on the command line: their options, output and status."""

from __future__ import annotations

import csv
import io
import json

import jsonschema
import pytest
from click.testing import CliRunner, Result

from doclineage.cli.commands import cli
from doclineage.reporting.plain import schema_of

LETTER = """ỦY BAN NHÂN DÂN
{issuer}

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Số: {number}

{place}, ngày {day} tháng {month} năm 2026

KẾ HOẠCH
{title}

{basis}

I. NHIỆM VỤ

1. Lập danh sách các hộ có nhu cầu vay vốn sản xuất, gửi trước ngày 15/6/2026.

2. Mở lớp dạy nghề đan lát cho lao động nông nhàn tại nhà sinh hoạt cộng đồng.
"""
TITLE = "Hỗ trợ sinh kế cho hộ nghèo vùng cao"
PROVINCE = "Kế hoạch số 20/KH-UBND ngày 05 tháng 02 năm 2026 của UBND tỉnh Đông Giang"


@pytest.fixture
def folder(tmp_path):
    """A province's plan, a ward's that answers it, and a commune's dated before it."""

    def write(name, **fields):
        (tmp_path / name).write_text(LETTER.format(title=TITLE, **fields), encoding="utf-8")

    write(
        "tinh.txt",
        issuer="TỈNH ĐÔNG GIANG",
        number="20/KH-UBND",
        place="Đông Giang",
        day="05",
        month="02",
        basis="Căn cứ Luật Tổ chức chính quyền địa phương số 72/2025/QH15 ngày 16/6/2025;",
    )
    write(
        "phuong.txt",
        issuer="PHƯỜNG MÂY TRẮNG",
        number="7/KH-UBND",
        place="Mây Trắng",
        day="01",
        month="3",
        basis=f"Thực hiện {PROVINCE} về hỗ trợ sinh kế cho hộ nghèo vùng cao;",
    )
    write(
        "xa.txt",
        issuer="XÃ SUỐI CÁT",
        number="3/KH-UBND",
        place="Suối Cát",
        day="02",
        month="01",
        basis=f"Thực hiện {PROVINCE} về hỗ trợ sinh kế cho hộ nghèo vùng cao;",
    )
    return tmp_path


def run(*arguments: object) -> Result:
    return CliRunner().invoke(cli, ["lineage", *map(str, arguments), "--lang", "en"])


def units(folder, text: str):
    file = folder.parent / f"{folder.name}-units.lst"
    file.write_text(text, encoding="utf-8")
    return file


def test_a_check_finds_what_the_graph_alone_does_not_say(folder):
    assert run(folder).exit_code == 0
    result = run(folder, "--check")
    assert result.exit_code == 1
    assert "dated before what it carries out" in result.stdout
    assert "20/KH-UBND" in result.stdout
    assert run(folder, "--check", "--exit-zero").exit_code == 0


def test_expected_units(folder):
    listed = units(folder, "\ufeff# các đơn vị\n1. phường Mây Trắng\n- xã Nà Lau\n\nxã Suối Cát\n")
    result = run(folder, "--expected", listed)
    assert result.exit_code == 1
    assert "2 of 3 do" in result.stdout
    assert "xã Nà Lau: has none" in result.stdout
    check = json.loads(run(folder, "--expected", listed, "--format", "json").stdout)
    jsonschema.Draft202012Validator(schema_of("check")).validate(check)
    assert [unit["status"] for unit in check["expected"]] == ["present", "missing", "present"]


def test_lost_tasks(folder):
    short = (folder / "phuong.txt").read_text("utf-8").partition("2. Mở lớp")[0]
    (folder / "phuong.txt").write_text(short, encoding="utf-8")
    result = run(folder, "--lost-tasks", "--fail-on", "warning")
    assert "Mở lớp dạy nghề đan lát" in result.stdout
    assert "lost in: 7/KH-UBND" in result.stdout.replace("\n", " ")
    rows = list(csv.DictReader(io.StringIO(run(folder, "--lost-tasks", "--format", "csv").stdout)))
    (lost,) = [row for row in rows if row["\ufeffwhat"] == "task-lost"]
    assert lost["evidence"].startswith("Mở lớp")


@pytest.fixture
def chain(folder):
    """Put a directive above the province's plan, which adds tasks of its own."""
    top = "Chỉ thị số 9/CT-TTg ngày 10/01/2026 của Thủ tướng Chính phủ"
    file = folder / "tinh.txt"
    file.write_text(
        file.read_text("utf-8").replace("Căn cứ Luật", f"Thực hiện {top};\n\nCăn cứ Luật", 1),
        encoding="utf-8",
    )
    (folder / "thu-tuong.txt").write_text(
        "THỦ TƯỚNG CHÍNH PHỦ\nSố: 9/CT-TTg\n\nHà Nội, ngày 10 tháng 01 năm 2026\n\nCHỈ THỊ\n"
        "Về hỗ trợ sinh kế\n\n1. Ủy ban nhân dân các tỉnh bố trí kinh phí hỗ trợ hộ nghèo.\n\n"
        "2. Ngân hàng Chính sách xã hội cho vay ưu đãi.\n",
        encoding="utf-8",
    )
    return folder


def test_tasks_are_followed_from_any_parent(chain):
    short = (chain / "phuong.txt").read_text("utf-8").partition("2. Mở lớp")[0]
    (chain / "phuong.txt").write_text(short, encoding="utf-8")
    whole = run(chain, "--lost-tasks").stdout.replace("\n", " ")
    assert "Tasks of 9/CT-TTg" in whole
    assert "Tasks of 20/KH-UBND" not in whole
    for name in ("20/KH-UBND", "tinh.txt", chain / "tinh.txt"):
        said = run(chain, "--lost-tasks", "--parent", name).stdout.replace("\n", " ")
        assert "Tasks of 20/KH-UBND" in said
        assert "Mở lớp dạy nghề đan lát" in said
        assert "Tasks of 9/CT-TTg" not in said


def test_units_are_expected_to_answer_what_the_listed_ones_do(chain):
    listed = units(chain, "phường Mây Trắng\nxã Nà Lau\nxã Suối Cát\n")
    check = json.loads(run(chain, "--expected", listed, "--format", "json").stdout)
    assert len(check["expected"]) == 3
    assert all(unit["directive"].startswith("20-kh-ubnd") for unit in check["expected"])
    above = json.loads(
        run(chain, "--expected", listed, "--parent", "9/CT-TTg", "--format", "json").stdout
    )
    assert all(unit["directive"].startswith("9-ct-ttg") for unit in above["expected"])
    assert [unit["status"] for unit in above["expected"]] == ["present", "missing", "present"]


def test_units_are_expected_to_answer_a_directive_that_is_not_here(folder):
    (folder / "tinh.txt").unlink()
    listed = units(folder, "phường Mây Trắng\nxã Nà Lau\nxã Suối Cát\n")
    result = run(folder, "--expected", listed)
    assert "2 of 3 do" in result.stdout
    assert "xã Nà Lau: has none" in result.stdout


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["--parent", "20/KH-UBND"], "--parent: it goes with --expected or --lost-tasks"),
        (["--lost-tasks", "--parent", "21/KH-UBND"], "no document of the set has this number"),
        (["--lost-tasks", "--parent", "7/KH-UBND"], "no plan of the set carries this document"),
    ],
)
def test_a_parent_that_cannot_be_asked_about(arguments, complaint, folder):
    result = run(folder, *arguments)
    assert result.exit_code == 2
    assert complaint in result.stderr


def test_a_number_that_two_documents_bear(folder):
    again = (folder / "tinh.txt").read_text("utf-8").replace("ĐÔNG GIANG", "HẢI YÊN")
    (folder / "khac.txt").write_text(again.replace("Đông Giang", "Hải Yên"), encoding="utf-8")
    result = run(folder, "--lost-tasks", "--parent", "20/KH-UBND")
    assert result.exit_code == 2
    assert "several documents have this number" in result.stderr
    assert "khac.txt" in result.stderr
    assert run(folder, "--lost-tasks", "--parent", "tinh.txt").exit_code < 2


@pytest.mark.parametrize("said", ["15/2/2026", "2026-02-15"])
def test_as_of_a_day(said, folder):
    result = run(folder, "--as-of", said)
    assert "as it stood on 15/02/2026" in result.stdout
    assert "7/KH-UBND" not in result.stdout
    graph = json.loads(run(folder, "--as-of", said, "--format", "json").stdout)
    assert graph["as_of"] == "2026-02-15"
    assert {node["state"] for node in graph["nodes"]} == {"in-force"}


def test_a_check_of_a_day_says_so(folder):
    assert "as it stood on 15/02/2026" in run(folder, "--as-of", "15/2/2026", "--check").stdout


@pytest.mark.parametrize("said", ["tomorrow", "31/2/2026", "2026-13-01", ""])
def test_a_day_that_is_none(said, folder):
    result = run(folder, "--as-of", said)
    assert result.exit_code == 2
    assert result.stderr.startswith("doclineage: --as-of: the day is not understood")


@pytest.mark.parametrize(
    ("text", "complaint"), [("", "the list of units is empty"), (None, "cannot be opened")]
)
def test_a_list_of_units_that_is_none(text, complaint, folder):
    listed = units(folder, text) if text is not None else folder / "nowhere.lst"
    result = run(folder, "--expected", listed)
    assert result.exit_code == 2
    assert str(listed) in result.stderr
    assert complaint in result.stderr


def test_a_check_has_no_form_as_a_diagram(folder):
    result = run(folder, "--check", "--format", "dot")
    assert result.exit_code == 2
    assert "dot" in result.stderr
