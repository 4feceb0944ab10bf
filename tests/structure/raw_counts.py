"""Count articles, clauses and points of a law another way: by lines of its raw text alone.

Nothing of the package is used. Text between quotes that open a paragraph is the amended law's.
"""

from __future__ import annotations

import re
import subprocess
import unicodedata
import zipfile
from collections import Counter
from pathlib import Path

_PARAGRAPH = re.compile(r"</w:p>")
_TEXT = re.compile(r"<w:t(?: [^>]*)?>([^<]*)</w:t>")


def raw_lines(path: Path) -> list[str]:
    if path.suffix == ".docx":
        xml = zipfile.ZipFile(path).read("word/document.xml").decode("utf-8")
        xml = re.sub(r"<w:(?:tab|br)\b[^>]*/>", "<w:t> </w:t>", xml)
        lines = ["".join(_TEXT.findall(piece)) for piece in _PARAGRAPH.split(xml)]
    elif path.suffix == ".pdf":
        command = ["pdftotext", "-layout", str(path), "-"]
        text = subprocess.run(command, capture_output=True, encoding="utf-8", check=True).stdout
        lines = text.split("\n")
    else:
        lines = path.read_text("utf-8").split("\n")
    return [" ".join(unicodedata.normalize("NFC", line).split()) for line in lines]


def raw_counts(path: Path) -> Counter[str]:
    counts: Counter[str] = Counter()
    depth = 0
    for line in filter(None, raw_lines(path)):
        if depth == 0:
            kind = _kind(line, in_article=counts["article"] > 0)
            counts[kind] += 1
        if depth or line.startswith("“"):
            depth = max(0, depth + line.count("“") - line.count("”"))
    del counts[""]
    return counts


def _kind(line: str, *, in_article: bool) -> str:
    if re.match(r"Điều \d+[a-z]?\.", line):
        return "article"
    if in_article and re.match(r"\d{1,2}[a-z]?\s?\.(?!\d)\s?\S", line):
        return "clause"
    if in_article and re.match(r"[a-zđ]\d?[.)]\s?\D", line):
        return "point"
    return ""
