"""Names of persons behind those of their offices: "Chủ tịch UBND phường Lê Thị Thu Hằng".

Words: `data/person_names.tsv`.
"""

from __future__ import annotations

import re
from functools import cache

from doclineage.vietnamese.normalise import fold_case
from doclineage.vietnamese.phrases import any_of, listed

_TABLE = "person_names"
#: Words of a name that only persons have so many of behind a family name.
_LONG = 4
#: Characters before a name in which the person's office stands.
_REACH = 60


@cache
def _titled() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){any_of(listed(_TABLE, 'title'))}(?!\w)[^.;:]*$")


def is_person(name: str, before: str) -> bool:
    """Tell whether what looks like the name of a place is a person's, by what stands before it.

    >>> is_person("Lê Thị Thu Hằng", "Phó Chủ tịch UBND phường"), is_person("Lê Lợi", "UBND phường")
    (True, False)
    """
    words = fold_case(name).split()
    surely = (
        len(words) >= _LONG
        or "'" in words[-1]
        or words[1:2] in ([w] for w in listed(_TABLE, "middle"))
    )
    return surely and may_be_person(name, before)


def may_be_person(name: str, before: str) -> bool:
    """Tell whether a name behind an office begins as persons' do: "Chủ tịch xã Lê Minh Khoa"."""
    words = fold_case(name).split()
    return (
        (len(words) > 2 or "'" in words[-1])  # Nay H'Loan
        and words[0] in listed(_TABLE, "family")
        and _titled().search(fold_case(before)[-_REACH:]) is not None
    )
