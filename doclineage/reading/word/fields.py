"""Fields of a Word file: an instruction that is not seen, a result that is.

ECMA-376, part 1, 17.16. A table of contents is a field too: its result is made out of the
headings, which are read where they stand.
"""

from __future__ import annotations

import re

import msgspec

from doclineage.reading.word.markup import Element, child, is_on, value, w, whole

_TYPE = w("fldCharType")
# TOC \o "1-3" \h \z \u | TOC \c "Bảng"
_CONTENTS = re.compile(r"\s*TOC\b", re.IGNORECASE)
_BOXES = "☐☒"
#: Letters of an instruction that are kept: its first word is all that is asked for.
_CODE_CHARS = 64
#: Fields open at once; a paragraph that opens more is not of Word's making.
_MOST_OPEN = 64


class Field(msgspec.Struct):
    """One open field."""

    code: str = ""
    instructs: bool = True
    """True while its instruction lasts."""
    ends: bool = False
    sign: str = ""
    """What a form field shows that has no result."""

    def separate(self) -> None:
        """Pass from the instruction to the result; a list of choices may have one."""
        self.instructs = False
        if self.sign not in _BOXES:
            self.sign = ""

    @property
    def is_contents(self) -> bool:
        """Tell whether a table of contents is being shown, which is known to end."""
        return self.ends and not self.instructs and is_contents(self.code)


class Fields:
    """The open fields of one story."""

    def __init__(self) -> None:
        self.open: list[Field] = []
        self.muted = False
        """True where an instruction or a table of contents stands, neither of which is text."""
        self.in_contents = False

    def mark(self, mark: Element, ends: frozenset[Element]) -> str:
        """Follow one ``w:fldChar``; return the sign that a form field shows at its end."""
        kind, sign = mark.get(_TYPE), ""
        if kind == "begin" and len(self.open) < _MOST_OPEN:
            self.open.append(Field(ends=mark in ends, sign=_form_sign(mark)))
        elif kind == "separate" and self.open:
            self.open[-1].separate()
        elif kind == "end" and self.open:
            sign = self.open.pop().sign
        self._look()
        return sign

    def instruct(self, text: str | None) -> None:
        """Add to the instruction of the innermost field."""
        if self.open and len(self.open[-1].code) < _CODE_CHARS:
            self.open[-1].code += text or ""

    def end_paragraph(self) -> None:
        """End open instructions: a field left open hides nothing of the next paragraph."""
        for field in self.open:
            field.instructs = False
        self._look()

    def _look(self) -> None:
        self.in_contents = any(field.is_contents for field in self.open)
        self.muted = self.in_contents or any(field.instructs for field in self.open)


def is_contents(code: str) -> bool:
    """Tell the instruction of a table of contents."""
    return _CONTENTS.match(code) is not None


def ending_fields(root: Element) -> frozenset[Element]:
    """Return the begins of all fields that have an end."""
    waiting: list[Element] = []
    found: set[Element] = set()
    for mark in root.iter(w("fldChar")):
        kind = mark.get(_TYPE)
        if kind == "begin":
            waiting.append(mark)
        elif kind == "end" and waiting:
            found.add(waiting.pop())
    return frozenset(found)


def _form_sign(begin: Element) -> str:
    """Return what a check box or a list of choices shows (17.16.8, 17.16.9)."""
    data = child(begin, w("ffData"))
    box, choices = child(data, w("checkBox")), child(data, w("ddList"))
    if box is not None:
        states = (child(box, w("checked")), child(box, w("default")))
        state = next((state for state in states if state is not None), None)
        return _BOXES[state is not None and is_on(state)]
    if choices is not None:
        entries = [value(entry) or "" for entry in choices.iterchildren(w("listEntry"))]
        chosen = whole(value(child(choices, w("result")))) or 0
        return entries[chosen] if 0 <= chosen < len(entries) else ""
    return ""
