"""Names of bodies printed in capitals, made readable again."""

from __future__ import annotations

import re

from doclineage.vietnamese.agencies import find_mentions, territories
from doclineage.vietnamese.normalise import fold_case

_ABBREVIATION = re.compile(r"(?:UBND|HĐND|UBMTTQ|MTTQ|BCH|BTV|TP\.?|UBBC|BCĐ|CAND|TNCS|LHPN|CT-XH)")


def readable_issuer(name: str) -> str:
    """Return an issuer's name in running-text case: bodies from the table, places capitalised.

    >>> readable_issuer("ỦY BAN NHÂN DÂN PHƯỜNG BẾN ĐÒ"), readable_issuer("UBND TỈNH SÔNG LAM")
    ('Ủy ban nhân dân phường Bến Đò', 'UBND tỉnh Sông Lam')
    """
    if name != name.upper():
        return name
    pieces: list[str] = []
    position = 0
    for mention in find_mentions(name):
        pieces.append(_proper(name[position : mention.span[0]]))
        pieces.append(_mention(mention.text, mention.body.name if mention.body else None))
        position = mention.span[1]
    pieces.append(_proper(name[position:]))
    return "".join(pieces).strip()


def _mention(text: str, body: str | None) -> str:
    if body is None:
        return _proper(text)
    if fold_case(text).startswith(fold_case(body)):
        return body + _proper(text[len(body) :])
    head, space, rest = text.partition(" ")
    return head + space + _proper(rest) if space else text


def _proper(text: str) -> str:
    """Capitalise each syllable, but territorial words, joining words and abbreviations."""
    return re.sub(r"\w+", _syllable, text)


def _syllable(match: re.Match[str]) -> str:
    word = match.group()
    folded = fold_case(word)
    if _ABBREVIATION.fullmatch(word):
        return word
    if folded in territories() or folded in {
        "thành",
        "phố",
        "và",
        "các",
        "thị",
        "xã",
        "đặc",
        "khu",
    }:
        return "thành" if folded == "thành" else word.lower()
    return word[:1].upper() + word[1:].lower()
