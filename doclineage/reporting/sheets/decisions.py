"""A decided workbook to decisions: the way back from `doclineage.reporting.sheets.workbook`.

The workbook went through other hands and programs: rows may be sorted, filtered, left out, columns
moved. It is found by the heads of its columns, and read within bounds; formulas are not computed.
"""

from __future__ import annotations

import io
import re
import unicodedata
import warnings
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import IO, Any, Literal, NamedTuple, TypeAlias, get_args

from doclineage.errors import ReadingError
from doclineage.model import Choice, Document
from doclineage.settings import DECIDED_YEARS, Settings, Waiver, read_bounded
from doclineage.vietnamese.normalise import fold_case, fold_marks
from doclineage.wording import Language, phrase, say, shorten

#: Columns without which a row decides nothing, and those that say more.
_NEEDED = ("code", "decision", "plan", "fingerprint")
_FURTHER = ("reason", "date", "parent-place", "child-place")
#: The suspect decisions of an earlier run: answered by deciding on the finding itself.
_SUSPECT = "A00"
#: Entries of the archive, rows of a sheet (Excel's bound), columns of a row, rows for the heads.
_MOST_ENTRIES, _MOST_ROWS, _MOST_COLUMNS, _MOST_HEAD_ROWS = 2_000, 1_048_576, 200, 20
#: Below this size no expansion hurts: sheets of repeated words expand far.
_HARMLESS_BYTES = 20_000_000
#: Bytes that are looked through at once, and characters of a cell that are kept.
_PIECE_BYTES, _LONGEST = 1_000_000, 2_000
#: Names of a long list that are shown, and characters of a day that is none.
_SHOWN, _SHOWN_DAY = 8, 40
_Row: TypeAlias = Mapping[str, str | date | None]
# 20/11/2026, 20-11-2026, 20.11.2026 as typed into a cell that is no date
_TYPED_DAY = re.compile(r"(?P<day>\d{1,2})[/.-](?P<month>\d{1,2})[/.-](?P<year>\d{4})")


class BadDay(NamedTuple):
    """What a row has for the day of its decision that is no such day."""

    said: str


class Split(NamedTuple):
    """Rows that decide one finding in different ways, and the choice that holds."""

    rows: tuple[int, ...]
    choice: Choice


class Decisions(NamedTuple):
    """What a workbook decides; `strange` are the numbers of rows that are not understood.

    `bad_days` are those of rows of which only the day is not.
    """

    waivers: tuple[Waiver, ...]
    strange: tuple[int, ...]
    bad_days: tuple[tuple[int, BadDay], ...] = ()
    splits: tuple[Split, ...] = ()

    @property
    def useless(self) -> bool:
        """Tell whether something was decided and nothing of it is understood."""
        return not self.waivers and bool(self.strange or self.bad_days)

    def doubts(self, documents: Sequence[Document], language: Language) -> str:
        """Return in one sentence what of the workbook has no effect, nothing where all has."""
        known = {name for d in documents for name in (d.doc_id, d.letterhead.number)}
        lost = [waiver.plan for waiver in self.waivers if waiver.plan not in known]
        told = []
        if self.strange:
            rows = _listed(map(str, self.strange))
            told.append(say("decision.strange", language, count=len(self.strange), rows=rows))
        if self.bad_days:
            rows = _listed(f"{row}: “{day.said}”" for row, day in self.bad_days)
            told.append(say("decision.bad-day", language, count=len(self.bad_days), rows=rows))
        for split in self.splits[:_SHOWN]:
            choice, rows = say(f"choice.{split.choice}", language), _listed(map(str, split.rows))
            told.append(say("decision.split", language, rows=rows, choice=choice))
        if lost:
            plans = _listed(dict.fromkeys(lost))
            told.append(say("decision.lost", language, count=len(lost), plans=plans))
        return "; ".join(told)


class _NoFindingsError(Exception):
    """No sheet of a workbook is a sheet of findings."""


def _listed(names: Iterable[str]) -> str:
    """Return names as a list of which the end is left out where it grows long."""
    known = list(names)
    return ", ".join([*known[:_SHOWN], *(["…"] if len(known) > _SHOWN else [])])


def read_decisions(path: Path, settings: Settings) -> Decisions:
    """Return the decisions in a workbook; raises `ReadingError` where it is none of ours."""
    data = _load(path, settings)
    rows: list[tuple[int, Waiver | BadDay | None]] = []
    try:
        _bound(data, str(path), settings)
        for number, row in _decided_rows(data):
            if len(rows) >= settings.max_blocks:
                detail = f"max_blocks = {settings.max_blocks:,}"
                raise ReadingError(str(path), "error.too-large", detail)
            rows.append((number, _waiver(row)))
    except _NoFindingsError as fault:
        heads = ", ".join(" / ".join(phrase(f"column.{name}")) for name in _NEEDED)
        raise ReadingError(str(path), "error.no-decisions", heads) from fault
    except ReadingError:
        raise
    except Exception as fault:  # whatever a damaged workbook makes openpyxl raise
        detail = " ".join(str(fault).split())[:200] or type(fault).__name__
        raise ReadingError(str(path), "error.broken-xlsx", detail) from fault
    # Equal texts share a pin: what anyone wants mended is not accepted.
    decided = [(number, made) for number, made in rows if isinstance(made, Waiver)]
    decided.sort(key=lambda row: row[1].choice == "accepted")
    return Decisions(
        waivers=tuple(waiver for _, waiver in decided),
        strange=tuple(number for number, made in rows if made is None),
        bad_days=tuple((number, made) for number, made in rows if isinstance(made, BadDay)),
        splits=tuple(_splits(decided)),
    )


def _splits(decided: Iterable[tuple[int, Waiver]]) -> Iterator[Split]:
    """Yield the findings that are decided in different ways; of their decisions the first holds."""
    pinned: dict[tuple[str, str, str], list[tuple[int, Waiver]]] = {}
    for number, waiver in decided:
        pin = (waiver.plan, waiver.code, waiver.fingerprint)
        pinned.setdefault(pin, []).append((number, waiver))
    for rows in pinned.values():
        if len({waiver.choice for _, waiver in rows}) > 1:
            yield Split(tuple(sorted(number for number, _ in rows)), rows[0][1].choice)


def _load(path: Path, settings: Settings) -> bytes:
    """Return the bytes of a regular file, bounded before and while it is read."""
    try:
        if not path.exists():
            raise ReadingError(str(path), "error.not-found", "not a file")
        data = read_bounded(path, settings.max_file_bytes)
    except OSError as fault:
        reason = fault.strerror or str(fault)
        raise ReadingError(str(path), "error.unreadable", reason) from fault
    if len(data) > settings.max_file_bytes:
        detail = f"> {settings.max_file_bytes:,} bytes"
        raise ReadingError(str(path), "error.too-large", detail)
    return data


def _bound(data: bytes, place: str, settings: Settings) -> None:
    """Refuse an archive that expands too far, and entities, which no workbook declares."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        entries = archive.infolist()
        expanded = sum(entry.file_size for entry in entries)
        most = min(
            settings.max_expanded_bytes,
            max(len(data) * settings.max_expansion_ratio, _HARMLESS_BYTES),
        )
        if expanded > most or len(entries) > _MOST_ENTRIES:
            detail = f"{len(data):,} to {expanded:,} bytes, {len(entries):,} entries"
            raise ReadingError(place, "error.expands-too-far", detail)
        for entry in entries:
            with archive.open(entry) as part:
                _refuse_doctype(part)


def _refuse_doctype(part: IO[bytes]) -> None:
    before = b""
    while piece := part.read(_PIECE_BYTES):
        # Text cannot hold these signs unescaped; without the zeros UTF-16 looks the same.
        if b"<!DOCTYPE" in (before + piece).replace(b"\0", b""):
            raise ValueError("DOCTYPE")
        before = piece[-32:]


def _decided_rows(data: bytes) -> Iterator[tuple[int, _Row]]:
    """Yield the rows in which something is decided, with their numbers.

    Raises `_NoFindingsError` where no sheet has the heads of our columns.
    """
    from openpyxl import load_workbook  # noqa: PLC0415  # loaded only where one is read

    met, total = False, 0
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what openpyxl does not know of a file is none of ours
        book = load_workbook(io.BytesIO(data), read_only=True, keep_links=False, rich_text=False)
        for sheet in book.worksheets:
            places: dict[str, int] = {}
            # One far cell makes a million empty rows; all sheets together have as many as one.
            values = sheet.iter_rows(
                max_row=max(1, _MOST_ROWS - total), max_col=_MOST_COLUMNS, values_only=True
            )
            for number, values_of_row in enumerate(values, start=1):
                total += 1
                if places:
                    row = {name: _tidy(values_of_row, at) for name, at in places.items()}
                    if row["decision"] and row["code"] != _SUSPECT:
                        yield number, row
                elif number > _MOST_HEAD_ROWS:
                    break
                else:
                    places = _places(values_of_row)
                    met = met or bool(places)
    if not met:
        raise _NoFindingsError


def _places(row: Sequence[Any]) -> dict[str, int]:
    """Return the columns of a row of heads by name, nothing where it is no such row."""
    heads = {_fold(value): at for at, value in enumerate(row) if isinstance(value, str)}
    places = {}
    for name in (*_NEEDED, *_FURTHER):
        found = [heads[_fold(head)] for head in phrase(f"column.{name}") if _fold(head) in heads]
        if found:
            places[name] = found[0]
    return places if all(name in places for name in _NEEDED) else {}


def _tidy(row: Sequence[Any], at: int) -> str | date | None:
    value = row[at] if at < len(row) else None
    if isinstance(value, datetime):
        return value.date()
    if value is None or isinstance(value, date):
        return value
    return " ".join(str(value).split())[:_LONGEST] or None


def _fold(text: str) -> str:
    return fold_marks(fold_case(unicodedata.normalize("NFC", " ".join(text.split()))))


def _waiver(row: _Row) -> Waiver | BadDay | None:
    """Return what one row decides, its day where only that is bad, None where it cannot be told."""
    decision, day = row["decision"], _day(row.get("date"))
    choice = _choices().get(_fold(str(decision)))
    plan, code, fingerprint = row["plan"], row["code"], row["fingerprint"]
    if choice is None or not (plan and code and fingerprint):
        return None
    if day is False:
        return BadDay(shorten(str(row["date"]), _SHOWN_DAY))
    return Waiver(
        code=str(code),
        plan=str(plan),
        fingerprint=str(fingerprint),
        reason=str(row.get("reason") or ""),
        date=day,
        path=str(row.get("parent-place") or row.get("child-place") or ""),
        choice=choice,
    )


@cache
def _choices() -> dict[str, Choice]:
    """Return the choices by their words in both languages, without accents."""
    return {
        _fold(word): choice
        for choice in get_args(Choice)
        for group in ("choice", "choice-spelling")
        for words in phrase(f"{group}.{choice}")
        for word in words.split(";")
    }


def _day(value: str | date | None) -> date | Literal[False] | None:
    """Return the day that a cell holds, False where nobody can have decided on it."""
    if value is None:
        return None
    day = value if isinstance(value, date) else _typed_day(value)
    return day if day and day.year in DECIDED_YEARS else False


def _typed_day(value: str) -> date | None:
    typed = _TYPED_DAY.fullmatch(value)
    try:
        if typed:
            return date(int(typed["year"]), int(typed["month"]), int(typed["day"]))
        return date.fromisoformat(value)
    except ValueError:
        return None
