"""What one file says of the document that it holds, made comparable with another file's."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from doclineage.citing.likeness import main_year, named_places, shingles, sketch
from doclineage.citing.matching import Candidate
from doclineage.model import Document, VersionStatus
from doclineage.vietnamese.designations import number_key
from doclineage.vietnamese.issuer_identity import IssuerIdentity, issuer_identity, under_superior
from doclineage.vietnamese.normalise import fold_marks
from doclineage.vietnamese.version_marks import revision_of_name, status_of_line, status_of_name

#: Lines of the head that may say "DỰ THẢO".
_HEAD_UNITS = 12
_COMMUNE_WORD = re.compile(r"(?<!\w)(?:phuong|xa|thi tran|dac khu)(?=\s)")


@dataclass(frozen=True, eq=False)
class HeldFile:
    """One file with what tells which document it holds; texts are read only when asked for."""

    document: Document

    @cached_property
    def candidate(self) -> Candidate:
        """Its number and titles, as citations are compared with them."""
        return Candidate(self.document)

    @property
    def is_recognised(self) -> bool:
        """Tell whether its text was recognised on pictures, whatever the file calls itself."""
        return any(notice.code == "recognised" for notice in self.document.notices)

    @property
    def number(self) -> str | None:
        """The key of its number."""
        return self.candidate.number

    @cached_property
    def issuer(self) -> IssuerIdentity | None:
        """Its issuer by body, level and place."""
        head = self.document.letterhead
        if head.issuer is None:
            return None
        return under_superior(issuer_identity(head.issuer), head.superior)

    @cached_property
    def place(self) -> str | None:
        """The unit of the country that its issuer governs, "" for a central body."""
        if self.issuer is None:
            return None
        if self.issuer.level == "central":
            return ""
        head = self.document.letterhead
        if not self.issuer.place:
            # "Ban Tuyên giáo và Dân vận Thành ủy" names no city; "Hải Vân, ngày …" does.
            known = self.issuer.level and head.place
            return f"{self.issuer.level} {fold_marks(head.place or '')}" if known else None
        # A phường and a xã of one name are two units; a province that became a city is one.
        word = _COMMUNE_WORD.search(fold_marks(head.issuer or ""))
        return f"{word.group() if word else self.issuer.level} {self.issuer.place}"

    @property
    def is_designated(self) -> bool:
        """Tell whether number, kind of body and place are known."""
        return self.number is not None and self.issuer is not None and self.place is not None

    @cached_property
    def status(self) -> VersionStatus:
        """Which version it is by its marks: the head's own word before the file name's."""
        head = self.document.units[:_HEAD_UNITS]
        for unit in head:
            if unit.zone == "head" and (said := status_of_line(unit.text)):
                return said
        return status_of_name(self.document.source.path) or "issued"

    @cached_property
    def revision(self) -> int:
        """The number of a revision that its name gives."""
        return revision_of_name(self.document.source.path)

    @cached_property
    def cited(self) -> dict[str, str]:
        """The numbers that it cites, by their keys."""
        numbers = (c.number for c in self.document.citations if c.relation != "attached_to")
        return {number_key(number): number for number in numbers if number}

    @cached_property
    def carries_out(self) -> frozenset[str]:
        """The keys of the numbers that it carries out."""
        cited = (c for c in self.document.citations if c.relation == "implements" and c.number)
        return frozenset(number_key(c.number) for c in cited if c.number and c.subject is None)

    @cached_property
    def shingles(self) -> frozenset[int]:
        """What it says, for comparing."""
        return shingles(self.document)

    @cached_property
    def sketch(self) -> tuple[int, ...]:
        """A few shingles that stand for all."""
        return sketch(self.shingles)

    @cached_property
    def main_year(self) -> str | None:
        """The year that it speaks of most."""
        return main_year(self.document)

    @cached_property
    def named_places(self) -> frozenset[str]:
        """The units of the country that it names."""
        return named_places(self.document)
