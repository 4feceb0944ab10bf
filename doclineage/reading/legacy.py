"""Old text of one document to Unicode, and what to say about it; every reader of text asks here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property

from doclineage.model import Notice
from doclineage.vietnamese.legacy import (
    Part,
    Shown,
    decode_line,
    has_old_words,
    is_modern,
    is_suspect,
    shown_encodings,
)
from doclineage.vietnamese.legacy_letters import Encoding
from doclineage.vietnamese.twice_encoded import (
    may_be_twice_encoded,
    shows_twice_encoded,
    undo_twice_encoded,
)
from doclineage.wording import phrase

#: Names that people know the encodings by; cp1258 is none that needs a word.
_NAMES = {"tcvn3": "TCVN3 (ABC)", "vni": "VNI", "viscii": "VISCII"}


class LegacyText:
    """The lines of one document to Unicode.

    `text` gives the document's text, parted by line feeds; it is asked for once a line looks
    old. `old` says that no line is Unicode.
    """

    def __init__(self, text: Callable[[], str], *, old: bool = False) -> None:
        self._ask, self._old = text, old
        self.counts: Counter[str] = Counter()
        """How many lines each encoding was undone in."""

    @cached_property
    def _text(self) -> str:
        return self._ask()

    @cached_property
    def _shown(self) -> Shown:
        return shown_encodings(self._text, old=self._old)

    @cached_property
    def _twice(self) -> bool:
        return not self._old and shows_twice_encoded(self._text)

    @property
    def encodings(self) -> frozenset[Encoding]:
        """The encodings that the document shows."""
        return self._shown.encodings

    def line(self, text: str) -> str:
        """Return one line or paragraph in Unicode."""
        return self.parts((Part(text),))[0]

    def parts(self, parts: Sequence[Part]) -> tuple[str, ...]:
        """Return the pieces of one line or paragraph in Unicode, as many as there were."""
        whole = "".join([part.text for part in parts])
        if not (self.looks_old(whole) or any(part.font for part in parts)):
            return tuple([part.text for part in parts])
        mended = self._mended(parts, whole)
        if mended is not None:
            self.counts["twice"] += 1
            return mended
        decoded = decode_line(parts, self._shown)
        self.counts.update(decoded.encodings)
        return decoded.parts

    def looks_old(self, text: str) -> bool:
        """Tell whether a line is worth a look; those in old fonts always are."""
        if text.isascii():
            return False
        # Once a line has looked old those that do not by themselves are weighed as well.
        met = "_shown" in self.__dict__ and bool(self._shown.encodings)
        if self._old or met:
            return True
        if is_modern(text):
            # Till the document has shown old words, a line that mixes both is taken for new.
            return False
        return is_suspect(text) and (has_old_words(text) or may_be_twice_encoded(text))

    def _mended(self, parts: Sequence[Part], whole: str) -> tuple[str, ...] | None:
        """Return the pieces without their second encoding, None where they have none."""
        mended = None if self._shown.old else undo_twice_encoded(whole, sure=self._twice)
        if mended is None:
            return None
        pieces = [undo_twice_encoded(part.text, sure=True) for part in parts]
        if all(new or part.text.isascii() for new, part in zip(pieces, parts, strict=True)):
            return tuple(new or part.text for new, part in zip(pieces, parts, strict=True))
        # A character that is cut in two by a change of the font belongs to no piece.
        return (mended, *[""] * (len(parts) - 1))

    def notices(self) -> Iterator[Notice]:
        """Yield what was done and what is doubtful, one notice a kind."""
        yield from legacy_notices(self.counts)
        if self._old and not self._shown.encodings:
            count = sum(not sign.isascii() for sign in self._text)
            yield _notice("unsure-encoding", count=count)


def modern_lines(text: str, *, old: bool = False) -> str:
    """Return a text, parted by line feeds, in Unicode."""
    legacy = LegacyText(lambda: text, old=old)
    return "\n".join(map(legacy.line, text.split("\n")))


def legacy_notices(counts: Counter[str]) -> Iterator[Notice]:
    """Yield what was done, by the lines that each encoding was undone in."""
    if twice := counts["twice"]:
        yield _notice("double-encoding", count=twice)
    named = {name: shown for name, shown in _NAMES.items() if counts[name]}
    if named:
        count = sum(counts[name] for name in named)
        yield _notice("legacy-encoding", count=count, encodings=", ".join(named.values()))


def _notice(code: str, **values: object) -> Notice:
    said = phrase(f"notice.{code}", **values)
    return Notice(code=code, message=said.vi, message_en=said.en)
