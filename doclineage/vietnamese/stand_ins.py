"""Who may stand in at the commune for a body above, beside the body of its role.

Data: `stand_ins.tsv`.
"""

from __future__ import annotations

from functools import cache

from doclineage.vietnamese.agencies import Body, bodies
from doclineage.vietnamese.normalise import fold_case
from doclineage.vietnamese.tables import load_table


def stands_in(old: Body, new: Body) -> bool:
    """Tell whether a body of a commune may do what one above does by another role.

    >>> office = bodies()["văn phòng hđnd và ubnd"]
    >>> stands_in(bodies()["sở tài chính"], office), stands_in(bodies()["công an"], office)
    (True, False)
    """
    return new.level in {"commune", "any"} and any(
        (role, by) in _roles() for role in old.roles for by in new.roles
    )


def begins_stand_in(old: Body, text: str) -> bool:
    """Tell whether a text begins with a doer that may stand in for a body, in no table itself."""
    said = fold_case(text).lstrip()
    return any(role in old.roles and said.startswith(words) for role, words in _openings())


def has_counterpart(old: Body) -> bool:
    """Tell whether a commune has a body of a role of this one."""
    return any(
        body.until is None and body.level in {"commune", "any"} and body.roles & old.roles
        for body in bodies().values()
    )


@cache
def _roles() -> frozenset[tuple[str, str]]:
    return frozenset((row["role"], row["by"]) for row in load_table("stand_ins") if row["by"])


@cache
def _openings() -> tuple[tuple[str, str], ...]:
    return tuple((row["role"], row["words"]) for row in load_table("stand_ins") if row["words"])
