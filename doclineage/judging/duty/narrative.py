"""What a directive tells before its words of command: how things stand, and no task."""

from __future__ import annotations

import re

from doclineage.model import Document, Unit
from doclineage.vietnamese.normalise import fold_case

# … Thủ tướng Chính phủ yêu cầu: | … UBND tỉnh chỉ thị như sau:
_COMMAND = re.compile(
    r"(?<!\w)(?:yêu cầu|chỉ thị|chỉ đạo|đề nghị|quyết định|giao)(?!\w)[^.;:]*:\s*$"
)


def is_before_command(document: Document, index: int) -> bool:
    """Tell whether a paragraph stands at the top, before the one that commands what follows."""
    units = document.units
    if not _is_plain(units[index]) or units[index].text.rstrip().endswith(":"):
        return False
    before = (units[place] for place in document.content() if place < index)
    if not all(map(_is_plain, before)):
        return False
    for place in document.content():
        if place > index:
            if _COMMAND.search(fold_case(units[place].text)):
                return units[place].parent == -1
            if not _is_plain(units[place]):
                return False
    return False


def _is_plain(unit: Unit) -> bool:
    """Tell whether a unit is a paragraph under no heading, and commands nothing."""
    return unit.kind == "paragraph" and unit.marker is None and unit.parent == -1
