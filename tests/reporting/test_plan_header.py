"""What speaks of a plan alone stands under the plan's own header, and is counted there."""

from __future__ import annotations

import io
from pathlib import Path

from rich.console import Console

from doclineage import audit_lineage, read_document, trace_lineage
from doclineage.reporting.terminal.audit import show_audit

PROVINCE = """ỦY BAN NHÂN DÂN TỈNH SÔNG CẦM
Số: 52/KH-UBND
Sông Cầm, ngày 04 tháng 5 năm 2026

KẾ HOẠCH
Chống rét cho trâu bò năm 2026

Ủy ban nhân dân tỉnh ban hành Kế hoạch như sau:

I. NHIỆM VỤ
1. Che kín chuồng trại trước ngày 30/11/2026.
2. Dự trữ rơm ít nhất 05 kg cho mỗi con.
"""
COMMUNE = """ỦY BAN NHÂN DÂN XÃ PHIÊNG LUÔNG
Số: 19/KH-UBND
Phiêng Luông, ngày 20 tháng 5 năm 2026

KẾ HOẠCH
Chống rét cho trâu bò năm 2026

Thực hiện Kế hoạch số 52/KH-UBND ngày 04 tháng 5 năm 2026 của Ủy ban nhân dân tỉnh Sông Cầm;
Ủy ban nhân dân xã ban hành Kế hoạch như sau:

I. NHIỆM VỤ
1. Che kín chuồng trại trước ngày 30/11/2026.
2. Dự trữ rơm ít nhất 05 kg cho mỗi con.
4. Công an xã tuần tra đường mòn qua biên giới ban đêm.

Nơi nhận:
- UBND tỉnh;
- Lưu: VT.
"""


def test_what_speaks_of_the_plan_alone_is_counted_in_its_header(tmp_path: Path) -> None:
    documents = []
    for name, text in (("tinh.txt", PROVINCE), ("xa.txt", COMMUNE)):
        (tmp_path / name).write_text(text, encoding="utf-8")
        documents.append(read_document(tmp_path / name))
    report = audit_lineage(trace_lineage(documents))
    alone = [f for f in report.findings if f.parent is None]
    assert {f.code for f in alone} == {"A13"}
    stream = io.StringIO()
    show_audit(report, Console(file=stream, width=400), "en")
    lines = stream.getvalue().splitlines()
    (header,) = [at for at, line in enumerate(lines) if "19/KH-UBND" in line and "xa.txt" in line]
    warnings = sum(f.severity == "warning" for f in report.findings)
    assert f"warnings: {warnings}" in lines[header + 1]
    for finding in alone:
        assert sum(finding.message_en in line for line in lines[header:]) == 1
