"""Several files of one document are one; plans of two communes never are, however alike."""

from __future__ import annotations

import random
from datetime import date
from hashlib import sha256
from itertools import pairwise
from typing import Any

import msgspec
import pytest
from citation_scores import unit
from hypothesis import given, settings
from hypothesis import strategies as st

from doclineage import audit_lineage, trace_lineage
from doclineage.citing import find_citations, unite_versions
from doclineage.citing.likeness import likeness, shingles
from doclineage.model import Document, Letterhead, Source
from doclineage.vietnamese.normalise import fold_marks
from doclineage.vietnamese.tables import load_table

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PDF = "application/pdf"
VOCABULARY = (
    "rà soát hồ sơ tồn đọng công khai quy trình bố trí kinh phí tập huấn cán bộ thôn xóm báo cáo "
    "quý kiểm tra đột xuất trường học trạm y tế chợ bến nước đường làng nhà văn hóa giao thông"
)


def body(seed: int = 0, words: int = 400) -> tuple[str, ...]:
    """Return paragraphs of random words: what they say is nothing, that they differ is all."""
    source = random.Random(seed)
    picked = [source.choice(VOCABULARY.split()) for _ in range(words)]
    return tuple(" ".join(picked[at : at + 20]) for at in range(0, words, 20))


def held(path: str, *texts: str, media: str = WORD, mark: str = "", **head: Any) -> Document:
    fields = {
        "kind": "KH",
        "number": "15/KH-UBND",
        "issued": date(2026, 3, 12),
        "issuer": "UBND phường Bến Đò",
        "territory": "phường Bến Đò",
        "title": "Giữ gìn các bến nước năm 2026",
        **head,
    }
    units = (*([unit(mark, "head")] if mark else []), *map(unit, texts or body()))
    digest = sha256(repr((path, texts)).encode()).hexdigest()
    return Document(
        doc_id=path,
        source=Source(path=path, sha256=digest, media_type=media),
        letterhead=Letterhead(**{k: v for k, v in fields.items() if v is not None}),
        units=units,
        citations=find_citations(units),
    )


def paths(documents: tuple[Document, ...]) -> list[list[str]]:
    """Return the files of each document, the leading one first."""
    return [[v.source.path for v in d.versions] or [d.source.path] for d in documents]


def edited(texts: tuple[str, ...], share: float, seed: int = 1) -> tuple[str, ...]:
    source = random.Random(seed)
    return tuple(
        " ".join("sửa" if source.random() < share else word for word in text.split())
        for text in texts
    )


def test_word_leads_its_own_pdf() -> None:
    (one,) = unite_versions([held("b.pdf", media=PDF), held("a.docx")])
    assert one.source.path == "a.docx"
    assert [(v.source.path, v.status, v.likeness) for v in one.versions] == [
        ("a.docx", "issued", 1.0),
        ("b.pdf", "issued", 1.0),
    ]
    (notice,) = one.notices
    assert (notice.code, "b.pdf" in notice.message, "b.pdf" in notice.message_en) == (
        "versions", True, True,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        (held("b.pdf", media=PDF), held("a.docx"), "Word goes before PDF"),
        (held("a.docx"), held("b.docx", mark="DỰ THẢO"), "that before a draft"),
        (held("a.docx"), held("b.docx"), "the plainest name in the outermost folder is taken"),
    ],
)
def test_why_a_file_is_the_one_that_is_audited(one: Document, other: Document, why: str) -> None:
    (united,) = unite_versions([one, other])
    said = united.notices[0].message_en
    audited, _, others = said.partition("; not audited by themselves: ")
    assert "one is audited: a.docx (" in audited
    assert why in audited
    assert others.startswith("b.")


@pytest.mark.parametrize(
    ("plain", "copy"),
    [
        ("xa-lung.docx", "Copy of xa-lung.docx"),
        ("xa-lung.docx", "KH xa Lung (1).docx"),
        ("xa-lung.docx", "Bản cũ/a.docx"),
        ("xa-lung.docx", "gui/a.docx"),
        ("gui/xa-lung.docx", "a - bản sao.docx"),
        ("a.docx", "b.docx"),
    ],
)
def test_of_equal_files_the_plain_name_leads(plain: str, copy: str) -> None:
    texts = body()
    found = unite_versions([held(copy, *texts), held(plain, *texts)])
    assert paths(found) == [[plain, copy]]


def test_the_signed_text_leads_its_draft() -> None:
    draft = held("du thao.docx", *edited(body(), 0.08), number=None, issued=None)
    signed = held("da ky.pdf", media=PDF)
    assert paths(unite_versions([draft, signed])) == [["da ky.pdf", "du thao.docx"]]


def test_a_draft_is_known_by_its_own_words() -> None:
    draft = held("a.docx", mark="DỰ THẢO LẦN 2", number=None, issued=None)
    (one,) = unite_versions([draft, held("b.pdf", media=PDF)])
    assert [(v.source.path, v.status) for v in one.versions] == [
        ("b.pdf", "issued"),
        ("a.docx", "draft"),
    ]


def test_word_with_the_signed_text_leads_and_learns_the_number() -> None:
    """The number is often put in by hand on the paper that is then scanned."""
    typed = held("a.docx", number=None, issued=None)
    (one,) = unite_versions([typed, held("b.pdf", media=PDF)])
    assert one.source.path == "a.docx"
    assert (one.doc_id, one.letterhead.number) == ("b.pdf", "15/KH-UBND")
    assert one.letterhead.issued == date(2026, 3, 12)
    assert one.letterhead.origins == {"number": "version", "issued": "version"}


def test_the_corrected_version_leads_the_first() -> None:
    first = held("KH 15.docx")
    corrected = held("KH 15 (dinh chinh).pdf", *edited(body(), 0.03), media=PDF)
    assert paths(unite_versions([first, corrected])) == [["KH 15 (dinh chinh).pdf", "KH 15.docx"]]


def test_a_later_revision_leads_an_earlier() -> None:
    files = [held(f"KH 15 v{count}.docx", *edited(body(), 0.02, count)) for count in (1, 3, 2)]
    assert paths(unite_versions(files)) == [
        ["KH 15 v3.docx", "KH 15 v2.docx", "KH 15 v1.docx"],
    ]


def test_a_bad_scan_is_still_the_same_document() -> None:
    scan = held("scan.pdf", *edited(body(), 0.15), media=PDF)
    assert paths(unite_versions([scan, held("a.docx")])) == [["a.docx", "scan.pdf"]]


def test_equal_bytes_are_named_too() -> None:
    first = held("a.docx")
    copy = msgspec.structs.replace(
        first, doc_id="z", source=msgspec.structs.replace(first.source, path="copy.docx")
    )
    assert paths(unite_versions([first, copy])) == [["a.docx", "copy.docx"]]


def test_days_that_differ_are_told() -> None:
    files = [held("a.docx"), held("b.pdf", media=PDF, issued=date(2026, 3, 13))]
    (one,) = unite_versions(files)
    assert [notice.code for notice in one.notices] == ["versions", "versions-dates"]
    assert "13/03/2026" in one.notices[1].message


CARRIES_OUT = "Thực hiện Kế hoạch số {}/KH-UBND ngày 05/2/2026 của UBND tỉnh Sông Lam;"


def test_what_only_another_version_cites_is_told() -> None:
    typed = held("a.docx", CARRIES_OUT.format(118), *body())
    scan = held("b.pdf", CARRIES_OUT.format(181), *body(), media=PDF)
    (one,) = unite_versions([typed, scan])
    assert [notice.code for notice in one.notices] == ["versions", "versions-citations"]
    assert "181/KH-UBND" in one.notices[1].message


def test_two_texts_of_one_format_that_carry_out_different_documents_stay_apart() -> None:
    files = [held(f"{n}.docx", CARRIES_OUT.format(n), *body()) for n in (118, 181)]
    assert len(unite_versions(files)) == 2


def test_a_body_without_a_place_in_its_name_is_placed_by_the_letterhead() -> None:
    board = {
        "number": "42-KH/BTGDVTU", "issuer": "Ban Tuyên giáo và Dân vận Thành ủy",
        "territory": None, "place": "Hải Vân",
    }  # fmt: skip
    files = [
        held("a.docx", **board),
        held("b.pdf", *edited(body(), 0.1), media=PDF, **board),
        held("c.docx", **{**board, "place": "Đại Giang"}),
    ]
    assert paths(unite_versions(files)) == [["a.docx", "b.pdf"], ["c.docx"]]


def test_lost_letterheads_are_matched_by_text_alone() -> None:
    lost = {"number": None, "issued": None, "issuer": None, "territory": None, "title": None}
    text = (*body(), "Trên địa bàn phường Bến Đò")
    files = [held("a.docx", *text), held("b.pdf", *edited(text, 0.01), media=PDF, **lost)]
    assert paths(unite_versions(files)) == [["a.docx", "b.pdf"]]
    other = tuple(line.replace("Bến Đò", "Đồi Sim") for line in text)
    assert len(unite_versions([files[0], held("c.pdf", *other, media=PDF, **lost)])) == 2


# --- what must never become one ----------------------------------------------------------------

APART: dict[str, dict[str, Any]] = {
    "place": {"issuer": "UBND phường Đồi Sim", "territory": "phường Đồi Sim"},
    "level": {"issuer": "UBND xã Bến Đò", "territory": "xã Bến Đò"},
    "body": {"issuer": "HĐND phường Bến Đò"},
    "number": {"number": "16/KH-UBND"},
    "kind": {"kind": "QĐ", "number": "15/QĐ-UBND"},
    "year": {"issued": date(2025, 3, 12)},
    "subject": {"number": None, "issued": None, "title": "Phòng, chống cháy rừng"},
    "other year": {"number": None, "issued": None, "title": "Giữ gìn các bến nước năm 2025"},
    "draft of another place": {
        "number": None, "issued": None,
        "issuer": "UBND phường Đồi Sim", "territory": "phường Đồi Sim",
    },
}  # fmt: skip


@pytest.mark.parametrize("name", APART)
@pytest.mark.parametrize("share", [0.0, 0.05])
def test_equal_texts_of_different_documents_stay_apart(name: str, share: float) -> None:
    other = held("b.docx", *edited(body(), share), **APART[name])
    assert len(unite_versions([held("a.docx"), other])) == 2


def test_another_day_and_another_text_under_one_number_stay_apart() -> None:
    other = held("b.docx", *edited(body(), 0.1), issued=date(2026, 3, 13))
    assert len(unite_versions([held("a.docx"), other])) == 2


def test_last_years_plan_is_no_draft_of_this_years() -> None:
    text = (*body(), "Hoàn thành trong năm 2026")
    last = tuple(line.replace("2026", "2025") for line in text)
    old = held("old.docx", *last, number=None, issued=None, title=None)
    assert len(unite_versions([held("a.docx", *text), old])) == 2


def test_a_draft_that_fits_two_documents_stays_alone() -> None:
    files = [held("a.docx"), held("b.docx", number="16/KH-UBND"), held("c.docx", number=None)]
    assert paths(unite_versions(files)) == [["a.docx"], ["b.docx"], ["c.docx"]]


def communes(count: int) -> list[Document]:
    return [
        held(
            f"xa {i}.docx",
            *body()[:-1],
            f"Trên địa bàn xã Khe {i}",
            issuer=f"UBND xã Khe {i}",
            territory=f"xã Khe {i}",
        )
        for i in range(count)
    ]


def test_two_hundred_communes_with_one_number_and_one_text_stay_apart() -> None:
    plans = communes(200)
    copies = [
        held(
            f"xa {i}.pdf", *(unit.text for unit in plan.units), media=PDF, number=None, issued=None,
            issuer=plan.letterhead.issuer, territory=plan.letterhead.territory,
        )
        for i, plan in enumerate(plans[:50])
    ]  # fmt: skip
    found = unite_versions([*plans, *copies])
    assert len(found) == 200
    assert sum(len(document.versions) == 2 for document in found) == 50
    assert all(
        first.rsplit(".")[0] == second.rsplit(".")[0]
        for first, second in (files for files in paths(found) if len(files) == 2)
    )


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.sampled_from(["place", "number", "year", "body"]), min_size=1, max_size=6),
    st.randoms(use_true_random=False),
)
def test_files_and_their_order(names: list[str], source: random.Random) -> None:
    """Whatever is put together: every file stands once, and the order of files is nothing."""
    files = [held("a.docx"), held("a.pdf", media=PDF)]
    files += [held(f"{i} {name}.docx", **APART[name]) for i, name in enumerate(names)]
    there = unite_versions(files)
    source.shuffle(files)
    again = unite_versions(files)
    assert there == again
    assert sorted(path for group in paths(there) for path in group) == sorted(
        file.source.path for file in files
    )
    for one, other in pairwise(sorted(there, key=lambda d: d.source.path)):
        assert one.letterhead != other.letterhead or len(there) == 1


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 9), st.integers(0, 9), st.floats(0, 1))
def test_likeness_is_what_counting_says(first: int, second: int, share: float) -> None:
    """The hashed runs of words against the plain runs (the slow twin)."""
    one, other = held("a", *body(first)), held("b", *edited(body(second), share))

    def runs(document: Document) -> set[tuple[str, ...]]:
        words = fold_marks(" ".join(unit.text for unit in document.units)).split()
        return {tuple(words[at : at + 4]) for at in range(len(words) - 3)}

    mine, theirs = runs(one), runs(other)
    exact = len(mine & theirs) / len(mine | theirs)
    assert likeness(shingles(one), shingles(other)) == pytest.approx(exact, abs=0.01)


def test_one_plan_in_two_formats_is_audited_once() -> None:
    province = {
        "number": "118/KH-UBND",
        "issuer": "UBND tỉnh Sông Lam",
        "territory": "tỉnh Sông Lam",
        "level": "province",
    }
    parent = held("tinh.docx", *body(3), **province)
    cited = "Thực hiện Kế hoạch số 118/KH-UBND ngày 12/3/2026 của UBND tỉnh Sông Lam;"
    files = [
        parent,
        held("xa.docx", cited, *body(4), issued=date(2026, 4, 1)),
        held("xa.pdf", cited, *body(4), media=PDF, issued=date(2026, 4, 1)),
    ]
    graph = trace_lineage(files)
    assert [(p.plan, p.parent) for p in audit_lineage(graph).plans] == [("xa.docx", "tinh.docx")]
    assert graph.nx.nodes["xa.docx"]["sources"] == ("xa.docx", "xa.pdf")
    # The file that leads is another than the one that is named as the parent.
    pdf = held("tinh.pdf", *body(3), media=PDF, **province)
    report = audit_lineage(trace_lineage([*files, pdf]), parent=pdf)
    assert [(p.plan, p.parent) for p in report.plans] == [("xa.docx", "tinh.docx")]


def test_the_table_of_marks_is_sound() -> None:
    rows = load_table("version_marks")
    assert {row["status"] for row in rows} == {"draft", "issued", "corrected"}
    assert {row["where"] for row in rows} == {"name", "any"}
    assert all(row["mark"] == fold_marks(row["mark"]) for row in rows)
