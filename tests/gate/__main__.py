"""Print the gate's table and check its floors.

    python -m tests.gate [--raise] [--worst]

Exit status 1 where a measure is under its floor. `--raise` writes higher floors; `--worst` shows
the recall of every operator, the confused relations and some of what went wrong.
"""

from __future__ import annotations

import sys
from collections import Counter

from . import family2, floors
from .family import plan_names, score_plan
from .measures import measured, pair_measures, peer_scores, scores
from .score import Score

_WIDTH = 17


def main(arguments: list[str]) -> int:
    """Print the table; return 1 where a floor is not reached."""
    found = measured()
    derived = scores()
    _table("doclineage", {column: found[column] for column in derived})
    _table("doclineage", {column: found[column] for column in found if column not in derived})
    for label, by_column in peer_scores().items():
        _table(label, {column: pair_measures(score) for column, score in by_column.items()})
    _calibration(derived)
    if "--worst" in arguments:
        print(
            "\n".join(f"{name}: {line}" for name in plan_names() for line in score_plan(name).wrong)
        )
        print("\n".join(family2.score().wrong))
        for column, score in scores().items():
            _worst(column, score)
    if "--raise" in arguments:
        floors.raise_floors(found)
    faults = floors.below(found)
    print("\n".join(faults) or "every floor is reached")
    return bool(faults)


def _table(title: str, found: dict[str, dict[str, float]]) -> None:
    print(f"{title:28}" + "".join(f"{column:>{_WIDTH}}" for column in found))
    for name in dict.fromkeys(name for table in found.values() for name in table):
        cells = [f"{table[name]:.3f}" if name in table else "-" for table in found.values()]
        row = "".join(f"{cell:>{_WIDTH}}" for cell in cells)
        print(f"  {name:26}{row}")
    print()


def _calibration(by_column: dict[str, Score]) -> None:
    print("score promised and share of links right (links)")
    edges = sorted({edge for score in by_column.values() for edge in score.bins})
    for edge in edges:
        cells = [_reliability(score, edge) for score in by_column.values()]
        row = "".join(f"{cell:>{_WIDTH + 4}}" for cell in cells)
        print(f"  up to {edge:<20.3f}{row}")
    print()


def _reliability(score: Score, edge: float) -> str:
    tally = score.bins[edge]
    if not tally.true:
        return "-"
    return f"{score.promised[edge] / tally.true:.3f} {tally.recall:.3f} ({tally.true})"


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
                print(
                    f"    {side} {document.units[index].path}: {document.units[index].text[:100]}"
                )
        for link in miss.said:
            print(f"    said {link.parents} {link.children} {link.relation} {link.score}")
    print()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
