"""Print the gate's table and check its floors.

    python -m tests.gate [--raise] [--worst]

Exit status 1 where a measure is under its floor. `--raise` writes higher floors; `--worst` shows
the recall of every operator, the confused relations and some of what went wrong.
"""

from __future__ import annotations

import sys
from collections import Counter

from . import floors
from .measures import measures, pair_measures, peer_scores, scores
from .score import Score

_WIDTH = 17


def main(arguments: list[str]) -> int:
    """Print the table; return 1 where a floor is not reached."""
    measured = {column: measures(score) for column, score in scores().items()}
    _table("doclineage", measured)
    for label, by_column in peer_scores().items():
        _table(label, {column: pair_measures(score) for column, score in by_column.items()})
    _calibration(scores())
    if "--worst" in arguments:
        for column, score in scores().items():
            _worst(column, score)
    if "--raise" in arguments:
        floors.raise_floors(measured)
    faults = floors.below(measured) if floors.FLOORS.is_file() else ["no floors yet"]
    print("\n".join(faults) or "every floor is reached")
    return bool(faults)


def _table(title: str, measured: dict[str, dict[str, float]]) -> None:
    print(f"{title:28}" + "".join(f"{column:>{_WIDTH}}" for column in measured))
    for name in next(iter(measured.values())):
        row = "".join(f"{table[name]:>{_WIDTH}.3f}" for table in measured.values())
        print(f"  {name:26}{row}")
    print()


def _calibration(by_column: dict[str, Score]) -> None:
    print("share of links right, by score (links)")
    edges = sorted({edge for score in by_column.values() for edge in score.bins})
    for edge in edges:
        cells = [score.bins[edge] for score in by_column.values()]
        row = "".join(f"{f'{t.recall:.3f} ({t.true})':>{_WIDTH}}" for t in cells)
        print(f"  up to {edge:<20.2f}{row}")
    print()


def _worst(column: str, score: Score) -> None:
    print(f"{column}: recall of links by operator")
    for name, tally in sorted(score.operators.items(), key=lambda item: item[1].recall):
        print(f"  {name:26}{tally.recall:>8.3f}{tally.true:>8}")
    confused = {pair: n for pair, n in score.relations.items() if pair[0] != pair[1]}
    for (true, said), count in sorted(confused.items(), key=lambda item: -item[1]):
        print(f"  {true} taken for {said}: {count}")
    shown: Counter[str] = Counter()
    for miss in score.misses:
        shown[miss.kind] += 1
        if shown[miss.kind] > 3 or miss.fate is None:
            continue
        print(f"  {miss.kind}: {miss.derived.child.doc_id}: {'+'.join(miss.fate.operators)}")
        for side, document, units in (
            ("parent", miss.derived.parent, miss.fate.parents),
            ("child", miss.derived.child, miss.fate.children),
        ):
            for index in units:
                print(f"    {side} {document.units[index].path}: {document.units[index].text[:100]}")
        for link in miss.said:
            print(f"    said {link.parents} {link.children} {link.relation} {link.score}")
    print()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
