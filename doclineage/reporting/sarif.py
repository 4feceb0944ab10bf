"""SARIF 2.1.0: findings for viewers and code hosts, each at its place in the plan.

A document has no lines: a place is a logical location (the unit's path), its page a property. What
a person accepted is a suppressed result.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Sequence
from pathlib import Path, PurePath
from typing import Any, BinaryIO, TypeAlias
from urllib.parse import quote

import msgspec

from doclineage.model import AuditReport, Finding, Place, Unread
from doclineage.registry import RULES
from doclineage.reporting.audit_tasks import waived_for
from doclineage.reporting.hidden import all_visible
from doclineage.reporting.refusal import refuse
from doclineage.wording import Language, translate

_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_LEVELS = {"error": "error", "warning": "warning", "info": "note"}
#: The name under which viewers find the folder that absolute paths share.
_ROOT = "ROOT"
_SUSPECT = "A00"
# [text](target) in a message is a link; what a document says is none.
_LINK = re.compile(r"\[(?=[^\]]*\]\()")
Json: TypeAlias = dict[str, Any]


def write(reports: Sequence[object], stream: BinaryIO, *, language: Language = "vi") -> None:
    """Write one log with a run for every audit."""
    runs = []
    for report in reports:
        if not isinstance(report, AuditReport):
            raise refuse(report, "sarif")
        runs.append(_Run(report, language).told())
    # Addresses are escaped by now: what is made visible are texts.
    log = all_visible({"$schema": _SCHEMA, "version": "2.1.0", "runs": runs})
    stream.write(msgspec.json.format(msgspec.json.encode(log), indent=2) + b"\n")


class _Run:
    """One audit while it is told: its rules by place, its files by address."""

    def __init__(self, report: AuditReport, language: Language) -> None:
        self._report, self._language = report, language
        codes = {_SUSPECT, *RULES, *(finding.code for finding in report.findings)}
        self._rules = {code: at for at, code in enumerate(sorted(codes))}
        paths = [document.source.path for document in report.documents]
        self._root = _shared_folder([*paths, *(unread.path for unread in report.unread)])

    def told(self) -> Json:
        """Return the run."""
        report = self._report
        driver = {
            "name": "doclineage",
            "language": self._language,
            "rules": [self._rule(code) for code in self._rules],
        }
        run: Json = {
            "tool": {"driver": driver},
            "language": self._language,
            "columnKind": "unicodeCodePoints",
            "invocations": [self._invocation(report.unread)],
            "artifacts": [
                {
                    "location": self._file(document.source.path),
                    "mimeType": document.source.media_type,
                    "hashes": {"sha-256": document.source.sha256},
                }
                for document in report.documents
            ],
            "results": [self._result(finding) for finding in report.findings],
        }
        if self._root is not None:
            run["originalUriBaseIds"] = {_ROOT: {"uri": f"{self._root.as_uri().rstrip('/')}/"}}
        return run

    def _rule(self, code: str) -> Json:
        # A rule that came with another package has its code for a name.
        told = {
            "id": code,
            "shortDescription": {"text": translate("question", code, self._language)},
        }
        remedy = translate("remedy", code, self._language)
        return told if remedy == code else {**told, "help": {"text": remedy}}

    def _invocation(self, unread: Iterable[Unread]) -> Json:
        notifications = [
            {
                "level": "error",
                "message": _message(u.message if self._language == "vi" else u.message_en),
                "locations": [{"physicalLocation": {"artifactLocation": self._file(u.path)}}],
            }
            for u in unread
        ]
        told: Json = {"executionSuccessful": not notifications}
        return {**told, "toolExecutionNotifications": notifications} if notifications else told

    def _result(self, finding: Finding) -> Json:
        places = finding.child_places
        # What is missing has no place of its own: it is missing from the whole plan.
        whole = self._report.document(finding.plan).source.path
        told: Json = {
            "ruleId": finding.code,
            "ruleIndex": self._rules[finding.code],
            "level": _LEVELS[finding.severity],
            "message": _message(finding.message if self._language == "vi" else finding.message_en),
            "locations": [self._location(place) for place in places]
            or [{"physicalLocation": {"artifactLocation": self._file(whole)}}],
            "partialFingerprints": {"doclineage/1": finding.fingerprint},
            "properties": {"plan": finding.plan, "parent": finding.parent},
        }
        if finding.parent_places:
            told["relatedLocations"] = [
                {"id": number, "message": _message(place.text), **self._location(place)}
                for number, place in enumerate(finding.parent_places, start=1)
            ]
        justification = waived_for(finding, self._language)
        if justification is not None:
            told["suppressions"] = [
                {"kind": "external", "status": "accepted", "justification": justification}
            ]
        return told

    def _location(self, place: Place) -> Json:
        told: Json = {
            "physicalLocation": {"artifactLocation": self._file(place.source)},
            "logicalLocations": [{"fullyQualifiedName": place.path, "kind": "element"}],
        }
        return {**told, "properties": {"page": place.page}} if place.page else told

    def _file(self, path: str) -> Json:
        """Return the address of a file: relative, to the shared folder where it was absolute."""
        if self._root is None or not PurePath(path).is_absolute():
            return {"uri": _address(path)}
        relative = os.path.relpath(path, self._root)
        return {"uri": _address(relative), "uriBaseId": _ROOT}


def _address(path: str) -> str:
    return quote(PurePath(path).as_posix(), errors="replace")


def _shared_folder(paths: Iterable[str]) -> Path | None:
    """Return the folder that all absolute paths share, None where there are none."""
    folders = [str(Path(path).parent) for path in paths if PurePath(path).is_absolute()]
    return Path(os.path.commonpath(folders)) if folders else None


def _message(text: str) -> Json:
    return {"text": _LINK.sub(r"\\[", text) or "—"}
