"""The best set of pairs as a whole, every unit at most once, with the null option.

Maximum-weight bipartite matching by shortest augmenting paths (Kuhn 1955, Munkres 1957), on each
connected part of the candidate graph by itself; a pair below the floor is worth less than none.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from doclineage.aligning.features import Pair

#: A part with more units than this on a side is solved best-first: cubic time would hurt.
_LARGEST = 220


def assign(values: Mapping[Pair, float], floor: float) -> list[Pair]:
    """Return the pairs that together score most above `floor`.

    >>> assign({(0, 0): 0.9, (0, 1): 0.8, (1, 0): 0.8}, 0.3)
    [(0, 1), (1, 0)]
    """
    worth = {pair: value - floor for pair, value in values.items() if value > floor}
    chosen: list[Pair] = []
    for rows, columns in _parts(worth):
        if max(len(rows), len(columns)) > _LARGEST:
            chosen += _best_first(worth, set(rows))
        else:
            chosen += _solve(worth, rows, columns)
    return sorted(chosen)


def _parts(worth: Mapping[Pair, float]) -> Iterator[tuple[list[int], list[int]]]:
    """Yield the connected parts of the candidate graph, in order of their first row."""
    by_row: dict[int, list[int]] = defaultdict(list)
    by_column: dict[int, list[int]] = defaultdict(list)
    for row, column in sorted(worth):
        by_row[row].append(column)
        by_column[column].append(row)
    seen: set[int] = set()
    for start in sorted(by_row):
        if start in seen:
            continue
        rows, columns, open_rows = {start}, set[int](), [start]
        while open_rows:
            for column in by_row[open_rows.pop()]:
                if column not in columns:
                    columns.add(column)
                    fresh = [row for row in by_column[column] if row not in rows]
                    rows.update(fresh)
                    open_rows += fresh
        seen |= rows
        yield sorted(rows), sorted(columns)


def _best_first(worth: Mapping[Pair, float], rows: set[int]) -> list[Pair]:
    ranked = sorted((pair for pair in worth if pair[0] in rows), key=lambda p: (-worth[p], p))
    used_rows: set[int] = set()
    used_columns: set[int] = set()
    chosen = []
    for row, column in ranked:
        if row not in used_rows and column not in used_columns:
            used_rows.add(row)
            used_columns.add(column)
            chosen.append((row, column))
    return chosen


def _solve(worth: Mapping[Pair, float], rows: list[int], columns: list[int]) -> list[Pair]:
    if len(rows) == 1 or len(columns) == 1:
        best = max(
            ((r, c) for r in rows for c in columns if (r, c) in worth),
            key=lambda pair: (worth[pair], -pair[0], -pair[1]),
        )
        return [best]
    # Every row has a null column of its own (cost 0), so that no pair is ever forced.
    width = len(columns) + len(rows)
    cost = [
        [-worth.get((row, column), 0.0) for column in columns] + [0.0] * len(rows) for row in rows
    ]
    owner = _shortest_paths(cost, width)
    return [
        (rows[owner[j]], columns[j])
        for j in range(len(columns))
        if owner[j] >= 0 and (rows[owner[j]], columns[j]) in worth
    ]


def _shortest_paths(cost: list[list[float]], width: int) -> list[int]:
    """Return for each column the row that owns it (-1 none) at the least total cost."""
    row_price = [0.0] * len(cost)
    column_price = [0.0] * (width + 1)
    owner = [-1] * (width + 1)
    for row in range(len(cost)):
        owner[width] = row
        column = width
        best = [float("inf")] * (width + 1)
        came_from = [width] * (width + 1)
        used = [False] * (width + 1)
        while owner[column] != -1:
            used[column] = True
            here, delta, following = owner[column], float("inf"), width
            for j in range(width):
                if used[j]:
                    continue
                reduced = cost[here][j] - row_price[here] - column_price[j]
                if reduced < best[j]:
                    best[j], came_from[j] = reduced, column
                if best[j] < delta:
                    delta, following = best[j], j
            for j in range(width + 1):
                if used[j]:
                    row_price[owner[j]] += delta
                    column_price[j] -= delta
                else:
                    best[j] -= delta
            column = following
        while column != width:
            owner[column] = owner[came_from[column]]
            column = came_from[column]
    return owner[:width]
