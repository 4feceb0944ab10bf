"""Every threshold and bound, named, with its reason, in one frozen value."""

from __future__ import annotations

import tomllib
from pathlib import Path

import msgspec

from doclineage.errors import SettingsError


class Settings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Read from ``doclineage.toml`` or ``[tool.doclineage]`` of ``pyproject.toml``; scores 0..1."""

    # --- reading: documents are hostile until parsed -------------------------------------------
    #: Bytes of one file; a ward's plan is under 1 MB, a scanned decree under 50 MB.
    max_file_bytes: int = 100_000_000
    #: Bytes that one archive may expand to, and how many times its own size.
    max_expanded_bytes: int = 400_000_000
    max_expansion_ratio: int = 200
    #: Pages of one PDF; the longest real law here has 115.
    max_pages: int = 3_000
    #: Blocks of one document; the longest decree here has 2,189 paragraphs.
    max_blocks: int = 200_000
    #: Files of one folder.
    max_files: int = 20_000
    #: Depth of nested tables, text boxes and list levels that is still followed.
    max_depth: int = 32

    # --- aligning ------------------------------------------------------------------------------
    #: Below this score two units are strangers: the value of the null option.
    match_floor: float = 0.42
    #: A pair that its surroundings speak for (linked sections, siblings) may score this much less.
    context_bonus: float = 0.10
    #: Share of a heading's descendants that must go together for its children to carry it.
    votes_floor: float = 0.5
    #: Share of a unit's content that must be found in another for a split or a merge.
    containment_floor: float = 0.72
    #: A syllable pair that stands in more units than this says nothing about partners.
    common_gram_units: int = 60

    # --- judging -------------------------------------------------------------------------------
    #: Share of a clause's syllables that the child must hold for the clause to count as carried.
    clause_floor: float = 0.6
    #: Below this share of equal syllables a difference is a rewording, never noise.
    noise_similarity: float = 0.8


DEFAULTS = Settings()


def load_settings(path: Path) -> Settings:
    """Return the settings that a TOML file states, `DEFAULTS` for the rest.

    ``pyproject.toml`` is read at ``[tool.doclineage]``, any other file at its top.
    """
    try:
        table = tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as fault:
        raise SettingsError(str(path), "error.bad-settings", str(fault)) from fault
    if path.name == "pyproject.toml":
        table = table.get("tool", {}).get("doclineage", {})
    try:
        return msgspec.convert(table, Settings)
    except msgspec.ValidationError as fault:
        raise SettingsError(str(path), "error.bad-settings", str(fault)) from fault
