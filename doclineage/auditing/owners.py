"""Who has to do a task: by its row, its own words, what leads in, the headings above."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from doclineage.model import Document, Unit
from doclineage.vietnamese.addressees import acting_bodies, addressees, bodies_of, opening_bodies
from doclineage.vietnamese.agencies import Mention
from doclineage.vietnamese.cues import speaks_about
from doclineage.vietnamese.normalise import fold_case
from doclineage.vietnamese.phrases import listed, listed_pattern
from doclineage.vietnamese.words import clauses

_TABLE = "responsibility"
# Giao các … | Đề nghị … | Trách nhiệm của …: the body right behind is the doer.
_ADDRESSING = re.compile(
    r"\W*(?:(?:trách nhiệm(?: thi hành)? của|nhiệm vụ của|giao|đề nghị|yêu cầu|chỉ đạo|đối với"
    r"|đồng chí|các|mỗi|từng|một số|những|thủ trưởng|giám đốc)\s+)*"
)
# Mục tiêu, nhiệm vụ và giải pháp: the members of a heading's list.
_MEMBERS = re.compile(r"\s*(?:[,;]|(?<!\w)[vV][àÀ](?!\w))\s*")
# các phòng | mỗi thôn: what follows is a noun.
_SEVERAL = re.compile(r"(?<!\w)(?:các|mỗi|từng|một số|những)\s+$")
# 100% hồ sơ … | Ít nhất 65% … | Từ 95% trở lên …: a target, not something to be done.
_AMOUNT = re.compile(r"\W*(?:(?:ít nhất|tối thiểu|tối đa|trên|dưới|từ|không quá|khoảng)\s+)?\d")

#: Kinds of documents that rule what holds for all and plan no work: "các biện pháp khắc phục" of a
#: decree are sanctions.
_NORMS = frozenset({"HP", "BLUAT", "LUAT", "PL", "L", "NĐ", "TT", "TTLT", "VBHN", "QC", "QyĐ"})


@cache
def _receiving() -> re.Pattern[str]:
    return re.compile(rf"{listed_pattern(_TABLE, 'receives').pattern}(?:\s+các)?\s*$")


def _opening(text: str) -> int:
    """Return where a text begins behind the words that address somebody."""
    opening = _ADDRESSING.match(fold_case(text))
    return opening.end() if opening else 0


def _begins(kind: str, text: str) -> bool:
    folded, pattern = fold_case(text), listed_pattern(_TABLE, kind)
    return any(pattern.match(folded, start) for start in (0, _opening(text)))


def _begins_with_doer(text: str) -> bool:
    """Tell whether a text begins with a body or person, known by name or only by its kind."""
    if text.isupper():
        return False  # TỔ CHỨC THỰC HIỆN: in capitals a verb looks like a name
    folded, start = fold_case(text), _opening(text)
    if listed_pattern(_TABLE, "doer").match(folded, start):
        return True
    found = listed_pattern(_TABLE, "body").match(folded, start)
    if found is None:
        return False
    behind = text[found.end() :]
    return _SEVERAL.search(folded[:start]) is not None or behind.lstrip()[:1].isupper()


class Duties:
    """The tasks of one document and who has to do each."""

    def __init__(self, document: Document) -> None:
        self._units = document.units
        plans = document.letterhead.kind not in _NORMS
        self._content = document.content() if plans else ()
        self._lead_ins = _lead_ins(document.units)
        self._sections = _sections(document.units)
        self._shared_out = {
            self._sections[index]
            for index, unit in enumerate(document.units)
            if unit.kind == "row" and "lead" in unit.cells
        }
        self._all_addressed = _addresses_all(document.units)

    def section(self, index: int) -> int | None:
        """Return the outermost heading above a unit."""
        return self._sections[index]

    def tasks(self) -> Iterator[int]:
        """Yield the units that give something to do: in a duty section, or a row with its roles."""
        for index in self._content:
            unit = self._units[index]
            if unit.kind == "row":
                if "task" in unit.cells and self._sections[index] in self._shared_out:
                    yield index
            elif unit.kind != "heading" and _is_to_do(unit.text) and self._in_duty_section(index):
                yield index

    def _in_duty_section(self, index: int) -> bool:
        """Tell whether a unit stands in a section of tasks: the nearest heading decides."""
        for above in self._ancestors(index):
            text = self._units[above].text
            if self._units[above].kind != "heading":
                continue
            if _gives_duties(text):
                return True
            if _begins("other", text):
                return False
        return False

    def doers(self, index: int) -> tuple[Mention, ...]:
        """Return the bodies that a task is plainly given to, () where it is given to none.

        The row's own cell comes first, then what leads in and the headings, then its own words.
        """
        unit = self._units[index]
        if lead := unit.cells.get("lead"):
            return bodies_of(lead)
        for above in self._above(index):
            if found := opening_bodies(self._units[above].text):
                return tuple(found)
        if unit.kind == "heading":
            return ()
        return addressees(unit.text) or acting_bodies(unit.text)

    def names_anybody(self, index: int) -> bool:
        """Tell whether anything at all says who does a task, be it a body that no table knows."""
        unit = self._units[index]
        if unit.cells.get("lead") or unit.cells.get("support") or self._all_addressed:
            return True
        if unit.kind == "row":  # what an annex is about says nothing of its rows
            return any(opening_bodies(self._units[i].text) for i in self._above(index))
        return _says_who(unit) or any(_says_who(self._units[i]) for i in self._above(index))

    def _ancestors(self, index: int) -> Iterator[int]:
        while (index := self._units[index].parent) >= 0:
            yield index

    def _above(self, index: int) -> Iterator[int]:
        """Yield what stands over a unit, the nearest first: lead-ins beside it, its ancestors."""
        for place in (index, *self._ancestors(index)):
            if (lead_in := self._lead_ins[place]) is not None:
                yield lead_in
            if (parent := self._units[place].parent) >= 0:
                yield parent


def _is_to_do(text: str) -> bool:
    """Tell whether a unit of a section of tasks is one: no target, sum or lead-in."""
    if text.rstrip().endswith(":"):
        return False
    return not _AMOUNT.match(fold_case(text)) and not _begins("other", text)


def _lead_ins(units: Sequence[Unit]) -> list[int | None]:
    """Return for each unit the paragraph that opens its list ("…, các trường thực hiện:")."""
    latest: dict[int, int | None] = {}
    found: list[int | None] = []
    for index, unit in enumerate(units):
        found.append(latest.get(unit.parent))
        if unit.kind == "heading":
            latest[unit.parent] = None
        elif unit.kind == "paragraph" and unit.zone != "head" and unit.text.rstrip().endswith(":"):
            latest[unit.parent] = index
    return found


def _sections(units: Sequence[Unit]) -> list[int | None]:
    """Return for each unit the outermost heading above it."""
    found: list[int | None] = []
    for unit in units:
        outer = found[unit.parent] if unit.parent >= 0 else None
        is_heading = unit.parent >= 0 and units[unit.parent].kind == "heading"
        found.append(unit.parent if outer is None and is_heading else outer)
    return found


def _gives_duties(heading: str) -> bool:
    """Tell whether a heading, or a member of its list, begins as one of tasks does.

    "Nội dung, nhiệm vụ" gives some out; "Tuyên truyền về nhiệm vụ năm 2026" speaks of them.
    """
    if _begins("back", heading):
        return False
    return any(_begins("duty", piece) for piece in _MEMBERS.split(heading))


def _says_who(unit: Unit) -> bool:
    text = unit.text
    if unit.kind != "heading" and any(
        found.group() in listed(_TABLE, "names")
        for found in listed_pattern(_TABLE, "names", "neutral").finditer(fold_case(text))
    ):
        return True  # a heading "Phân công nhiệm vụ" gives nothing to anybody yet
    if any(_begins_with_doer(text[start:end]) for start, end in clauses(text)):
        return True
    return bool(addressees(text)) or any(_acts(text, m) for m in bodies_of(text) if m.body)


def _acts(text: str, body: Mention) -> bool:
    before = text[: body.span[0]]
    return not _receiving().search(fold_case(before)) and not speaks_about(before)


def _addresses_all(units: Sequence[Unit]) -> bool:
    """Tell whether the sentence before the first section gives all that follows to somebody."""
    heads = [unit for unit in units if unit.zone == "head" and unit.kind == "paragraph"]
    opening = heads[-1].text if heads and heads[-1].path.startswith("head/") else ""
    folded = fold_case(opening)
    order = re.search(r"(?<!\w)(?:yêu cầu|giao|chỉ đạo|đề nghị)(?!\w)", folded)
    return (
        order is not None
        and opening.rstrip().endswith(":")
        and bool(opening_bodies(opening[order.start() :]))
    )
