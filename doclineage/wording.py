"""Every sentence that a person reads, in Vietnamese and English, from `wording.toml`."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import Literal, NamedTuple

Language = Literal["vi", "en"]


class Phrase(NamedTuple):
    """One sentence in both languages."""

    vi: str
    en: str

    def said(self, language: Language) -> str:
        """Return the sentence in one language."""
        return self.vi if language == "vi" else self.en


@cache
def _catalogue() -> dict[str, Phrase]:
    raw = tomllib.loads(resources.files("doclineage").joinpath("wording.toml").read_text("utf-8"))
    return {
        f"{group}.{code}": Phrase(entry["vi"], entry["en"])
        for group, entries in raw.items()
        for code, entry in entries.items()
    }


def phrase(code: str, /, **values: object) -> Phrase:
    """Return the sentence `code` in both languages, its blanks filled.

    >>> phrase("relation.omitted").vi
    'bỏ sót'
    """
    template = _catalogue()[code]
    return Phrase(template.vi.format(**values), template.en.format(**values))


def sentences(group: str) -> dict[str, Phrase]:
    """Return every sentence of a group by its code, its blanks left open."""
    start = f"{group}."
    return {code: said for code, said in _catalogue().items() if code.startswith(start)}


def translate(group: str, word: str, language: Language) -> str:
    """Return what the catalogue has for a word of a group, the word itself where it has nothing.

    >>> translate("detail", "Is a directory", "vi"), translate("detail", "line 3", "vi")
    ('đây là thư mục', 'line 3')
    """
    return say(code, language) if (code := f"{group}.{word}") in _catalogue() else word


def shorten(text: str, longest: int) -> str:
    """Return `text` cut at a word so that it has at most `longest` characters and a mark.

    >>> shorten("rà soát, đôn đốc", 9)
    'rà soát, …'
    """
    if len(text) <= longest:
        return text
    return f"{text[: longest + 1].rsplit(' ', 1)[0][:longest]} …"


def say(code: str, language: Language, /, **values: object) -> str:
    """Return the sentence `code` in one language, its blanks filled."""
    sentence = phrase(code, **values)
    return sentence.vi if language == "vi" else sentence.en
