"""Issuers of documents: where their name ends, what a code says, whether two names agree.

Names are found by what may begin, continue and end them (`data/issuer_names.tsv`), codes by
`data/issuer_codes.tsv`. Two names agree when body, level and place do not contradict each other:
"Ban Thường vụ Thành ủy" writes on the letterhead "THÀNH ỦY HÀ NỘI" (domain reference 1.2, 2.3).
"""

from __future__ import annotations

import re
from functools import cache

from doclineage.vietnamese.kinds import KIND_NAMES
from doclineage.vietnamese.normalise import fold_case
from doclineage.vietnamese.phrases import any_of
from doclineage.vietnamese.tables import load_table

# A word with a capital ("Sông"), an abbreviation ("TP."), a group's number ("Ban Chỉ đạo 35").
_WORD = re.compile(r"[^\W\d_][\w&]*(?:\.(?=\s?[A-ZĐ]))?|[0-9]{1,4}(?=\s[A-ZĐ])")
_JOIN = re.compile(r"\s+(?:(?P<and>và|cùng)\s+|(?P<dash>[-–])\s+)?")
_COMMA = re.compile(r",\s+")
# Words that begin a title even with a capital: "của Chính phủ Quy định chi tiết …".
_TITLE_OPENING = re.compile(
    r"\s*(?:quy định|hướng dẫn|phê duyệt|ban hành|triển khai|thực hiện|về|sửa đổi|bãi bỏ|thay thế)"
    r"(?!\w)"
)
_KIND = re.compile(
    rf"(?:{'|'.join(map(re.escape, KIND_NAMES))})(?!\w)(?!\s+và\s+đầu tư|\s+-\s+kiến trúc)"
)
# lần thứ XVIII | khóa XIII | thứ tám | số 5 | khu vực 3: parts of the name of a congress, a
# meeting, a party that inspects, a court.
_TERM = re.compile(
    r"\s+(?:lần\s+)?(?:thứ|khóa)\s+(?:[ivxl]+|[0-9]{1,3}|\w{2,5})(?!\w)|\s+\(khóa\s+[ivxl]+\)"
    r"|\s+số\s+[0-9]{1,3}(?![\w/])|(?<=trung ương)\s+[0-9]{1,2}(?!\w)"
    r"|(?<=[ivx0-9])\scủa\sđảng(?!\s(?:bộ|ủy)|\w)"
    r"|(?<=khu vực)\s[0-9]{1,2}(?![\w/.-])"
    # UBND phường 7 | UBND Quận 10: a number is the whole name, unless it counts what follows.
    r"|(?:(?<=phường)|(?<=quận))\s[0-9]{1,2}(?=\s*(?:[,;.)(\n]|$)|\s(?:về|v/v|tại|trên|và|quận"
    r"|thành phố|tỉnh|của|có|ban hành|triển khai|thực hiện|yêu cầu|đề nghị|chủ trì)(?!\w))"
)
_HAS_TERM = re.compile(
    r"đại hội|hội nghị|kỳ họp|ban chấp hành trung ương|đoàn kiểm tra|tổ công tác"
)
_MEETING = re.compile(r"(?:đại hội|hội nghị|kỳ họp)(?!\w)")
# [Trung tâm] Phát, [Hội] Người: the one capital of a name that goes on in small letters.
_DUTY_WORD = re.compile(r"\s+[^\W\d_]\w*")
_SMALL = re.compile(r"\s((?:và\s)?(?!số\s?[:0-9])[^\W\d_]+)(?<![A-ZĐ])(?=[\s,.;:)(\n]|$)")
_LONGEST_DUTY = 7
# What may follow a joint issuer after a comma; a verb instead makes it the subject of the sentence.
_AFTER_JOINT = re.compile(r"\s*(?:$|[;.)\n]|(?:về|v/v)(?!\w))")


@cache
def _names(role: str) -> re.Pattern[str]:
    rows = load_table("issuer_names")
    found = any_of(fold_case(row["name"]) for row in rows if row["role"] == role)
    return re.compile(rf"{found}(?!\w)")


def opens_issuer(key: str, start: int = 0) -> bool:
    """Tell whether an issuer's name begins in a `fold_case` key at `start`."""
    return any(_names(role).match(key, start) for role in ("name", "head"))


def issuer_end(text: str, key: str, start: int) -> int:
    """Return where the issuer that begins at `start` ends, `start` where none begins.

    `key` is the text through `fold_case`, line feeds as spaces.

    >>> text = "Ban Tuyên giáo và Dân vận Thành ủy về thông tin, tuyên truyền"
    >>> text[: issuer_end(text, text.lower(), 0)]
    'Ban Tuyên giáo và Dân vận Thành ủy'
    """
    if not opens_issuer(key, start):
        return start
    end = _single_end(text, key, start)
    for _ in range(6):
        further = _joint_end(text, key, end)
        if further == end:
            break
        end = further
    return end


def _single_end(text: str, key: str, start: int, *, joint: bool = False) -> int:
    end = opening = _part_end(text, key, start) or start
    limit = min(len(text), start + 240)
    while start < end < limit:
        further = _next_end(text, key, start, end)
        if further <= end and not joint and _names_a_duty(text, key, start, opening, end):
            further = _duty_end(text, key, start, end)
        if further <= end:
            break
        end = further
    return end


def _names_a_duty(text: str, key: str, start: int, opening: int, end: int) -> bool:
    """Tell whether a duty is what the name up to `end` goes on with."""
    return (
        _DUTY_WORD.fullmatch(text, opening, end) is not None
        or _names("duty").fullmatch(key, start, end) is not None
    )


def _duty_end(text: str, key: str, start: int, end: int) -> int:
    """Return where a body that is named by its duty ends: "Trung tâm Phát[ triển quỹ đất]".

    After the one capital the words are small; they are the name's up to a word that none holds.
    """
    if _names("proper").match(key, start):
        return end
    first = at = end
    longest = 1 if _names("firm").match(key, start) else _LONGEST_DUTY
    for count in range(longest):
        small = _SMALL.match(text, at)
        if small is None or _names("stop").match(key, small.start(1)):
            return at
        if _KIND.match(key, small.start(1)) or _names("name").match(key, small.start(1)):
            return at
        at = small.end()
        first = at if count == 0 else first
    return first if longest > 1 and _SMALL.match(text, at) else at


def _next_end(text: str, key: str, start: int, end: int) -> int:
    """Return the end of the name with its next part, `end` where it is over."""
    term = _TERM.match(key, end)
    if term and (
        key.endswith(("khu vực", "phường", "quận"), start, end) or _HAS_TERM.search(key, start, end)
    ):
        return term.end()
    join = _JOIN.match(key, end)
    if not join or _TITLE_OPENING.match(key, join.end()):
        return end
    if join["and"] and _KIND.match(key, join.end()):
        return end
    if join["and"] or join["dash"]:
        # "và Dân vận", "- Ngân sách"; small letters after either begin something else.
        return (
            text[join.end() : join.end() + 1].isupper() and _part_end(text, key, join.end())
        ) or end
    return _part_end(text, key, join.end()) or end


def _part_end(text: str, key: str, at: int) -> int:
    """Return the end of the known name, known small word or capital word at `at`, else 0."""
    known = _names("name").match(key, at) or _names("word").match(key, at)
    if known:
        return known.end()
    head = _names("head").match(key, at)
    if head and text[at].isupper():
        return head.end()
    word = _WORD.match(text, at)
    return word.end() if word and not text[at].islower() else 0


def _joint_end(text: str, key: str, end: int) -> int:
    """Return the end of a further issuer after a comma, where both issue the document together."""
    comma = _COMMA.match(key, end)
    if not comma or not text[comma.end() : comma.end() + 1].isupper():
        return end
    if _KIND.match(key, comma.end()) or not opens_issuer(key, comma.end()):
        return end
    further = _single_end(text, key, comma.end(), joint=True)
    return further if _AFTER_JOINT.match(key, further) else end


def is_generic(name: str) -> bool:
    """Tell whether a name alone tells no body ("Đảng", "Thành phố", "cấp trên")."""
    return _names("generic").fullmatch(" ".join(fold_case(name).split())) is not None


def is_meeting(key: str, start: int) -> bool:
    """Tell whether a congress, a conference or a session is named at `start`."""
    return _MEETING.match(key, start) is not None


@cache
def _codes() -> dict[str, str]:
    return {
        row["code"]: row["issuer"] for row in load_table("issuer_codes") if row["certain"] == "yes"
    }


def issuer_of_code(code: str) -> str | None:
    """Return the issuer that a code names, None where the code fits many (UBND, TU, /TW).

    >>> issuer_of_code("BGDĐT"), issuer_of_code("BTP-BNG"), issuer_of_code("UBND")
    ('Bộ Giáo dục và Đào tạo', 'Bộ Tư pháp, Bộ Ngoại giao', None)
    """
    parts = [part.rstrip("0123456789") for part in code.split("-")]
    issuers = [_codes().get(part) for part in parts]
    if issuers and issuers[0] and len(parts) > 1 and not all(issuers):
        # 1234/BNV-TCBC: a drafting unit stands behind the issuer.
        return issuers[0]
    return ", ".join(name for name in issuers if name) if all(issuers) else None
