"""Every threshold and bound, named, with its reason, in one frozen value."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Annotated, Any, get_args

import msgspec

from doclineage.errors import SettingsError
from doclineage.model import Choice, Severity

Bound = Annotated[int, msgspec.Meta(ge=1, le=10**9)]
#: Memory may be larger than what is read into it.
Memory = Annotated[int, msgspec.Meta(ge=1, le=10**12)]
#: A day at most: operating systems wait no more than some weeks.
Seconds = Annotated[int, msgspec.Meta(ge=1, le=86_400)]
#: What is nested is followed by calls in calls, of which Python has a thousand.
Depth = Annotated[int, msgspec.Meta(ge=1, le=100)]
Share = Annotated[float, msgspec.Meta(ge=0, le=1)]
#: Bytes of a file that a person wrote by hand; a manifest of 10,000 files has 2,000,000.
MOST_WRITTEN, MOST_LISTED = 1_000_000, 10_000_000
#: Years in which a person may have decided: any other is a slip of typing (2206, 9999). No clock
#: is asked, so that the same settings always say the same.
DECIDED_YEARS = range(2000, 2100)
#: From this likeness the item nearest to an omitted task may hold part of it: of 41 omissions told
#: as errors in four families of plans, all 15 false ones had such an item, of 26 true ones four.
NEAR_FLOOR = 0.25


class Waiver(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A finding that a person accepted: `plan` by its id or number, `path` in either document."""

    code: str
    plan: str
    fingerprint: str
    reason: str
    date: date | None
    path: str = ""
    choice: Choice = "accepted"
    """Only what is accepted is waived; the rest is shown as decided and still counts."""


class Commune(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A phường, xã or đặc khu of a province, and the days on which it is one (None: open)."""

    name: str
    kind: str
    province: str
    since: date | None = None
    until: date | None = None

    @classmethod
    def from_row(cls, row: dict[str, str]) -> Commune:
        """Return what one line of a table says; raises ValueError where it says too little."""
        if not all(row.get(column) for column in ("name", "kind", "province")):
            raise ValueError(" ".join(row.values()))
        days = (row.get("since"), row.get("until"))
        since, until = (date.fromisoformat(day) if day else None for day in days)
        return cls(
            name=row["name"], kind=row["kind"], province=row["province"], since=since, until=until
        )


class Settings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Read from ``doclineage.toml`` or ``[tool.doclineage]`` of ``pyproject.toml``; scores 0..1."""

    # --- reading: documents are hostile until parsed -------------------------------------------
    #: Bytes of one file; a ward's plan is under 1 MB, a scanned decree under 50 MB.
    max_file_bytes: Bound = 100_000_000
    #: Bytes that one archive may expand to, and how many times its own size.
    max_expanded_bytes: Bound = 400_000_000
    max_expansion_ratio: Bound = 200
    #: Pages of one PDF; the longest real law here has 115.
    max_pages: Bound = 3_000
    #: Seconds for a PDF that may cost much more than it is large; 1,000 pages of tables take 100.
    max_pdf_seconds: Seconds = 120
    #: Pixels of one scanned page; A4 at 600 dpi has 35 million, A3 at 400 dpi 31 million.
    max_pixels: Bound = 60_000_000
    #: Scanned pages of one file, and seconds for one of them; a page takes 0.6 to 2.
    max_ocr_pages: Bound = 500
    ocr_seconds: Seconds = 60
    #: Blocks of one document; the longest decree here has 2,189 paragraphs.
    max_blocks: Bound = 200_000
    #: Elements of one part of a Word file; the longest decree here has 105,880.
    max_elements: Bound = 2_000_000
    #: Characters of one line or paragraph, and of a whole text; real ones are far below.
    max_unit_chars: Bound = 120_000
    max_text_chars: Bound = 30_000_000
    #: Seconds that LibreOffice may take for one file; a law of 2,189 paragraphs takes 2, thrice
    #: that where eight processes share two cores.
    office_seconds: Seconds = 60
    #: Bytes of memory that it may use; it starts with 0.5 GB of address space.
    office_memory_bytes: Memory = 4_000_000_000
    #: Files of one folder.
    max_files: Bound = 20_000
    #: Depth of nested tables, text boxes and list levels that is still followed.
    max_depth: Depth = 32

    # --- aligning ------------------------------------------------------------------------------
    #: Below this score two units are strangers: the value of the null option.
    match_floor: Share = 0.42
    #: A pair that its surroundings speak for (linked sections, siblings) may score this much less.
    context_bonus: Share = 0.10
    #: The same, where it only decides between pairs that score alike.
    tie_bonus: Share = 0.015
    #: Share of a heading's descendants that must go together for its children to carry it.
    votes_floor: Share = 0.5
    #: Share of a unit's content that must be found in another for a split or a merge.
    containment_floor: Share = 0.72
    #: A syllable pair that stands in more units than this says nothing about partners.
    common_gram_units: Bound = 60

    # --- judging -------------------------------------------------------------------------------
    #: Share of what a clause says that the child must say for the clause to count as carried, where
    #: the text around it was kept: what is not held then was cut.
    clause_floor: Share = 0.6
    #: The same where the text around it is worded anew as well. Of what was truly left out of three
    #: families of plans written by hand a tenth was said at the most, of what was only said
    #: otherwise mostly 0.4 to 0.6 (2026-11).
    reworded_clause_floor: Share = 0.4
    #: The same for a task of one sentence, which is matched with its answer already: only where
    #: next to nothing of it is said is it lost as a whole.
    sentence_floor: Share = 0.3
    #: Below this share of equal syllables a difference is a rewording, never noise.
    noise_similarity: Share = 0.8
    #: Edits reach to the bounds of words ("nền tảng" for "tảng"): wants the extra ``words``, takes
    #: a second to load and a thousandth for each text that differs. Judgement stays the same.
    word_edits: bool = False

    # --- lineage -------------------------------------------------------------------------------
    #: Share of a document's five-syllable runs that another must hold to be aligned with it.
    #: Plans made from one directive share 0.62 and more, seven unrelated laws under 0.08.
    shingle_floor: Share = 0.1
    #: Share of a document's syllables that the partners of its units hold too, from which it
    #: evidently derives: such plans have 0.78 and more, a decree and its law at most 0.34.
    derived_floor: Share = 0.5
    #: Share of the shorter text's five-syllable runs that the other must hold for a plan to follow
    #: a document that it only names beside others: plans and their parents share 0.53 and more, a
    #: plan and what its parent carries out, or a law and its decree, at most 0.34.
    followed_floor: Share = 0.4
    #: Files of communes beside those of Hà Nội, from the settings file's folder: tab-separated,
    #: a heading line name, kind, province, since, until. What they say goes to `communes`.
    commune_files: tuple[str, ...] = ()
    communes: tuple[Commune, ...] = ()
    # --- drawing -------------------------------------------------------------------------------
    #: Share of the parent's tasks from which a plan is drawn as covering them, and below which as
    #: poor; the four plans of the corpus, each with faults, lie at 0.82 to 0.89.
    cover_good: Share = 0.9
    cover_poor: Share = 0.7
    #: Pairs that are compared for the sake of a picture; 126 wards take about ten seconds.
    max_tree_pairs: Bound = 400

    # --- auditing ------------------------------------------------------------------------------
    #: Codes of rules that are not run.
    disabled_rules: tuple[str, ...] = ()
    #: Severity by rule code, where the rule's own does not suit.
    rule_severity: dict[str, Severity] = msgspec.field(default_factory=dict)
    #: Above this share of copied words a plan shows no thought of its own.
    copy_limit: Share = 0.9
    #: Below the first share of the parent's tasks carried, of which at most the second as they
    #: stand, a plan says most in words of its own: of what was told as omitted in six such plans
    #: (four families written by hand) five in six were there, in fourteen others one in three.
    own_words_coverage: Share = 0.8
    own_words_kept: Share = 0.1
    #: Syllables of body and annexes under which a document that answers nothing was not read: a
    #: directive of two sentences has 30, letters recognised on a photo are a few.
    fewest_words: Bound = 20
    #: Findings that a person accepted, with reason and date.
    waivers: tuple[Waiver, ...] = ()

    def __post_init__(self) -> None:
        """Refuse what a settings file would be refused for; msgspec checks only what it reads."""
        defaults = zip(self.__struct_fields__, self.__struct_defaults__, strict=True)
        stated = {
            name: value
            for name, default in defaults
            if (value := getattr(self, name)) is not default
        }
        for name, value in stated.items():
            if isinstance(value, float) and not math.isfinite(value):
                raise SettingsError("settings", "error.bad-settings", f"{name} = {value}")
            try:
                msgspec.convert(value, _types()[name])
            except msgspec.ValidationError as fault:
                detail = f"{name} = {value!r:.80}: {fault}"
                raise SettingsError("settings", "error.bad-settings", detail) from fault


@cache
def _types() -> dict[str, Any]:
    return {field.name: field.type for field in msgspec.structs.fields(Settings)}


DEFAULTS = Settings()


def load_settings(path: Path) -> Settings:
    """Return the settings that a TOML file states, `DEFAULTS` for the rest.

    ``pyproject.toml`` is read at ``[tool.doclineage]``, any other file at its top.
    """
    table = read_table(path, "error.bad-settings")
    if path.name == "pyproject.toml":
        tools = table.get("tool")
        table = tools.get("doclineage", {}) if isinstance(tools, dict) else {}
    place = str(path)
    if not isinstance(table, dict):
        raise SettingsError(place, "error.bad-settings", "[tool.doclineage]")
    unknown = sorted(set(table) - set(Settings.__struct_fields__))
    if unknown:
        raise SettingsError(place, "error.unknown-setting", ", ".join(unknown))
    for name, stated in table.items():
        if isinstance(stated, float) and not math.isfinite(stated):
            raise SettingsError(place, "error.bad-settings", f"{name} = {stated}")
    _check_severities(table.get("rule_severity"), place)
    try:
        settings = msgspec.convert(table, Settings)
    except msgspec.ValidationError as fault:
        raise SettingsError(place, "error.bad-settings", str(fault)) from fault
    _check_waivers(settings.waivers, place)
    found = [unit for name in settings.commune_files for unit in load_communes(path.parent / name)]
    return msgspec.structs.replace(settings, communes=(*settings.communes, *found))


def load_communes(path: Path) -> tuple[Commune, ...]:
    """Return the communes that a tab-separated file states, `#` lines and empty ones left out."""
    try:
        lines = [line for line in written_text(path).splitlines() if line.strip()]
        lines = [line for line in lines if not line.startswith("#")]
        columns = lines[0].split("\t") if lines else []
        rows = (dict(zip(columns, line.split("\t"), strict=False)) for line in lines[1:])
        return tuple(Commune.from_row(row) for row in rows)
    except OSError as fault:
        raise SettingsError(str(path), "error.unreadable", fault.strerror or str(fault)) from fault
    except ValueError as fault:  # a line without a name, no date, no UTF-8, too long
        raise SettingsError(str(path), "error.bad-communes", str(fault)[:80]) from fault


def _check_severities(stated: object, place: str) -> None:
    """Refuse a weight that no finding has; whether the codes are known the audit says."""
    known = get_args(Severity)
    for code, severity in stated.items() if isinstance(stated, dict) else ():
        if severity not in known:
            detail = f"rule_severity.{code} = {severity!r:.80}; {', '.join(known)}"
            raise SettingsError(place, "error.unknown-severity", detail)


def _check_waivers(waivers: Sequence[Waiver], place: str) -> None:
    """Refuse a waiver without its reason, or of a day on which nobody can have decided."""
    for number, waiver in enumerate(waivers, start=1):
        faults = []
        if not waiver.reason.strip():
            faults.append('reason = ""')
        if waiver.date is None or waiver.date.year not in DECIDED_YEARS:
            faults.append(f"date = {waiver.date}")
        if faults:
            detail = f"[[waivers]] {number}, {waiver.code:.20}, {waiver.plan:.80}: "
            raise SettingsError(place, "error.bad-waiver", detail + ", ".join(faults))


def read_table(path: Path, code: str, most: int = MOST_WRITTEN) -> dict[str, Any]:
    """Return what a TOML file states; raises SettingsError, of `code` where it is no TOML."""
    try:
        return tomllib.loads(written_text(path, most))
    except OSError as fault:
        reason = fault.strerror or str(fault)
        raise SettingsError(str(path), "error.unreadable", reason) from fault
    except RecursionError as fault:
        raise SettingsError(str(path), code, "nested too deeply") from fault
    except ValueError as fault:  # no TOML, no UTF-8, too long, a number of 5,000 digits
        raise SettingsError(str(path), code, str(fault)) from fault


def written_text(path: Path, most: int = MOST_WRITTEN) -> str:
    """Return the text of a regular file of at most `most` bytes; raises OSError, ValueError."""
    path.stat()
    data = read_bounded(path, most)
    if len(data) > most:
        raise ValueError(f"> {most:,} bytes")
    return data.decode("utf-8-sig")


def read_bounded(path: Path, most: int) -> bytes:
    """Return the bytes of a regular file up to one more than `most`, which tells that it is longer.

    Raises OSError, also for a folder, a pipe, a device: they have no size to bound, and a pipe
    would wait for ever.
    """
    if not path.is_file():
        raise OSError("not a file")
    with path.open("rb") as stream:
        return stream.read(most + 1)
