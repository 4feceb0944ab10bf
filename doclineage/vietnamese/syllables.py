"""What may be a Vietnamese syllable: onset, rime and tone, without a dictionary."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from doclineage.vietnamese.normalise import fold_case
from doclineage.vietnamese.tables import load_table

_ONSET = re.compile(r"(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdđghklmnpqrstvx])?")
_TONE = {"": "", "\u0300": "f", "\u0301": "s", "\u0303": "x", "\u0309": "r", "\u0323": "j"}


@cache
def _rimes() -> dict[str, str]:
    return {rime: row["tones"] for row in load_table("rimes") for rime in row["rimes"].split()}


@lru_cache(maxsize=32768)
def is_syllable(word: str) -> bool:
    """Tell whether `word` may be one Vietnamese syllable.

    >>> [is_syllable(word) for word in ("nghiêng", "quốc", "giếng", "niêm", "tâp", "wifi", "nên")]
    [True, True, True, True, False, False, True]
    """
    plain, tones = [], []
    for char in unicodedata.normalize("NFD", fold_case(word)):
        if char in _TONE:
            tones.append(char)
        else:
            plain.append(char)
    if len(tones) > 1:
        return False
    body = unicodedata.normalize("NFC", "".join(plain))
    tone = tones[0] if tones else ""
    return any(_fits(onset, body[len(onset) :], tone) for onset in _onsets(body))


def _onsets(body: str) -> list[str]:
    match = _ONSET.match(body)
    onset = match.group() if match else ""
    # "gì", "giếng": the i of gi may belong to the rime; "quốc": u to the rime of q.
    return [onset, onset[0]] if onset in {"gi", "qu"} else [onset, ""] if not onset else [onset]


def _fits(onset: str, rime: str, tone: str) -> bool:
    choices = [rime]
    if onset == "qu":
        choices.append(f"u{rime}")
    elif onset == "g" and rime.startswith("i") and len(rime) > 1:
        choices.append(rime[1:])
    for choice in choices:
        tones = _rimes().get(choice)
        if tones == "all" or (tones == "stop" and tone in {"\u0301", "\u0323"}):
            return True
    return False
