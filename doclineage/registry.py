"""Names for interchangeable parts, imported on first use.

A registry maps a name to ``"module:attribute"``; others add theirs through the entry point group
``doclineage.<kind>`` (readers, schemes, rules, writers, engines).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from importlib import import_module
from typing import Any

from doclineage.errors import RegistryError


class Registry(Mapping[str, str]):
    """A read-only table of names; `load` imports what stands behind one."""

    def __init__(self, kind: str, parts: Mapping[str, str], extras: Mapping[str, str]) -> None:
        self.kind = kind
        self._own = dict(parts)
        self._extras = dict(extras)

    @cached_property
    def _found(self) -> dict[str, str]:
        from importlib.metadata import entry_points  # noqa: PLC0415  # 25 ms that few runs need

        return {point.name: point.value for point in entry_points(group=f"doclineage.{self.kind}")}

    @cached_property
    def _parts(self) -> dict[str, str]:
        # Our own names win: an installed package cannot silently replace a reader.
        return dict(sorted({**self._found, **self._own}.items()))

    @property
    def passed_over(self) -> dict[str, str]:
        """What other packages registered under names of ours, which is not used."""
        return {name: value for name, value in self._found.items() if name in self._own}

    def is_foreign(self, name: str) -> bool:
        """Tell whether a name is known and the part behind it another package's."""
        return name not in self._own and name in self._parts

    def __getitem__(self, name: str) -> str:
        return self._parts[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._parts)

    def __len__(self) -> int:
        return len(self._parts)

    def load(self, name: str) -> Any:
        """Return the part called `name`."""
        if name not in self._own and name not in self._parts:
            raise RegistryError(
                self.kind, "error.unknown-name", f"{name}; known: {', '.join(self)}"
            )
        target = self._own.get(name) or self._parts[name]
        module, _, attribute = target.partition(":")
        try:
            return getattr(import_module(module), attribute)
        except ModuleNotFoundError as missing:
            extra = self._extras.get(name)
            if extra is None:
                raise
            raise RegistryError(
                name, "error.missing-extra", f'pip install "doclineage[{extra}]"'
            ) from missing


READERS = Registry(
    "readers",
    {
        "doc": "doclineage.reading.office.reader:read",
        "docx": "doclineage.reading.word.reader:read",
        "html": "doclineage.reading.office.reader:read",
        "image": "doclineage.reading.ocr.image:read",
        "odt": "doclineage.reading.office.reader:read",
        "pdf": "doclineage.reading.pdf.reader:read",
        "rtf": "doclineage.reading.office.reader:read",
        "text": "doclineage.reading.text:read",
    },
    {},
)
SCHEMES = Registry(
    "schemes",
    {
        "article": "doclineage.structure.markers:read_article",
        "arabic": "doclineage.structure.markers:read_arabic",
        "bracketed": "doclineage.structure.markers:read_bracketed",
        "bracketed-letter": "doclineage.structure.markers:read_bracketed_letter",
        "bullet": "doclineage.structure.markers:read_bullet",
        "chapter": "doclineage.structure.markers:read_chapter",
        "decimal": "doclineage.structure.markers:read_decimal",
        "letter": "doclineage.structure.markers:read_letter",
        "misread-roman": "doclineage.structure.markers:read_misread_roman",
        "part": "doclineage.structure.markers:read_part",
        "roman": "doclineage.structure.markers:read_roman",
        "section": "doclineage.structure.markers:read_section",
        "small-roman": "doclineage.structure.markers:read_small_roman",
        "subsection": "doclineage.structure.markers:read_subsection",
        "upper": "doclineage.structure.markers:read_upper",
    },
    {},
)
WRITERS = Registry(
    "writers",
    {
        "csv": "doclineage.reporting.sheets.table:write",
        "csv-nodes": "doclineage.reporting.sheets.table:write_nodes",
        "docx": "doclineage.reporting.word:write",
        "dot": "doclineage.reporting.graphs.diagram:write_dot",
        "gexf": "doclineage.reporting.graphs.graphml:write_gexf",
        "graphml": "doclineage.reporting.graphs.graphml:write",
        "html": "doclineage.reporting.pages:write",
        "json": "doclineage.reporting.plain:write",
        "mermaid": "doclineage.reporting.graphs.diagram:write_mermaid",
        "prov-json": "doclineage.reporting.graphs.provenance:write",
        "sarif": "doclineage.reporting.sarif:write",
        "svg": "doclineage.reporting.tree.svg:write",
        "text": "doclineage.reporting.terminal:write",
        "turtle": "doclineage.reporting.graphs.turtle:write",
        "xlsx": "doclineage.reporting.sheets.workbook:write",
    },
    {"turtle": "rdf"},
)
RULES = Registry(
    "rules",
    {
        "A01": "doclineage.auditing.rules_of_omission:omissions",
        "A02": "doclineage.auditing.rules:partial_cover",
        "A03": "doclineage.auditing.responsibility:responsibility",
        "A04": "doclineage.auditing.rules:changed_bodies",
        "A05": "doclineage.auditing.rules_of_facts:changed_deadlines",
        "A06": "doclineage.auditing.rules_of_facts:changed_measures",
        "A07": "doclineage.auditing.rules_of_names:foreign_names",
        "A08": "doclineage.auditing.rules_of_basis:legal_basis",
        "A09": "doclineage.auditing.rules:copying",
        "A10": "doclineage.auditing.rules_of_moves:moves",
        "A11": "doclineage.auditing.rules_of_moves:additions",
        "A12": "doclineage.auditing.rules_of_facts:changed_references",
        "A13": "doclineage.auditing.rules_of_form:form",
        "A14": "doclineage.auditing.reporting_line:reporting_line",
        "A15": "doclineage.auditing.rules_of_issue:late_issue",
    },
    {},
)
ENGINES = Registry(
    "engines",
    {
        "processes": "doclineage.engine:processes",
        "serial": "doclineage.engine:serial",
    },
    {},
)
