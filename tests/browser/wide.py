"""A directive of many tasks and the plans of many wards, as texts, for pages at full width."""

from __future__ import annotations

from pathlib import Path

from doclineage.model import AuditReport, Document
from doclineage.pipeline import audit_lineage, read_document, trace_lineage

_PER_SECTION = 10
_HEAD = """UBND {issuer}
Số: {number}/KH-UBND

{place}, ngày {day:02d} tháng 4 năm 2026

KẾ HOẠCH
Thực hiện cải cách hành chính năm 2026
{basis}
"""
_BASIS = (
    "\nThực hiện Kế hoạch số 900/KH-UBND ngày 01/4/2026 của UBND tỉnh Sông Lam về thực hiện"
    " cải cách hành chính năm 2026, UBND {issuer} xây dựng kế hoạch như sau:\n"
)


def sentences_of(corpus: Path) -> list[str]:
    """Return the tasks of the corpus's directive, to make others of."""
    document = read_document(corpus / "ke-hoach-118-tinh-song-lam.docx")
    above = {unit.parent for unit in document.units}
    return [
        document.units[index].text
        for index in document.content()
        if index not in above and document.units[index].kind == "bullet"
    ]


def wide_audit(corpus: Path, folder: Path, *, plans: int, tasks: int) -> AuditReport:
    """Return the audit of `plans` plans that answer one directive of `tasks` tasks."""
    known = sentences_of(corpus)
    count = len(known)
    asked = [f"Việc {i + 1}: {known[i % count]} {known[(i * 7 + 3) % count]}" for i in range(tasks)]
    documents = [_written(folder / "tinh.md", "tỉnh Sông Lam", 900, 1, asked, basis="")]
    for ward in range(1, plans + 1):
        issuer = f"phường Hoàn Kiều {ward}" if ward % 2 else f"xã Đông Đảo {ward}"
        answered = [_answer(text, i, ward, issuer) for i, text in enumerate(asked)]
        kept = [text for text in answered if text]
        file = folder / f"don-vi-{ward:03d}.md"
        basis = _BASIS.format(issuer=issuer)
        documents.append(_written(file, issuer, ward, 2 + ward % 28, kept, basis=basis))
    return audit_lineage(trace_lineage(documents))


def _answer(text: str, task: int, ward: int, issuer: str) -> str:
    """Return what a ward makes of a task: localised, changed, reworded, left out."""
    local = text.replace("tỉnh Sông Lam", issuer).replace("của tỉnh", f"của {issuer}")
    local = local.replace("sở, ban, ngành", "phòng, đơn vị").replace("Sở Nội vụ", "Phòng Nội vụ")
    turn = (task * 13 + ward * 29) % 17
    if turn == 0:
        return ""
    if turn in {1, 2}:
        return local.replace("100%", "80%").replace("/2026", "/2027").replace("phải", "cần")
    if turn in {3, 4, 5}:
        return f"{local} Giao công chức chuyên môn theo dõi, báo cáo định kỳ."
    return local if turn < 12 else text


def _written(
    file: Path, issuer: str, number: int, day: int, tasks: list[str], *, basis: str
) -> Document:
    place = issuer.split(" ", 1)[1]
    head = _HEAD.format(issuer=issuer, number=number, place=place, day=day, basis=basis)
    lines = [head]
    for at in range(0, len(tasks), _PER_SECTION):
        lines.append(f"{at // _PER_SECTION + 1}. Nhóm nhiệm vụ thứ {at // _PER_SECTION + 1}")
        lines += [f"- {task}" for task in tasks[at : at + _PER_SECTION]]
    lines.append("\nNơi nhận:\n- UBND tỉnh;\n- Lưu: VT.\n\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n")
    file.write_text("\n\n".join(lines), encoding="utf-8")
    return read_document(file)
