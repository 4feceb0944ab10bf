"""What became of a file's characters as text: sums, what was left out and why, what is missing."""

from __future__ import annotations

from collections import defaultdict

from rich.console import Console
from rich.text import Text

from doclineage.model import Account, Dropped, DropReason
from doclineage.reporting.layout import hang, quote
from doclineage.wording import Language, say, translate

#: Texts shown of each reason; all stand in the JSON.
_SHOWN = 3


def show_account(account: Account, console: Console, language: Language) -> None:
    """Print one file's account."""
    hang(console, "", Text(account.source.path, style="bold"))
    verdict = say("account.balanced" if account.balanced else "account.unbalanced", language)
    hang(console, "", Text(verdict, style="green" if account.balanced else "bold red"), indent=2)
    if account.source_letters is not None:
        sums = say("account.source", language, number=f"{account.source_letters:,}")
        hang(console, "", sums, indent=2)
    sums = say("account.sums", language, read=f"{account.read:,}", placed=f"{account.placed:,}")
    hang(console, "", sums, indent=2)
    for reason, drops in _by_reason(account).items():
        _show_reason(reason, drops, console, language)
    if account.unread:
        hang(console, f"! {say('account.unread', language)}: ", quote(account.unread), indent=2)
    for found in account.discrepancies:
        text = say("account.discrepancy", language, lost=found.lost, added=found.added)
        hang(console, "! ", text, indent=2)


def _by_reason(account: Account) -> dict[DropReason, list[Dropped]]:
    found: dict[DropReason, list[Dropped]] = defaultdict(list)
    for drop in account.dropped:
        found[drop.reason].append(drop)
    return dict(sorted(found.items()))


def _show_reason(
    reason: DropReason, drops: list[Dropped], console: Console, language: Language
) -> None:
    letters = sum(len("".join(drop.text.split())) for drop in drops)
    head = say("account.dropped", language, count=f"{letters:,}", times=f"{len(drops):,}")
    hang(console, f"- {translate('dropped', reason, language)}: ", head, indent=2)
    for drop in drops[:_SHOWN]:
        page = f" ({say('table.page', language, number=drop.page)})" if drop.page else ""
        hang(console, "  ", quote(" ".join(drop.text.split())) + page, indent=4)
    if len(drops) > _SHOWN:
        rest = say("account.more", language, count=len(drops) - _SHOWN)
        hang(console, "  ", Text(rest, style="dim"), indent=4)
