"""JSON: the values under their contract names, one object a line."""

from __future__ import annotations

from collections.abc import Sequence
from inspect import cleandoc
from typing import Any, BinaryIO

import msgspec

from doclineage.lineage import LineageGraph
from doclineage.model import (
    Account,
    Alignment,
    AuditReport,
    Document,
    Lineage,
    LineageCheck,
    RuleGuide,
)
from doclineage.wording import Language

#: Kind to the type that its JSON is; the schemas in `doclineage/schemas` are made from these.
KINDS: dict[str, type] = {
    "account": Account,
    "alignment": Alignment,
    "audit": AuditReport,
    "check": LineageCheck,
    "document": Document,
    "lineage": Lineage,
    "rule": RuleGuide,
}


def write(reports: Sequence[object], stream: BinaryIO, *, language: Language = "vi") -> None:
    """Write one JSON object a line, in UTF-8."""
    del language  # sentences stand in the JSON in both
    for report in reports:
        value = report.lineage if isinstance(report, LineageGraph) else report
        stream.write(msgspec.json.encode(value) + b"\n")


def schema_of(kind: str) -> dict[str, object]:
    """Return the JSON Schema (2020-12) of one kind of output."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"doclineage/{kind}/1",
        **_level(msgspec.json.schema(KINDS[kind])),
    }


def _level(schema: Any) -> Any:
    """Return a schema whose descriptions have lost their indentation, as from Python 3.13 on."""
    if isinstance(schema, list):
        return [_level(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    return {
        name: cleandoc(part) if name == "description" and isinstance(part, str) else _level(part)
        for name, part in schema.items()
    }
