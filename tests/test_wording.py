"""Every sentence is there in both languages, with the same blanks, and is used."""

from __future__ import annotations

import re
import string
import tomllib
from typing import get_args

import pytest

from doclineage import wording
from doclineage.errors import DoclineageError
from doclineage.model import (
    CitationRelation,
    DoubtKind,
    Duty,
    Effect,
    FactKind,
    LinkRelation,
    NodeState,
    Severity,
    UnitKind,
    UnitStatus,
)
from doclineage.registry import RULES

CATALOGUE = tomllib.loads(
    (wording.resources.files("doclineage") / "wording.toml").read_text("utf-8")
)
SENTENCES = {
    f"{group}.{code}": entry
    for group, entries in CATALOGUE.items()
    for code, entry in entries.items()
}


def blanks(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


@pytest.mark.parametrize("code", SENTENCES)
def test_both_languages_say_the_same(code):
    entry = SENTENCES[code]
    assert entry.keys() == {"vi", "en"}
    assert all(text and text == text.strip() for text in entry.values())
    # A rule's or a kind's English words come in blanks of their own.
    vi, en = ({name.removesuffix("_en") for name in blanks(entry[lang])} for lang in ("vi", "en"))
    assert vi == en


@pytest.mark.parametrize("code", sorted(c for c in SENTENCES if c.startswith("error.")))
def test_an_error_says_what_to_do(code):
    for sentence in SENTENCES[code].values():
        assert ": " in sentence, "what is wrong: what to do"
        assert not sentence.endswith(".")
    error = DoclineageError("tệp.docx", code, "chi tiết")
    assert "\n" not in error.text("vi") + error.text("en")


@pytest.mark.parametrize(
    ("group", "names"),
    [
        ("relation", get_args(LinkRelation)),
        ("duty", get_args(Duty)),
        ("fact", get_args(FactKind)),
        ("effect", get_args(Effect)),
        ("citation", get_args(CitationRelation)),
        ("severity", get_args(Severity)),
        ("count", get_args(Severity)),
        ("unit", get_args(UnitKind)),
        ("doubt", (*get_args(DoubtKind), "by")),
        ("state", get_args(NodeState)),
        ("expected", get_args(UnitStatus)),
        ("basis", ("right", "wrong", "missing", "assumed")),
        ("remedy", tuple(RULES)),
    ],
)
def test_every_value_has_its_words(group, names):
    assert not [name for name in names if f"{group}.{name}" not in SENTENCES]


def test_every_code_that_the_package_says_is_there(root):
    said = set()
    package = root / "doclineage"
    for file in [*package.rglob("*.py"), *package.rglob("*.js"), *package.rglob("*.j2")]:
        groups = "|".join(CATALOGUE)
        said |= set(re.findall(rf'"((?:{groups})\.[a-z][\w-]*)"', file.read_text("utf-8")))
    assert said
    assert not said - SENTENCES.keys()


def test_every_error_is_raised_somewhere(root):
    source = "".join(file.read_text("utf-8") for file in (root / "doclineage").rglob("*.py"))
    unused = [code for code in SENTENCES if code.startswith("error.") and code not in source]
    assert not unused


def test_an_unknown_code_is_a_fault_of_ours():
    with pytest.raises(KeyError):
        wording.phrase("error.nothing")


@pytest.mark.parametrize("longest", range(12))
def test_shortened_text_is_never_longer(longest):
    text = "rà soát, đôn đốc việc thực hiện"
    short = wording.shorten(text, longest)
    assert len(short) <= longest + 2
    assert short.endswith("…")
