"""How long the main job takes: from a cold start, and the work alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from doclineage.pipeline import audit_lineage, read_documents, trace_lineage


@pytest.fixture(scope="module", params=["corpus", "seeds"])
def folder(request) -> Path:
    return request.getfixturevalue(request.param)


def audit(folder: Path) -> int:
    documents = [document for _, document in read_documents([folder], jobs=1)]
    return len(audit_lineage(trace_lineage(documents)).findings)


def test_audit_from_a_cold_start(benchmark, folder, command):
    done = benchmark.pedantic(
        command, args=("audit", folder, "--exit-zero"), rounds=5, warmup_rounds=1
    )
    assert done.returncode == 0


def test_audit_itself(benchmark, folder):
    assert benchmark.pedantic(audit, args=(folder,), rounds=5, warmup_rounds=1) > 0


def test_import(benchmark, python):
    done = benchmark.pedantic(python, args=("-c", "import doclineage"), rounds=10)
    assert done.returncode == 0
