"""What others would do: line differences, and one similarity with the best assignment."""

from __future__ import annotations

from difflib import SequenceMatcher

from rapidfuzz import fuzz

from doclineage.model import Document

Pair = tuple[int, int]
#: Below this a pair is none: for each method the best of 0.30 to 0.70 in steps of 0.05 by link F1
#: on the 60 open children of the synthetic plans (2026-11).
_ASSIGNMENT_FLOOR = 0.50
_DIFFERENCE_FLOOR = 0.65


def difference(parent: Document, child: Document) -> set[Pair]:
    """Pair units by difflib over their texts; what is replaced is paired in order where alike."""
    left, right = parent.content(), child.content()
    texts_p = [parent.units[i].text for i in left]
    texts_c = [child.units[i].text for i in right]
    found: set[Pair] = set()
    for tag, a, b, c, d in SequenceMatcher(None, texts_p, texts_c, autojunk=False).get_opcodes():
        if tag == "equal":
            found.update(zip(left[a:b], right[c:d], strict=True))
        elif tag == "replace":
            found |= _in_order(texts_p, texts_c, left, right, (a, b, c, d))
    return found


def _in_order(
    texts_p: list[str],
    texts_c: list[str],
    left: tuple[int, ...],
    right: tuple[int, ...],
    block: tuple[int, int, int, int],
) -> set[Pair]:
    a, b, c, d = block
    found: set[Pair] = set()
    for i in range(a, b):
        for j in range(c, d):
            if fuzz.ratio(texts_p[i], texts_c[j]) >= 100 * _DIFFERENCE_FLOOR:
                found.add((left[i], right[j]))
                c = j + 1
                break
    return found


def assignment(parent: Document, child: Document) -> set[Pair]:
    """Pair units by rapidfuzz's character ratio and the assignment of the largest sum."""
    left, right = parent.content(), child.content()
    values = {}
    for i in left:
        for j in right:
            ratio = fuzz.ratio(
                parent.units[i].text, child.units[j].text, score_cutoff=100 * _ASSIGNMENT_FLOOR
            )
            if ratio:
                values[i, j] = ratio / 100 - _ASSIGNMENT_FLOOR
    found: set[Pair] = set()
    for part in _parts(values):
        found |= _solve(values, part)
    return found


def _parts(values: dict[Pair, float]) -> list[tuple[list[int], list[int]]]:
    """Return the connected parts of the graph of pairs."""
    home: dict[tuple[str, int], set[tuple[str, int]]] = {}
    for i, j in values:
        one = home.setdefault(("p", i), {("p", i)})
        two = home.setdefault(("c", j), {("c", j)})
        if one is not two:
            one |= two
            for node in two:
                home[node] = one
    unique = {id(part): part for part in home.values()}
    return [
        (sorted(n for side, n in part if side == "p"), sorted(n for side, n in part if side == "c"))
        for part in unique.values()
    ]


def _solve(values: dict[Pair, float], part: tuple[list[int], list[int]]) -> set[Pair]:
    """Maximise the sum by augmenting paths (Kuhn, Munkres), rows padded with empty partners."""
    rows, columns = part
    width = len(columns) + len(rows)
    cost = [
        [-values.get((row, column), 0.0) for column in columns] + [0.0] * len(rows) for row in rows
    ]
    price_row, price_column = [0.0] * (len(rows) + 1), [0.0] * (width + 1)
    owner = [0] * (width + 1)
    for row in range(1, len(rows) + 1):
        owner[0], column = row, 0
        least, way = [float("inf")] * (width + 1), [0] * (width + 1)
        used = [False] * (width + 1)
        while owner[column]:
            used[column] = True
            here, delta, following = owner[column], float("inf"), 0
            for j in range(1, width + 1):
                if used[j]:
                    continue
                reduced = cost[here - 1][j - 1] - price_row[here] - price_column[j]
                if reduced < least[j]:
                    least[j], way[j] = reduced, column
                if least[j] < delta:
                    delta, following = least[j], j
            for j in range(width + 1):
                if used[j]:
                    price_row[owner[j]] += delta
                    price_column[j] -= delta
                else:
                    least[j] -= delta
            column = following
        while column:
            owner[column], column = owner[way[column]], way[column]
    return {
        (rows[owner[j] - 1], columns[j - 1])
        for j in range(1, len(columns) + 1)
        if owner[j] and (rows[owner[j] - 1], columns[j - 1]) in values
    }
