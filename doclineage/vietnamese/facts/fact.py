"""What a fact is, and the table of the words that carry facts."""

from __future__ import annotations

import re
from functools import cache
from itertools import chain

import msgspec

from doclineage.model import FactKind, Span
from doclineage.vietnamese.phrases import any_of
from doclineage.vietnamese.tables import load_table

#: What most patterns of facts need: asked first, it costs a fraction of a walk with them.
DIGIT = re.compile(r"\d")
#: A number that counts times or terms. It begins where its digits do: a run of 100,000 digits
#: would else be walked once from each of them. No count has more than nine. The digit first, then
#: what must not stand before it: a search then runs from digit to digit.
COUNT = r"\d(?<!\d\d)\d{0,8}"


class Fact(msgspec.Struct, frozen=True, gc=False):
    """One fact: `normal` is equal for facts that say the same; `amount` orders them.

    `bound` is min, max, above, below, about, exact, effort or, for a deadline, before or by. A
    scope with a bound is a threshold of whom a rule binds ("vỉa hè từ 5 mét trở lên"). The bound of
    a word of duty is "instead" where it counts only in the place of another ("vận động").
    """

    kind: FactKind
    span: Span
    normal: str
    amount: float | None = None
    unit: str | None = None
    bound: str | None = None
    listed: bool = False
    """Whether the bound is that of the amount before it in a list."""
    per_time: float | None = None
    """How many of the periods that an amount is for make a year: 12 of "300.000 đồng/tháng"."""
    per_whom: str | None = None
    """Whom or what an amount is for each of: "hộ", "người"."""
    count: int | None = None
    """How many times in its period a frequency asks for: 2 of "02 lần/quý"."""
    governor: Span | None = None
    """Where the negation or "chỉ" stands that sets the bound: "không thu quá 50.000 đồng"."""
    by_only: bool = False
    """Whether "chỉ" alone makes the number a ceiling: "chỉ gia hạn một lần"."""


@cache
def phrases(kind: str) -> dict[str, str]:
    """Return the folded phrases of a kind, each with its value."""
    rows = chain(load_table("fact_words"), load_table("saying_words"))
    return {row["phrase"]: row["value"] for row in rows if row["kind"] == kind}


@cache
def pattern(kind: str) -> re.Pattern[str]:
    """Return what finds the phrases of a kind as whole words."""
    return re.compile(rf"(?<!\w){any_of(phrases(kind))}(?!\w)")
