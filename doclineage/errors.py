"""The deliberate failures, one small tree.

DoclineageError
├── ReadingError        a file that cannot be read
├── UnusableInputError  a folder, argument or set of documents that gives no work
│   ├── ArgumentTypeError    (a TypeError too)
│   └── NoSuchDocumentError  (a KeyError too)
├── SettingsError       a settings or manifest file that says something we do not know
├── RegistryError       a name that no registered part answers to
└── WritingError        a result that cannot be written
"""

from __future__ import annotations

import re
from os import PathLike, fspath
from pathlib import Path

from doclineage import wording

#: Errors whose detail is what a parser says of a damaged file.
_DAMAGE = "broken-"
# 3/5 p.
_PAGES = re.compile(r"(?<=\d )p\.")


class DoclineageError(Exception):
    """Say where, what is wrong and what to do; `code` names the sentence in `wording.toml`.

    >>> str(DoclineageError("plan.docx", "error.empty-file"))
    'plan.docx: the file is empty: ask its sender for the document again'
    """

    def __init__(self, place: str, code: str, detail: str = "") -> None:
        super().__init__(place, code, detail)
        self.place, self.code, self.detail = place, code, detail

    def text(self, language: wording.Language) -> str:
        """Return the one line a person reads."""
        return f"{self.place}: {self.sentence(language)}"

    def sentence(self, language: wording.Language) -> str:
        """Return what is wrong and what to do, without the place.

        >>> ReadingError("a.docx", "error.broken-docx", "invalid tag <w>").sentence("vi")
        'tệp Word bị hỏng: mở bằng Word rồi lưu lại, hoặc xin bản khác'
        """
        detail = wording.translate("detail", self.detail, language)
        if (
            language == "vi"
            and detail == self.detail
            and self.code.partition(".")[2].startswith(_DAMAGE)
        ):
            # Only a parser's own English is left to say: it stands in the English sentence.
            return wording.say(self.code, language, detail="").replace(" ()", "", 1)
        pages = wording.translate("detail", "p.", language)
        return wording.say(self.code, language, detail=_PAGES.sub(pages, detail))

    def __str__(self) -> str:
        return self.text("en")


class ReadingError(DoclineageError):
    """A file cannot be read."""


class UnusableInputError(DoclineageError):
    """The arguments or the folder give nothing to work on."""


class ArgumentTypeError(UnusableInputError, TypeError):
    """A function is given what it does not work on."""


class NoSuchDocumentError(UnusableInputError, KeyError):
    """A graph is asked for a document that it lacks."""


class SettingsError(DoclineageError):
    """A settings file or manifest is not understood."""


class RegistryError(DoclineageError):
    """A name is not registered, or the part behind it lacks an extra."""


class WritingError(DoclineageError):
    """A result cannot be written."""


def expect(place: str, given: object, kinds: type | tuple[type, ...], code: str) -> None:
    """Raise ArgumentTypeError, a TypeError, for an argument that is none of some kinds."""
    if not isinstance(given, kinds):
        raise ArgumentTypeError(place, code, type(given).__name__)


def expect_path(place: str, given: object) -> Path:
    """Return a path; raises ArgumentTypeError, a TypeError, for what names no file."""
    if isinstance(given, str | PathLike) and isinstance(named := fspath(given), str):
        return Path(named)
    raise ArgumentTypeError(place, "error.no-path", type(given).__name__)
