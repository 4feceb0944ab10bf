"""Plans as Word documents to return to their issuers.

One plan that was read from a Word file comes back as that very file with comments and a list of
what is missing; any other as minutes (biên bản) of the comparison. Several plans in one file are
minutes, one after the other; in a folder each has a file of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

import msgspec

from doclineage.model import AuditReport
from doclineage.reporting.archive import write_archive
from doclineage.reporting.hidden import file_name
from doclineage.reporting.refusal import refuse
from doclineage.reporting.word.marking import marked
from doclineage.reporting.word.minutes import minutes
from doclineage.reporting.word.plan_points import points_of
from doclineage.wording import Language, say

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def write(reports: Sequence[object], stream: BinaryIO, *, language: Language = "vi") -> None:
    """Write the one plan of an audit, or the minutes of all."""
    report = reports[0] if len(reports) == 1 else None
    if not isinstance(report, AuditReport):
        raise refuse(reports[0] if reports else None, "docx")
    plans = [points_of(report, plan, language) for plan in _plans(report)]
    if len(plans) == 1 and plans[0].plan.source.media_type == _WORD:
        source = Path(plans[0].plan.source.path).name
        write_archive(marked(plans[0], language), stream, source=source)
    else:
        write_archive(minutes(report, plans, language), stream)


def _plans(report: AuditReport) -> list[str]:
    return list(dict.fromkeys(plan.plan for plan in report.plans))


def each_plan(report: object, language: Language) -> Iterator[tuple[str, AuditReport]]:
    """Yield a file name and an audit of its own for every plan of an audit."""
    if not isinstance(report, AuditReport):
        raise refuse(report, "docx")
    taken: dict[str, int] = {}
    for plan in _plans(report):
        stem = file_name(Path(report.document(plan).source.path).stem)
        stem = f"{stem}-{say('returned.file-suffix', language)}"
        taken[stem.casefold()] = number = taken.get(stem.casefold(), 0) + 1
        name = stem if number == 1 else f"{stem}~{number}"
        own = tuple(summary for summary in report.plans if summary.plan == plan)
        yield f"{name}.docx", msgspec.structs.replace(report, plans=own)
