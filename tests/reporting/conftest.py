"""An audit of the example documents, one of documents that mean harm, and LibreOffice."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from letterheads import PROVINCE, WARD

from doclineage import audit_lineage, read_document, trace_lineage
from doclineage.model import AuditReport

Convert = Callable[[Path, str], Path]

LONG_WORD = "x" * 10_000
PARENT = (
    PROVINCE
    + f"""\
1. =HYPERLINK("http://x.example","bấm vào đây") rồi khơi thông cửa xả ven sông trước ngày 30/6/2026.
2. <script>alert(1)</script> và <b>lắp biển cảnh báo</b> & "dấu nháy" tại các bến tắm tự phát.
3. Kiểm tra \u202eđảo ngược\u202c hồ chứa {LONG_WORD} trước mùa mưa.
4. +84 912 000 000 là đường dây nóng, @tất cả các thôn phải niêm yết.
"""
)
CHILD = (
    WARD
    + """\
1. =HYPERLINK("http://x.example","bấm vào đây") rồi khơi thông cửa xả ven sông trước ngày 30/9/2026.
2. @SUM(1+1) <img src=x onerror=alert(1)> là việc mà phường tự thêm vào kế hoạch này.
"""
)


@pytest.fixture(scope="session")
def corpus_audit(corpus: Path) -> AuditReport:
    files = [path for path in sorted(corpus.iterdir()) if path.suffix in {".docx", ".pdf", ".txt"}]
    graph = trace_lineage(read_document(path) for path in (*files, corpus / "xa-con-bai.md"))
    return audit_lineage(graph)


@pytest.fixture(scope="session")
def hostile_audit(tmp_path_factory: pytest.TempPathFactory) -> AuditReport:
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "=cmd|'x'!A1.txt").write_text(PARENT, encoding="utf-8")
    (folder / "<b>plan</b>.txt".replace("/", "∕")).write_text(CHILD, encoding="utf-8")
    graph = trace_lineage(read_document(path) for path in sorted(folder.iterdir()))
    return audit_lineage(graph)


@pytest.fixture(scope="session")
def convert(tmp_path_factory: pytest.TempPathFactory) -> Convert:
    """Convert a file by LibreOffice; skip where it is not, or lacks the part that is needed."""
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not here")
    profile = tmp_path_factory.mktemp("office")

    def run(file: Path, form: str) -> Path:
        folder = tmp_path_factory.mktemp("converted")
        subprocess.run(
            [
                office,
                f"-env:UserInstallation={profile.as_uri()}",
                "--headless",
                *("--convert-to", form, "--outdir", str(folder), str(file)),
            ],
            capture_output=True,
            timeout=240,
            check=False,
        )
        made = sorted(folder.iterdir())
        if not made:
            pytest.skip("this LibreOffice does not open such files")
        return made[0]

    return run
