"""How much of a text another one carries, clause by clause, in whatever order and words.

A syllable counts as carried where both texts hold it in order, where the other holds it elsewhere
(the clause was turned round or moved), and half where something else is said in its place. Joining
words count only in a text that has nothing else.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

import msgspec

from doclineage.judging.facts.printed import printed_span
from doclineage.judging.held import held_spans
from doclineage.judging.localisation.details import own_places
from doclineage.judging.sayings import sayings
from doclineage.model import Edit, Span
from doclineage.settings import Settings
from doclineage.vietnamese.agencies import find_mentions
from doclineage.vietnamese.content import blanked, content_syllables
from doclineage.vietnamese.deeds import is_exchanged, is_undone
from doclineage.vietnamese.facts import find_facts
from doclineage.vietnamese.light_words import light_words
from doclineage.vietnamese.words import Words, clauses, words

#: A clause shorter than this, in syllables, is too short to count as gained or lost by itself.
_CLAUSE_WORDS = 4
#: One sentence of which this much is kept counts as carried whole.
_WHOLE = 0.75
#: Share of the text around a clause that is held in order from which on it counts as kept.
_KEPT = 0.8
#: What a syllable counts for where the other text says something else in its place.
_REPLACED = 0.5


class Side(msgspec.Struct, frozen=True):
    """One of two texts; `equal` flags the syllables that both hold in order.

    `replaced` are the places in whose stead the other says something else, and what it says;
    `units` the parts of the text that are counted each by itself, of a row its task; `answered` the
    places of facts that the other states with another value; `nothing_new` tells whether the other
    text is all held by this one.
    """

    text: str
    words: Words
    equal: tuple[bool, ...]
    replaced: tuple[tuple[Span, str], ...]
    units: tuple[Span, ...]
    answered: tuple[Span, ...] = ()
    nothing_new: bool = False


def clauses_of(side: Side) -> list[Span]:
    """Return where the clauses of a side stand, each within one of its units."""
    return [
        (start + a, start + b)
        for start, end in side.units
        for a, b in clauses(side.text[start:end])
    ]


def carried(
    side: Side, other: str, settings: Settings, elsewhere: Sequence[str] = (), above: str = ""
) -> tuple[float, tuple[str, ...]]:
    """Return the share of a side's clauses that `other` carries, and those that it does not.

    A clause that one of the texts `elsewhere` says is carried there; of one worded anew, what the
    headings `above` the other text say need not be said again.
    """
    text, own = side.text, side.words
    counts = _counts(side, other)
    more = _counts(side, f"{other}\n{above}") if above else counts
    if min((*counts, *more), default=1.0) == 1.0:
        # Every syllable is carried, and so is every clause.
        return 1.0, ()
    spans = clauses_of(side)
    said = _said(side, fillers=len(spans) == 1)
    # What is said by a fact or a name is judged with those of the other side, not as words.
    apart = said if len(spans) == 1 else said - _places_of(judged_apart(text), own)
    shares = [
        _done_share(
            _share(span, own, more if is_anew(side, span) else counts, said, apart),
            text[slice(*span)],
            text,
            other,
        )
        for span in spans
    ]
    if len(spans) == 1:
        # One sentence: what is cut off its end is lost too, though no clause is.
        whole = shares[0] >= _WHOLE
        lost_whole = shares[0] < settings.sentence_floor
        return (1.0 if whole else round(shares[0], 4)), ((text,) if lost_whole else ())
    counted = [own.count(a, b) >= _CLAUSE_WORDS for a, b in spans]
    lost = tuple(
        text[a:b]
        for (a, b), share, long in zip(spans, shares, counted, strict=True)
        if long
        and share < floor_of(side, (a, b), settings)
        and not is_said(text[a:b], elsewhere)
        and not _is_answered(side, (a, b), other)
    )
    total = max(1, sum(counted))
    return round((total - len(lost)) / total, 4), lost


def _is_answered(side: Side, span: Span, other: str) -> bool:
    """Tell whether a clause is but facts whose other values are told: it has its answer.

    What the other text says anyway need not be said for it once more: "mỗi xã mở 03 lớp".
    """
    told = sorted((a, b) for a, b in side.answered if span[0] <= a and b <= span[1])
    if not told:
        return False
    many = [m.span for m in find_mentions(side.text) if m.body is None and m.plural]
    rest = _content(blanked(side.text, [*told, *many])[slice(*span)])
    return rest.keys() <= _content(other).keys()


def floor_of(side: Side, span: Span, settings: Settings) -> float:
    """Return the share of a piece that the other text must say for the piece to be carried.

    Where what stands around a piece was kept, or nothing new stands there, the piece was cut if it
    is not said; where all is worded anew, so is the piece.
    """
    return settings.reworded_clause_floor if is_anew(side, span) else settings.clause_floor


def is_anew(side: Side, span: Span) -> bool:
    """Tell whether the other text words all around a piece anew; of a whole text, the text."""
    inside = _places(side.words, *span)
    around = (*side.equal[: inside.start], *side.equal[inside.stop :]) or side.equal
    return not side.nothing_new and sum(around) < _KEPT * len(around)


@lru_cache(maxsize=4096)
def judged_apart(text: str) -> tuple[Span, ...]:
    """Return where the facts and the bodies of a text stand, each as printed."""
    facts = tuple(printed_span(f, text) for f in find_facts(text) if f.kind not in _OWN_WORDS)
    return facts + tuple(m.span for m in find_mentions(text) if m.body is not None)


#: Facts by words that say something of the task beside: "chỉ … sau khi có ý kiến".
_OWN_WORDS = frozenset({"reference", "scope"})


def without_facts(text: str) -> str:
    """Return a text with its facts and bodies blanked."""
    return blanked(text, judged_apart(text))


def without_held(text: str, other: str) -> str:
    """Return a text with the facts blanked that `other` states with the same value."""
    return blanked(text, held_spans(text, other))


def stands(piece: str, own: str, other: str, share: float) -> bool:
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
    """Return what each syllable of a text counts for.

    What two units of it say both is said by the other for both.
    """
    own = side.words
    if all(side.equal):
        return [1.0] * len(own.keys)
    there, plain_there = _content(other), content_syllables(other)
    counts = [float(same) for same in side.equal]
    for begin, finish in side.units:
        unit = side.text[begin:finish]
        here, plain = _content(unit), content_syllables(unit)
        for place in _places(own, begin, finish):
            counts[place] = counts[place] or _known(own.keys[place], plain, plain_there)
        for start, end, saying in sayings(unit):
            worth = _known(saying, here, there)
            for place in _places(own, begin + start, begin + end):
                counts[place] = max(counts[place], worth)
    for start, end in held_spans(side.text, other):
        for place in _places(own, start, end):
            counts[place] = 1.0
    for (start, end), instead in side.replaced:
        first = own.count(0, start) if start else 0
        size = own.count(start, end)
        said = sum(key not in light_words() for key in words(instead).keys)
        worth = _REPLACED * min(1.0, said / size) if size else 0.0
        counts[first : first + size] = [max(c, worth) for c in counts[first : first + size]]
    return counts


def _places(own: Words, start: int, end: int) -> range:
    """Return which syllables of a text stand between two places of it."""
    first = own.count(0, start) if start else 0
    return range(first, first + own.count(start, end))


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
    return frozenset(place for span in spans for place in _places(own, *span))


#: Syllables that a clause says beside its facts, from which on those alone tell its share.
_BESIDE_FACTS = 3


def _share(
    span: Span, own: Words, counts: Sequence[float], said: frozenset[int], apart: frozenset[int]
) -> float:
    inside = _places(own, *span)
    beside = [place for place in inside if place in apart]
    if len(beside) >= _BESIDE_FACTS:
        return sum(counts[place] for place in beside) / len(beside)
    heavy = [place for place in inside if place in said] or list(inside)
    shares = [sum(counts[place] for place in some) / len(some) for some in (heavy, beside) if some]
    return max(shares, default=1.0)


#: Share of a clause up to which nothing of it counts where nothing of its kind is done.
UNDONE = 0.7


def _done_share(share: float, clause: str, text: str, other: str) -> float:
    """Return a clause's share, 0 where other things are done than it asks for."""
    undone = share <= UNDONE and clause != text and is_undone(clause, other)
    return 0.0 if undone or is_exchanged(clause, text, other) else share


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
    return counted + content_syllables(rest + text[last:])


#: Syllables of a usual word: what a saying of one row counts for, however long it is.
_SAYING = 2


def content_size(text: str) -> int:
    """Return how much a text says, in syllables."""
    return _content(text).total()


def replacements(edits: Sequence[Edit], side: str) -> tuple[tuple[Span, str], ...]:
    """Return the places of one side in whose stead the other says something else."""
    if side == "parent":
        return tuple((e.parent_span, e.child_text) for e in edits if e.child_text)
    return tuple((e.child_span, e.parent_text) for e in edits if e.parent_text)
