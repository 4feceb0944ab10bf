"""Heads and feet as they come, with every field that they state."""

from __future__ import annotations

import tomllib
from datetime import date
from typing import Any

import pytest
from cases import FOLDER, document_of

from doclineage import read_document
from doclineage.model import NOT_PRINTED
from doclineage.wording import say

HEADS: dict[str, dict[str, Any]] = tomllib.loads((FOLDER / "letterheads.toml").read_text("utf-8"))
FIELDS = ["system", "kind", "number", "issued", "issuer", "superior", "place", "title"]
FIELDS += ["signer", "sign_post"]
#: What bodies of the Front are called is the agencies' table's business, not the layout's.
UNSURE = {"mass-organisation": {"system", "issuer", "superior"}}


@pytest.mark.parametrize("name", HEADS)
def test_every_field(name: str) -> None:
    wanted = HEADS[name]
    found = document_of(wanted["text"].strip("\n")).letterhead
    for field in FIELDS:
        if field in UNSURE.get(name, set()):
            continue
        value = getattr(found, field)
        value = value.isoformat() if isinstance(value, date) else value
        assert value == wanted.get(field), f"{field}: {found}"
    assert found.recipients == tuple(wanted.get("recipients", ()))


def test_every_field_says_where_it_was_found() -> None:
    found = document_of(HEADS["party"]["text"].strip("\n")).letterhead
    stated = {field for field in FIELDS if getattr(found, field) is not None}
    assert stated <= set(found.origins)


def test_every_field_that_is_null_is_named_in_a_notice(tmp_path):
    file = tmp_path / "a.txt"
    file.write_text("KẾ HOẠCH\nLàm sạch đường làng\n1. Quét đường.\n", encoding="utf-8")
    document = read_document(file)
    told = {notice.code: notice.message_en for notice in document.notices}
    fields = ("number", "issued", "issuer", "kind", "superior", "place", "title", "signer")
    for field in fields:
        name = say(f"field.{field}", "en").lower()
        assert (getattr(document.letterhead, field) is None) == any(
            name in message for message in told.values()
        ), field
    assert "signer" in told[NOT_PRINTED]
    assert NOT_PRINTED not in {notice.code for notice in document.doubts}
    assert "unknown-fields" in {notice.code for notice in document.doubts}
