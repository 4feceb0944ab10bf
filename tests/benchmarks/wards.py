"""Ward plans as Word files: what the gate derives from one plan, set by the corpus's generator."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import word
from gate.derive import derive
from gate.synthetic import plan

from doclineage.model import Document, Unit

#: Sections of the synthetic plan with which its children have a hundred items.
_SECTIONS = 16
_PROVINCE = "tỉnh Đông Giang"
_TITLE = "Triển khai nhiệm vụ chuyển đổi số, cải cách hành chính"
_COLUMNS = ("TT", "Nhiệm vụ", "Đơn vị chủ trì", "Đơn vị phối hợp", "Thời hạn", "Sản phẩm")


def write_wards(folder: Path, count: int) -> None:
    """Write the province's plan and those of `count` wards, half of them numbered by Word."""
    parent = plan(7, sections=_SECTIONS)
    head = _head("107/KH-UBND", _PROVINCE, 10, ["Căn cứ Luật Tổ chức chính quyền địa phương;"])
    word.write(_content(parent, head, numbering="typed"), folder / "000.docx")
    basis = f"Căn cứ Kế hoạch số 107/KH-UBND ngày 10/3/2026 của UBND {_PROVINCE};"
    for seed in range(count):
        child = derive(parent, seed).child
        head = _head(f"{seed + 1}/KH-UBND", str(child.letterhead.territory), 20, [basis])
        numbering = "automatic" if seed % 2 else "typed"
        word.write(_content(child, head, numbering=numbering), folder / f"{seed + 1:03}.docx")


def _head(number: str, territory: str, day: int, bases: list[str]) -> dict[str, Any]:
    return {
        "superior": [] if territory == _PROVINCE else [f"UBND {_PROVINCE.upper()}"],
        "issuer": ["ỦY BAN NHÂN DÂN", territory.upper()],
        "number": number,
        "place": territory.split(" ", 1)[1],
        "date": f"ngày {day} tháng 3 năm 2026",
        "kind": "KẾ HOẠCH",
        "title": f"{_TITLE} trên địa bàn {territory} năm 2026",
        "bases": bases,
        "lead": f"Ủy ban nhân dân {territory} ban hành Kế hoạch như sau:",
    }


def _content(document: Document, head: dict[str, Any], *, numbering: str) -> dict[str, Any]:
    """Return a document as the generator's content: coded body lines, rows of the annex."""
    lines, rows = [], []
    for index in document.content():
        unit = document.units[index]
        if unit.zone == "annex":
            rows += [_row(unit, len(rows) + 1)] if unit.kind == "row" else []
        else:
            lines.append(_line(document, unit))
    content: dict[str, Any] = {
        "head": head,
        "numbering": numbering,
        "body": {"text": "\n".join(lines)},
        "tail": {
            "recipients": ["- Như trên;", "- Lưu: VT."],
            "sign": ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"],
            "signer": "Lê Văn Mẫu",
        },
    }
    if rows:
        content["annex"] = {
            "label": "PHỤ LỤC",
            "title": "DANH MỤC NHIỆM VỤ CỤ THỂ",
            "attached": f"(Kèm theo Kế hoạch số {head['number']})",
            "columns": _COLUMNS,
            "rows": "\n".join(rows),
        }
    return content


def _line(document: Document, unit: Unit) -> str:
    text = " ".join(unit.text.split())
    if unit.kind != "heading" or unit.marker is None:
        return f"{'-' if unit.kind == 'bullet' else 'p'} {text}"
    depth = 1
    above = unit.parent
    while above >= 0:
        depth, above = depth + 1, document.units[above].parent
    stop = ")" if depth == 3 else "."
    return f"{'#' * depth} {unit.marker.glyph.rstrip('.)-')}{stop} {text}"


def _row(unit: Unit, number: int) -> str:
    role = unit.cells.get
    cells = (role("task") or unit.text, role("lead"), role("support"), role("deadline"), None)
    plain = (" ".join((cell or "").replace("|", ",").split()) for cell in cells)
    return " | ".join((str(number), *plain))
