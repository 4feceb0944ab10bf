"""The published schemas are what the values are, and real output keeps to them."""

from __future__ import annotations

import json
import os
from importlib import resources
from typing import Any

import jsonschema
import pytest

from doclineage.reporting.plain import KINDS, schema_of

#: Set to write the schemas anew; the run then fails, so that it is never left on.
REGOLD = "DOCLINEAGE_REGOLD"


def published(kind: str) -> dict[str, Any]:
    file = resources.files("doclineage") / "schemas" / f"{kind}.schema.json"
    return json.loads(file.read_text("utf-8"))


def validate(line: str) -> dict[str, Any]:
    value = json.loads(line)
    package, kind, version = value["schema"].split("/")
    assert (package, version) == ("doclineage", "1")
    checker = jsonschema.Draft202012Validator(
        published(kind), format_checker=jsonschema.FormatChecker()
    )
    checker.validate(value)
    return value


@pytest.mark.parametrize("kind", KINDS)
def test_the_published_schema_is_current(kind, root):
    text = json.dumps(schema_of(kind), indent=2, ensure_ascii=False) + "\n"
    file = root / "doclineage" / "schemas" / f"{kind}.schema.json"
    if os.environ.get(REGOLD):
        file.write_text(text, encoding="utf-8")
        pytest.fail(f"{file.name} was written anew: look at the difference, then unset {REGOLD}")
    assert file.read_text(encoding="utf-8") == text, f"run the tests once with {REGOLD}=1"


@pytest.mark.parametrize("kind", KINDS)
def test_the_published_schema_is_a_schema(kind):
    schema = published(kind)
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["title"] == f"doclineage/{kind}/1"


def test_an_unknown_value_is_refused():
    schema = jsonschema.Draft202012Validator(published("lineage"))
    assert not schema.is_valid({"schema": "doclineage/lineage/2", "nodes": [], "edges": []})
    assert not schema.is_valid({"schema": "doclineage/lineage/1", "nodes": [{}], "edges": []})
    assert schema.is_valid({"schema": "doclineage/lineage/1", "nodes": [], "edges": []})


def test_every_document_of_the_corpus_keeps_to_its_schema(command, corpus):
    done = command("parse", corpus, "--format", "json")
    assert done.returncode == 0, done.stderr
    documents = [validate(line) for line in done.stdout.splitlines()]
    assert len(documents) == 18
    assert all(value["schema"] == "doclineage/document/1" for value in documents)


@pytest.mark.parametrize(
    ("kind", "arguments"),
    [
        (
            "alignment",
            ["compare", "corpus/ke-hoach-118-tinh-song-lam.docx", "corpus/xa-con-bai.md"],
        ),
        ("lineage", ["lineage", "corpus"]),
        ("audit", ["audit", "corpus"]),
    ],
)
def test_real_output_keeps_to_its_schema(kind, arguments, command):
    done = command(*arguments, "--format", "json")
    (line,) = done.stdout.splitlines()
    assert validate(line)["schema"] == f"doclineage/{kind}/1", done.stderr


def test_the_real_pair_keeps_to_its_schemas(command, seeds):
    for name in ("parse", "lineage", "audit"):
        for line in command(name, seeds, "--format", "json").stdout.splitlines():
            validate(line)
