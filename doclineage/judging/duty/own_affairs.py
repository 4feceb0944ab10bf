"""What a level above does, keeps or is measured by: nothing that a plan below it could take up.

Words: `data/responsibility.tsv` (keeps, stages, measured, apart, office).
"""

from __future__ import annotations

import re
from functools import cache

from doclineage.model import Level
from doclineage.vietnamese.addressees import subjects
from doclineage.vietnamese.agencies import Mention, find_mentions
from doclineage.vietnamese.normalise import fold_case
from doclineage.vietnamese.phrases import any_of, listed
from doclineage.vietnamese.unlisted import plain_words, unlisted_name
from doclineage.vietnamese.words import clauses

# dưới 7 người/100.000 dân | 12 ca trên 10.000 người | 15‰: measured on a whole population
_RATE = re.compile(
    r"\d\s*‰|(?:/|(?<!\w)trên\s+)(?:\d[\d.]*\s+|vạn\s+)(?:người\s+)?(?:dân|người|trẻ)(?!\w)"
)
_SHARE = re.compile(r"\d\s*%|phần trăm")
# toàn tỉnh | cả tỉnh
_WHOLE = re.compile(r"(?<!\w)(?:toàn|cả)\s+$")


@cache
def _acting() -> re.Pattern[str]:
    return re.compile(rf"\W*{unlisted_name()}\s+(?:cấp\s+)?$")


@cache
def _kept() -> re.Pattern[str]:
    # Đầu tư nâng cấp phòng kiểm nghiệm của Trung tâm … tỉnh | Mua sắm thiết bị cho Công an tỉnh
    verbs = any_of(listed("responsibility", "keeps"))
    return re.compile(
        rf"\W*(?:{verbs}(?!\w)[\s,]*(?:và\s+)?)+{plain_words(14)}\s+(?:của|cho)\s+(?:{unlisted_name()}\s+)?$"
    )


@cache
def _staged() -> re.Pattern[str]:
    # Tổ chức lễ phát động cấp tỉnh | Nâng cấp phòng kiểm nghiệm tuyến tỉnh
    verbs = any_of(listed("responsibility", "keeps", "stages"))
    return re.compile(
        rf"\W*(?:{verbs}(?!\w)[\s,]*(?:và\s+)?)+{plain_words(14)}\s+(?:cấp|tuyến)\s+$"
    )


@cache
def _measured() -> re.Pattern[str]:
    # Chỉ số cải cách hành chính (PAR INDEX) của tỉnh nằm trong nhóm …
    nouns = any_of(listed("responsibility", "measured"))
    return re.compile(rf"\W*{nouns}(?!\w)[^;:.]{{0,80}}\s+của\s+(?:toàn\s+)?$")


def is_own_affair(text: str, level: Level) -> bool:
    """Tell whether all that a task says is done, kept or measured at one level alone.

    >>> is_own_affair("Nâng cấp phòng kiểm nghiệm của Trung tâm Kiểm định tỉnh.", "province")
    True
    >>> is_own_affair("Nâng cấp chợ theo tiêu chí của tỉnh.", "province")
    False
    """
    how = None
    for start, end in clauses(text):
        found = _how(text[start:end], level) or _continued(how, text[start:end], level)
        if found is None:
            return False
        how = found
    return how is not None


def _how(clause: str, level: Level) -> str | None:
    """Return in what way a clause is a level's own: "acts", "keeps", "measured"."""
    folded = fold_case(clause)
    patterns = {"acts": _acting(), "keeps": _kept(), "staged": _staged(), "measured": _measured()}
    for mention in _of_level(clause, level):
        before, behind = folded[: mention.span[0]], folded[mention.span[1] :].strip(" .;,")
        for name, pattern in patterns.items():
            # A name with nothing behind it does nothing.
            if pattern.match(before) and (name != "acts" or (behind and mention.body is None)):
                return name
        head = folded[: mention.span[1]].rpartition(" ")[0]
        if behind and _is_group(mention) and _acting().match(f"{head} "):
            return "acts"
    return None


def _is_group(mention: Mention) -> bool:
    # Thanh tra chuyên ngành cấp tỉnh: "ngành cấp tỉnh" looks like the departments of a province.
    return mention.body is not None and not mention.plural and "departments" in mention.body.roles


def _of_level(clause: str, level: Level) -> list[Mention]:
    return [mention for mention in find_mentions(clause) if mention.level == level]


def _continued(how: str | None, clause: str, level: Level) -> str | None:
    """Return how a clause goes on with what the one before it says, None where it does not."""
    named = [mention for mention in subjects(clause) if mention.level is not None]
    alone = all(mention.level == level for mention in named)
    if how == "acts" and alone:
        return how
    return how if how == "measured" and named and alone else None


def is_total(text: str, level: Level) -> bool:
    """Tell whether a task is an amount of a whole level, which no part of it has for itself.

    >>> is_total("Trồng mới 1.500 ha rừng trên phạm vi toàn tỉnh.", "province")
    True
    >>> is_total("100% hộ dân trong toàn tỉnh dùng nước sạch.", "province")
    False
    """
    folded = fold_case(text)
    if _SHARE.search(folded) or not re.search(r"\d", folded):
        return False
    return any(_WHOLE.search(folded[: m.span[0]]) for m in _of_level(text, level) if not m.body)


def is_rate(text: str, level: Level) -> bool:
    """Tell whether a task is a rate over the people of a whole level.

    >>> is_rate("Số ca mắc dưới 7 người/100.000 dân toàn tỉnh.", "province")
    True
    """
    return is_total(text, level) and _RATE.search(fold_case(text)) is not None
