"""Which documents an audit compares."""

from __future__ import annotations

import pytest

from doclineage import audit_lineage, read_document, trace_lineage
from doclineage.errors import NoSuchDocumentError


def test_a_parent_that_the_graph_lacks_is_named(tmp_path):
    documents = []
    for name in ("one", "two"):
        path = tmp_path / f"{name}.txt"
        path.write_text(f"KẾ HOẠCH\n1. Việc của {name} xong trước ngày 15/4/2026.\n", "utf-8")
        documents.append(read_document(path))
    with pytest.raises(NoSuchDocumentError):
        audit_lineage(trace_lineage(documents[:1]), parent=documents[1])
