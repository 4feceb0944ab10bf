"""Text of what a rule of the audit asks, looks at, weighs and advises."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from doclineage.model import RuleGuide
from doclineage.wording import Language, say

if TYPE_CHECKING:
    from rich.console import Console


def show_rule(guide: RuleGuide, console: Console, language: Language) -> None:
    """Print one rule: its code and title, then what documents it."""
    vi = language == "vi"
    console.print(Text(f"{guide.code} · {guide.title if vi else guide.title_en}", style="bold"))
    grid = Table.grid(padding=(0, 2))
    grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")
    for name, said in (
        ("question", guide.question if vi else guide.question_en),
        ("evidence", guide.evidence if vi else guide.evidence_en),
        ("severity", guide.severity if vi else guide.severity_en),
        ("remedy", guide.remedy if vi else guide.remedy_en),
    ):
        if said:
            grid.add_row(Text(say(f"guide.{name}", language), style="dim"), Text(said))
    console.print(Padding(grid, (0, 0, 0, 2)))
