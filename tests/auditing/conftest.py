"""What the tests of the rules share: a plan audited against its parents, all read from text."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from rule_cases import CHILD, PARENT

from doclineage import audit_lineage, read_document, trace_lineage
from doclineage.model import Finding


@pytest.fixture
def audited(tmp_path: Path) -> Callable[..., tuple[Finding, ...]]:
    """Return what audits a plan against its parents, of one against that one alone."""

    def audit(child: str = CHILD, *parents: str) -> tuple[Finding, ...]:
        named = [(f"tinh{n}.txt", text) for n, text in enumerate(parents or (PARENT,))]
        documents = []
        for name, text in (*named, ("phuong.txt", child)):
            (tmp_path / name).write_text(text, encoding="utf-8")
            documents.append(read_document(tmp_path / name))
        only = documents[0] if len(named) == 1 else None
        return audit_lineage(trace_lineage(documents), parent=only).findings

    return audit
