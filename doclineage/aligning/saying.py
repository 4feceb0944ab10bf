"""Whether a unit says what another asks for, clause by clause.

What counts is that the words of a clause stand in one place, with its verb and its figures, and
not how much of a unit is shared: a long unit that carries other tasks says a short one by the way.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import filterfalse

from doclineage.aligning.completing import by_role
from doclineage.aligning.features import Features
from doclineage.aligning.sides import grams, match_text
from doclineage.model import Unit
from doclineage.vietnamese.addressees import opening_bodies
from doclineage.vietnamese.light_words import light_words
from doclineage.vietnamese.member_lists import commune_parts
from doclineage.vietnamese.normalise import fold_case
from doclineage.vietnamese.phrases import listed_pattern
from doclineage.vietnamese.purposes import is_answering
from doclineage.vietnamese.words import clauses, words

#: Share of a clause that stands in two clauses side by side of the unit that says it; or share of
#: a clause of that unit which the shorter saying is, and of the longer that it says.
_HELD, _SHORT, _OF_LONG = 0.75, 0.85, 0.5
#: Share of the pairs of syllables by weight: formulas, which stand in many units, count little.
_PAIRS = 0.3
#: Syllables under which a saying is too short to be known again.
FEWEST = 4
#: Syllables that open a task and say what is done: another that lacks them does something else.
_VERB = 2
#: Syllables that, standing elsewhere word for word, are no formula.
_PRINTED = 10
#: Syllables among which an amount stands that opens a target: "Trên 85% số hộ".
_OPENING = 3
#: Stands for all parts of a commune, whatever they are called there.
_PART = "khoảnh"

Said = Counter[str]


def share_held(text: str, other: str) -> float:
    """Return the share of a text's syllables that another has as often, 0 of no text.

    >>> share_held("Đắp bờ bao, trồng tre", "Trồng tre chắn sóng và đắp đập")
    0.6
    """
    bare = Counter(words(text).bare)
    return (bare & Counter(words(other).bare)).total() / max(1, bare.total())


def says(
    seen: Features, own: Unit, other: Unit, *, known: Sequence[Said] = (), any_verb: bool = False
) -> bool:
    """Tell whether a unit says each clause of another that tells what to do, and its figures.

    What it says of what is `known` to be its own speaks for no other.
    """
    figures = _figures(own.text)
    if not figures <= _figures(other.text):
        return False
    if figures and _stands_whole(match_text(own), match_text(other)):
        return True
    return says_task(seen, own, other, known=known, any_verb=any_verb)


def says_task(
    seen: Features, own: Unit, other: Unit, *, known: Sequence[Said] = (), any_verb: bool = False
) -> bool:
    """Tell whether a unit says each clause of another that tells what to do."""
    text, said = match_text(own), match_text(other)
    asked = _asked(text)
    if not asked:
        return False
    pairs = {gram for clause in asked for gram in grams(clause) if gram in seen.weights}
    if seen.weigh(pairs & grams(said)) < _PAIRS * seen.weigh(pairs):
        return False
    there = _told(said)
    if len(there) == 1 and other.kind == "row":
        there = (weighty(other.text),)  # its day with its task
    return all(_is_among(clause, there, known, any_verb=any_verb) for clause in asked)


def _stands_whole(text: str, said: str) -> bool:
    """Tell whether a text with figures stands in another word for word.

    Then it is said there, and be it that what stands beside it says some of its words too: "65%
    trẻ em biết bơi" beside "92% trẻ em được học bơi".
    """
    own = words(text).bare
    return len(own) >= _PRINTED and f" {' '.join(own)} " in f" {' '.join(words(said).bare)} "


@lru_cache(maxsize=4096)
def _asked(text: str) -> tuple[str, ...]:
    """Return what each clause of a text asks for, those apart that say only who answers."""
    parts = (text[a:b] for a, b in clauses(text))
    return tuple(task_of(clause) for clause in parts if not is_answering(clause))


@lru_cache(maxsize=4096)
def _told(text: str) -> tuple[Said, ...]:
    """Return what each clause of a text says."""
    return tuple(weighty(text[a:b]) for a, b in clauses(text))


def _is_among(clause: str, there: Sequence[Said], known: Sequence[Said], *, any_verb: bool) -> bool:
    asked = weighty(clause)
    size = asked.total()
    if size < FEWEST:
        return False
    verb = () if any_verb else words(clause).bare[:_VERB]
    for place, said in enumerate(there):
        both = said + there[place + 1] if place + 1 < len(there) else said
        short = (asked & said).total() >= max(FEWEST, _SHORT * said.total(), _OF_LONG * size)
        told = said if short else both
        held = asked & told
        if (
            (short or held.total() >= _HELD * size)
            and all(told[syllable] for syllable in verb)
            and is_fresh(held, known)
        ):
            return True
    return False


def is_fresh(said: Said, known: Sequence[Said]) -> bool:
    """Tell whether at least half of what is said is in none of what is known."""
    return all(2 * (said & text).total() <= said.total() for text in known)


def task_of(clause: str) -> str:
    """Return what a clause says is done, behind who does it."""
    opening = opening_bodies(clause)
    rest = clause[opening[-1].span[1] if opening else 0 :]
    match = _performs().match(fold_case(rest))
    return rest[match.end() if match else 0 :]


@cache
def _performs() -> re.Pattern[str]:
    # tổ chức 01 cuộc diễn tập …: what is done stands behind
    verb = listed_pattern("responsibility", "performs").pattern
    return re.compile(
        rf"\W*(?:(?:có trách nhiệm|phải)\s+)?(?:{verb}\s+(?:(?:việc|\d+\s+\w+)\s+)?)+"
    )


@lru_cache(maxsize=16384)
def weighty(text: str) -> Said:
    """Count the syllables of a text that say something, every body and place as one."""
    said = by_role(commune_parts().sub(_PART, text))
    return Counter(filterfalse(_light().__contains__, said))


@cache
def _light() -> frozenset[str]:
    """Return the light words, without diacritics."""
    return frozenset(bare for word in light_words() for bare in words(word).bare)


def states_amount(unit: Unit) -> bool:
    """Tell whether a unit begins with an amount: it says how much, and not what is done."""
    return any(any(map(str.isdigit, key)) for key in words(match_text(unit)).keys[:_OPENING])


@lru_cache(maxsize=4096)
def _figures(text: str) -> frozenset[str]:
    """Return the days and amounts of a text; a year by itself is no day."""
    keys = {key for key in words(text).keys if any(map(str.isdigit, key))}
    return frozenset(key for key in keys if not re.fullmatch(r"(?:19|20)\d\d", key))
