"""How much of a text another one carries, clause by clause, in whatever order and words.

A syllable counts as carried where both texts hold it in order, where the other holds it elsewhere
(the clause was turned round or moved), and half where something else is said in its place. Joining
words count only in a text that has nothing else.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from itertools import filterfalse

import msgspec

from doclineage.judging.local_details import own_places
from doclineage.judging.localisation import light_words
from doclineage.judging.printed import printed_span
from doclineage.judging.sayings import sayings
from doclineage.model import Edit, Span
from doclineage.settings import Settings
from doclineage.vietnamese.agencies import find_mentions
from doclineage.vietnamese.facts import find_facts
from doclineage.vietnamese.normalise import fold_case
from doclineage.vietnamese.number_words import with_digits
from doclineage.vietnamese.words import Words, clauses, words

#: A clause shorter than this, in syllables, is too short to count as gained or lost by itself.
_CLAUSE_WORDS = 4
#: One sentence of which this much is kept counts as carried whole.
_WHOLE = 0.75
#: Share of the content of a piece that must stand elsewhere for it to count as moved.
_MOVED = 0.6
#: What a syllable counts for where the other text says something else in its place.
_REPLACED = 0.5


class Side(msgspec.Struct, frozen=True):
    """One of two texts; `equal` flags the syllables that both hold in order.

    `replaced` are the places in whose stead the other says something else, and what it says.
    """

    text: str
    words: Words
    equal: tuple[bool, ...]
    replaced: tuple[tuple[Span, str], ...]


def carried(
    side: Side, other: str, settings: Settings, elsewhere: Sequence[str] = ()
) -> tuple[float, tuple[str, ...]]:
    """Return the share of a side's clauses that `other` carries, and those that it does not.

    A clause that one of the texts `elsewhere` says is carried there.
    """
    text, own = side.text, side.words
    counts = _counts(side, other)
    spans = clauses(text)
    said = _said(side, fillers=len(spans) == 1)
    # What is said by a fact or a name is judged with those of the other side, not as words.
    apart = said if len(spans) == 1 else said - _places_of(judged_apart(text), own)
    shares = [max(_share(span, own, counts, s) for s in (said, apart)) for span in spans]
    if len(spans) == 1:
        # One sentence: what is cut off its end is lost too, though no clause is.
        whole = shares[0] >= _WHOLE
        lost_whole = shares[0] < settings.sentence_floor
        return (1.0 if whole else round(shares[0], 4)), ((text,) if lost_whole else ())
    counted = [own.count(a, b) >= _CLAUSE_WORDS for a, b in spans]
    lost = tuple(
        text[a:b]
        for (a, b), share, long in zip(spans, shares, counted, strict=True)
        if long and share < settings.clause_floor and not is_said(text[a:b], elsewhere)
    )
    total = max(1, sum(counted))
    return round((total - len(lost)) / total, 4), lost


@lru_cache(maxsize=4096)
def judged_apart(text: str) -> tuple[Span, ...]:
    """Return where the facts and the bodies of a text stand, each as printed."""
    facts = tuple(printed_span(f, text) for f in find_facts(text) if f.kind not in _OWN_WORDS)
    return facts + tuple(m.span for m in find_mentions(text) if m.body is not None)


#: Facts by words that say something of the task beside: "chỉ … sau khi có ý kiến".
_OWN_WORDS = frozenset({"reference", "scope"})


def without_facts(text: str) -> str:
    """Return a text with its facts and bodies left out."""
    kept = list(text)
    for start, end in judged_apart(text):
        kept[start:end] = " " * (end - start)
    return "".join(kept)


def stands(piece: str, own: str, other: str, share: float = _MOVED) -> bool:
    """Tell whether most of a piece of `own` stands elsewhere in `other`: it was moved, not dropped.

    What `own` says oftener than `other` counts in part only: "công lập và ngoài công lập".
    """
    said, here, there = _content(piece), _content(own), _content(other)
    held = sum(count * _known(key, here, there) for key, count in said.items())
    return held >= share * max(1, sum(said.values()))


def is_said(piece: str, texts: Sequence[str]) -> bool:
    """Tell whether one of several texts says nearly all of a piece."""
    return content_size(piece) >= _SAID_SIZE and any(
        stands(piece, piece, text, _SAID) for text in texts
    )


#: Share of a piece that another unit must say for the piece to be carried there, and how much the
#: piece must say at least: short ones ("báo cáo kết quả") stand in many units.
_SAID = 0.8
_SAID_SIZE = 5


def _known(key: str, here: Counter[str], there: Counter[str]) -> float:
    return min(1.0, there[key] / here[key]) if here[key] else 0.0


def _counts(side: Side, other: str) -> list[float]:
    """Return what each syllable of a text counts for."""
    own, there, here = side.words, _content(other), _content(side.text)
    plain, plain_there = _syllables(side.text), _syllables(other)
    counts = [
        1.0 if same else _known(key, plain, plain_there)
        for same, key in zip(side.equal, own.keys, strict=True)
    ]
    for start, end, saying in sayings(side.text):
        first = own.count(0, start) if start else 0
        worth = _known(saying, here, there)
        for place in range(first, first + own.count(start, end)):
            counts[place] = max(counts[place], worth)
    for (start, end), instead in side.replaced:
        first = own.count(0, start) if start else 0
        size = own.count(start, end)
        said = sum(key not in light_words() for key in words(instead).keys)
        worth = _REPLACED * min(1.0, said / size) if size else 0.0
        for place in range(first, min(first + size, len(counts))):
            counts[place] = max(counts[place], worth)
    return counts


def _said(side: Side, *, fillers: bool) -> frozenset[int]:
    """Return the syllables of a text that say something, `fillers` among them or not."""
    own = side.words
    spans = [(a, b) for a, b, saying in sayings(side.text) if not saying and not fillers]
    spans += () if fillers else own_places(side.text)
    silent = _places_of(spans, own)
    light = light_words()
    return frozenset(
        place for place, key in enumerate(own.keys) if key not in light and place not in silent
    )


def _places_of(spans: Sequence[Span], own: Words) -> frozenset[int]:
    """Return which syllables of a text stand in places of it."""
    return frozenset(
        place
        for start, end in spans
        for first in [own.count(0, start) if start else 0]
        for place in range(first, first + own.count(start, end))
    )


def _share(span: Span, own: Words, counts: Sequence[float], said: frozenset[int]) -> float:
    first = own.count(0, span[0]) if span[0] else 0
    inside = range(first, first + own.count(*span))
    heavy = [place for place in inside if place in said] or list(inside)
    return sum(counts[place] for place in heavy) / len(heavy) if heavy else 1.0


@lru_cache(maxsize=4096)
def _content(text: str) -> Counter[str]:
    """Count what a text says: its sayings, for two syllables each, and its other syllables."""
    counted: Counter[str] = Counter()
    rest, last = "", 0
    for start, end, saying in sayings(text):
        rest += f"{text[last:start]} "
        last = end
        if saying:
            counted[saying] += _SAYING
    return counted + _syllables(rest + text[last:])


#: Syllables of a usual word: what a saying of one row counts for, however long it is.
_SAYING = 2


def content_size(text: str) -> int:
    """Return how much a text says, in syllables."""
    return _content(text).total()


@lru_cache(maxsize=4096)
def _syllables(text: str) -> Counter[str]:
    """Count the syllables of a text that say something; numbers in words are numbers."""
    counted = words(with_digits(fold_case(text), text)).keys
    return Counter(filterfalse(light_words().__contains__, counted))


def replacements(edits: Sequence[Edit], side: str) -> tuple[tuple[Span, str], ...]:
    """Return the places of one side in whose stead the other says something else."""
    if side == "parent":
        return tuple((e.parent_span, e.child_text) for e in edits if e.child_text)
    return tuple((e.child_span, e.parent_text) for e in edits if e.parent_text)
