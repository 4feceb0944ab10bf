"""Clauses that a plan seems to have lost and says in other words, or at another place.

Whoever words a plan anew keeps the words that count and turns the rest: "mỗi thôn có từ 03 tuyên
truyền viên" for "xây dựng đội ngũ tuyên truyền viên, mỗi thôn ít nhất 03 người". A clause that was
cut leaves nothing behind.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache

from doclineage.auditing.evidence import units_saying
from doclineage.model import Document, Link
from doclineage.vietnamese.agencies import find_mentions
from doclineage.vietnamese.light_words import light_words
from doclineage.vietnamese.normalise import fold_case
from doclineage.vietnamese.number_words import with_digits
from doclineage.vietnamese.words import words

#: Share of a clause's syllables from which on the units that answer its task say it in other
#: words, and the same where they hold all its figures. Of 34 clauses that three families cut on
#: purpose or worded anew, those cut had at most 0.33 of theirs left, most of the others half.
_ANEW = 0.5
_ANEW_WITH_FIGURES = 0.35
#: The same of a unit that answers another task: it must say nearly the clause itself.
_ELSEWHERE = 0.7
#: Syllables from which on a clause says enough for a share to mean something; a shorter one is a
#: member of a list, whose neighbours have the same words.
_SEVERAL = 5


def is_kept(parent: Document, child: Document, link: Link, clause: str) -> bool:
    """Tell whether a plan says a lost clause of its parent in other words, or elsewhere."""
    said = _content(_without_names(clause)) or _content(clause)
    if said.total() < _SEVERAL:
        return False
    here = _content(
        " ".join(parent.units[i].text for i in units_saying(parent, link.parents, clause))
    )
    there = _content(" ".join(child.units[i].text for i in link.children))
    share = _share(said, here, there)
    if share >= _ANEW or (_has_figures(said, here, there) and share >= _ANEW_WITH_FIGURES):
        return True
    return any(
        _share(said, said, _content(child.units[i].text)) >= _ELSEWHERE
        for i in _others(child, link.children)
    )


def _others(child: Document, children: Sequence[int]) -> Iterable[int]:
    return (i for i in child.content() if i not in children and child.units[i].kind != "heading")


def _share(said: Counter[str], here: Counter[str], there: Counter[str]) -> float:
    """Return how much of a clause stands in a text; what its task says more often, in part."""
    held = sum(n * min(1.0, there[key] / max(1, here[key])) for key, n in said.items())
    return held / max(1, said.total())


def _has_figures(said: Counter[str], here: Counter[str], there: Counter[str]) -> bool:
    figures = [key for key in said if any(letter.isdigit() for letter in key)]
    return bool(figures) and all(there[key] >= here[key] for key in figures)


@lru_cache(maxsize=4096)
def _content(text: str) -> Counter[str]:
    """Count the syllables of a text that say something; numbers in words are numbers."""
    keys = words(with_digits(fold_case(text), text)).keys
    return Counter(key for key in keys if key not in light_words())


def _without_names(clause: str) -> str:
    """Return a clause without the bodies and places that it names: a lower level has its own."""
    kept = list(clause)
    for mention in find_mentions(clause):
        start, end = mention.span
        kept[start:end] = " " * (end - start)
    return "".join(kept)
