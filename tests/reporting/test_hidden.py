"""Hidden characters of a hostile document stand as marks, alike in every output for people."""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
from collections.abc import Callable
from pathlib import Path

import lxml.etree
import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from doclineage.model import AuditReport
from doclineage.pipeline import audit_lineage, read_document, trace_lineage
from doclineage.reporting import write_file, write_to
from doclineage.reporting.hidden import all_visible, file_name, visible, visible_at_terminal

#: A tag, a turn, two that are no characters, half a pair, a control, a bell, a width of nothing.
_HIDDEN = "\U000e0041\u202e\ufffe\uffff\udcff\x9b\x07\u200b\u2066\ufeff"
_DIRECTIVE = """UBND TỈNH SÔNG LAM
Số: 7/KH-UBND

Sông Lam, ngày 01 tháng 4 năm 2026

KẾ HOẠCH
Về cải cách hành chính

1. Rà soát{hidden} toàn bộ thủ tục hành chính trước ngày 15/4/2026.
2. Báo cáo kết quả thực hiện{hidden} về UBND tỉnh hằng quý.
"""
_PLAN = (
    _DIRECTIVE.replace("TỈNH SÔNG LAM", "XÃ TÀ")
    .replace("7/KH", "8/KH")
    .replace(
        "1. Rà", "Thực hiện Kế hoạch số 7/KH-UBND ngày 01/4/2026 của UBND tỉnh Sông Lam.\n\n1. Rà"
    )
    .replace("15/4/2026", "15/5/2026")
    .replace("\n2. Báo", "\n2. Không báo")
)


def seeded(report: AuditReport) -> AuditReport:
    """Return an audit in which readers' cleaning has let everything hidden through."""

    def seed(value: object) -> object:
        if isinstance(value, str) and " " in value:
            return f"{value[:6]}{_HIDDEN}{value[6:]}"
        if isinstance(value, list | tuple):
            return tuple(seed(part) for part in value)
        if isinstance(value, msgspec.Struct) and hasattr(value, "text"):
            return msgspec.structs.replace(value, text=seed(value.text))
        return value

    documents = tuple(
        msgspec.structs.replace(
            document,
            units=seed(document.units),
            source=msgspec.structs.replace(
                document.source, path=f"a{_HIDDEN}/{document.doc_id}{_HIDDEN}.md"
            ),
            letterhead=msgspec.structs.replace(document.letterhead, title=seed("Về một việc")),
        )
        for document in report.documents
    )
    findings = tuple(
        msgspec.structs.replace(f, message=seed(f.message), message_en=seed(f.message_en))
        for f in report.findings
    )
    plans = tuple(msgspec.structs.replace(p, name=f"xã {_HIDDEN} Tà") for p in report.plans)
    return msgspec.structs.replace(report, documents=documents, findings=findings, plans=plans)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory) -> AuditReport:
    folder = tmp_path_factory.mktemp("hidden")
    for name, text in (("a.md", _DIRECTIVE), ("b.md", _PLAN)):
        (folder / name).write_text(text.format(hidden="\u202e\U000e0041"), encoding="utf-8")
    documents = [read_document(folder / name) for name in ("a.md", "b.md")]
    report = audit_lineage(trace_lineage(documents), parent=documents[0])
    assert report.findings
    return seeded(report)


def office_texts(data: bytes) -> str:
    """Return every text of an office file."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = [archive.read(name) for name in archive.namelist() if name.endswith(".xml")]
    return "\n".join("".join(lxml.etree.fromstring(part).itertext()) for part in parts)


_TEXTS: dict[str, Callable[[bytes], str]] = {
    "text": bytes.decode,
    "csv": lambda data: data.decode("utf-8-sig"),
    "html": bytes.decode,
    "sarif": bytes.decode,
    "xlsx": office_texts,
    "docx": office_texts,
}


@pytest.mark.parametrize("name", list(_TEXTS))
@pytest.mark.parametrize("language", ["vi", "en"])
def test_nothing_hidden_is_written(hostile, name, language):
    stream = io.BytesIO()
    write_to(name, [hostile], stream, language=language)
    text = _TEXTS[name](stream.getvalue())
    assert visible(text) == text
    assert not re.search(r"\\u(00[01]|202|dcff|fff[ef])", text, re.IGNORECASE)
    marks = len(_HIDDEN) - (name == "text")  # rich drops the bell itself
    assert "\ufffd" * marks in text, "each hidden character is one mark"


def test_names_of_files_have_nothing_hidden(hostile, tmp_path):
    write_file(tmp_path / "out", "docx", [hostile])
    names = [path.name for path in (tmp_path / "out").iterdir()]
    assert names
    assert all(visible(name) == name and name.isprintable() for name in names)


@pytest.mark.parametrize("stem", ["a/b", "..", "", "x" * 400, "đ" * 300, "a\nb", 'c:"?*', "KH. "])
def test_a_name_is_one_that_systems_take(stem, tmp_path):
    name = file_name(stem)
    assert len(name.encode()) <= 200
    (tmp_path / f"{name}.docx").touch()
    assert [path.parent for path in tmp_path.rglob("*.docx")] == [tmp_path]
    assert name == Path(name).name
    assert not name.endswith((" ", "."))


@given(st.text(st.characters(exclude_categories=())))
def test_what_is_left_is_seen_and_keeps_its_place(text):
    shown = visible(text)
    assert len(shown) == len(text)
    assert visible(shown) == shown
    left = {c for c in shown if unicodedata.category(c) in {"Cc", "Cs", "Zl", "Zp"}} - set("\t\n\r")
    assert not left
    assert all(new in (old, "\ufffd") for old, new in zip(text, shown, strict=True))
    assert all_visible({"a": [text]}) == {"a": [shown]}


def test_letters_of_every_language_and_pictures_are_left():
    for text in ("Ủy ban nhân dân xã Đồng Sậy", "a\u0301", "漢字 😀 ∅ ⊘ →", "“…”\u00a0–\t\n"):
        assert visible(text) == text


def test_a_terminal_keeps_its_colours():
    assert visible_at_terminal("\x1b[31ma\u202eb\x07\x1b[0m") == "\x1b[31ma\ufffdb\ufffd\x1b[0m"
