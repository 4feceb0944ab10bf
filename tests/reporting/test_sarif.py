"""SARIF: the shape that its standard asks for, stable ids, addresses that lead to the files."""

from __future__ import annotations

import io
import json
from pathlib import Path
from urllib.parse import unquote

import jsonschema
import msgspec
import pytest

from doclineage import audit_lineage, read_document, trace_lineage
from doclineage.model import AuditReport, Unread
from doclineage.registry import RULES
from doclineage.reporting import write_to

TEXT = {"type": "string", "minLength": 1}


def closed(required: list[str], **properties: object) -> dict[str, object]:
    """Return the schema of an object that has these properties and no others."""
    return {
        "type": "object",
        "required": required,
        "properties": properties,
        "additionalProperties": False,
    }


def many(items: object, **more: object) -> dict[str, object]:
    return {"type": "array", "items": items, **more}


# SARIF 2.1.0 (OASIS), sections 3.13 to 3.58, as far as it is used here: closed where it is closed.
BAG = {"type": "object"}
MESSAGE = closed(["text"], text=TEXT)
FILE = closed(["uri"], uri={"type": "string", "format": "uri-reference"}, uriBaseId=TEXT)
LOCATION = closed(
    ["physicalLocation"],
    id={"type": "integer", "minimum": 0},
    message=MESSAGE,
    physicalLocation=closed(["artifactLocation"], artifactLocation=FILE),
    logicalLocations=many(closed([], fullyQualifiedName=TEXT, kind=TEXT), uniqueItems=True),
    properties=BAG,
)
LEVEL = {"enum": ["none", "note", "warning", "error"]}
RULE = closed(["id"], id=TEXT, shortDescription=MESSAGE, help=MESSAGE)
LANGUAGE = {"type": "string", "pattern": "^[a-zA-Z]{2}(-[a-zA-Z]{2})?$"}
RESULT = closed(
    ["message"],
    ruleId=TEXT,
    ruleIndex={"type": "integer", "minimum": 0},
    level=LEVEL,
    message=MESSAGE,
    locations=many(LOCATION, minItems=1),
    relatedLocations=many(LOCATION, uniqueItems=True),
    partialFingerprints={"type": "object", "additionalProperties": TEXT},
    suppressions=many(
        closed(
            ["kind"],
            kind={"enum": ["inSource", "external"]},
            status={"enum": ["accepted", "underReview", "rejected"]},
            justification=TEXT,
        ),
        uniqueItems=True,
    ),
    properties=BAG,
)
RUN = closed(
    ["tool"],
    tool=closed(
        ["driver"],
        driver=closed(["name"], name=TEXT, language=LANGUAGE, rules=many(RULE, uniqueItems=True)),
    ),
    language=LANGUAGE,
    columnKind={"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
    invocations=many(
        closed(
            ["executionSuccessful"],
            executionSuccessful={"type": "boolean"},
            toolExecutionNotifications=many(
                closed(["message"], level=LEVEL, message=MESSAGE, locations=many(LOCATION))
            ),
        )
    ),
    originalUriBaseIds={
        "type": "object",
        "additionalProperties": closed(
            ["uri"], uri={"type": "string", "pattern": "^file:///.*/$", "format": "uri"}
        ),
    },
    artifacts=many(
        closed(
            [],
            location=FILE,
            mimeType={"type": "string", "pattern": "[^/]+/.+"},
            hashes={"type": "object", "additionalProperties": TEXT},
        ),
        uniqueItems=True,
    ),
    results=many(RESULT),
)
SCHEMA = closed(
    ["version", "runs"], **{"$schema": {"type": "string"}}, version={"const": "2.1.0"},
    runs=many(RUN),
)  # fmt: skip


def log_of(report: AuditReport, language: str = "vi") -> dict:
    stream = io.BytesIO()
    write_to("sarif", [report], stream, language=language)
    return json.loads(stream.getvalue())


def check(log: dict) -> None:
    jsonschema.Draft202012Validator(
        SCHEMA, format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER
    ).validate(log)


@pytest.mark.parametrize("name", ["corpus_audit", "hostile_audit"])
@pytest.mark.parametrize("language", ["vi", "en"])
def test_it_has_the_shape_of_the_standard(name, language, request):
    check(log_of(request.getfixturevalue(name), language))


def test_every_finding_is_a_result_of_a_known_rule(corpus_audit):
    (run,) = log_of(corpus_audit)["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert {rule["id"] for rule in rules} >= set(RULES)
    assert not [rule for rule in rules if rule["id"] == rule["shortDescription"]["text"]]
    levels = {"error": "error", "warning": "warning", "info": "note"}
    for result, finding in zip(run["results"], corpus_audit.findings, strict=True):
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"] == finding.code
        assert result["level"] == levels[finding.severity]
        assert result["partialFingerprints"] == {"doclineage/1": finding.fingerprint}


def test_places_of_both_sides_are_told(corpus_audit):
    (run,) = log_of(corpus_audit)["runs"]
    for result, finding in zip(run["results"], corpus_audit.findings, strict=True):
        told = [
            location["logicalLocations"][0]["fullyQualifiedName"]
            for location in result["locations"]
            if "logicalLocations" in location
        ]
        assert told == [place.path for place in finding.child_places]
        texts = [related["message"]["text"] for related in result.get("relatedLocations", [])]
        assert [t.replace("\\[", "[") for t in texts] == [p.text for p in finding.parent_places]


def test_addresses_are_relative_and_lead_to_the_files(command, corpus, root, tmp_path):
    for place, base in ((Path("corpus"), root), (corpus, None)):
        file = tmp_path / "report.sarif"
        run = command("audit", place, "-o", file, "--exit-zero", cwd=root)
        assert run.returncode == 0
        log = json.loads(file.read_bytes())
        check(log)
        (told,) = log["runs"]
        known = told.get("originalUriBaseIds", {}).get("ROOT", {}).get("uri")
        folder = base or Path(unquote(known.removeprefix("file://")))
        for artifact in told["artifacts"]:
            location = artifact["location"]
            assert not location["uri"].startswith(("/", "file:"))
            assert (folder / unquote(location["uri"])).is_file()
            assert ("uriBaseId" in location) == (base is None)


def test_strange_names_are_escaped(tmp_path):
    for name, text in (("a%b #1.txt", "UBND XÃ A\nSố: 1/KH-UBND"), ("c:d?.txt", "UBND XÃ B")):
        (tmp_path / name).write_text(f"{text}\n\nKẾ HOẠCH\n\n1. Rà soát.\n", encoding="utf-8")
    paths = sorted(tmp_path.iterdir())
    documents = [read_document(path) for path in paths]
    report = audit_lineage(trace_lineage(documents), parent=documents[0])
    log = log_of(report)
    check(log)
    names = {unquote(a["location"]["uri"]) for a in log["runs"][0]["artifacts"]}
    assert names == {path.name for path in paths}


def test_what_was_accepted_is_suppressed_and_what_was_unread_is_told(corpus_audit):
    first, *rest = corpus_audit.findings
    waived = msgspec.structs.replace(first, severity="info", waived="đã xem (2026-06-01)")
    report = msgspec.structs.replace(
        corpus_audit,
        findings=(waived, *rest),
        unread=(Unread(path="x.pdf", message="hỏng", message_en="broken"),),
    )
    log = log_of(report)
    check(log)
    (run,) = log["runs"]
    assert run["results"][0]["suppressions"][0]["justification"] == "đã xem (2026-06-01)"
    assert not [result for result in run["results"][1:] if "suppressions" in result]
    (invocation,) = run["invocations"]
    assert invocation["executionSuccessful"] is False
    assert invocation["toolExecutionNotifications"][0]["message"]["text"] == "hỏng"


def test_a_link_in_a_document_is_no_link(corpus_audit):
    first = msgspec.structs.replace(corpus_audit.findings[0], message="[bấm](http://x.example)")
    report = msgspec.structs.replace(corpus_audit, findings=(first,))
    (result,) = log_of(report)["runs"][0]["results"]
    assert result["message"]["text"] == "\\[bấm](http://x.example)"
