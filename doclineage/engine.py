"""Map one function over many items: one after the other, or over processes.

An engine has one method's shape: ``engine(work, items) -> outcomes`` in input order, an outcome
being a result or the `DoclineageError` that its item raised. The serial engine is the reference.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from typing import TypeVar

from doclineage.errors import DoclineageError

Item = TypeVar("Item")
Result = TypeVar("Result")


def serial(
    work: Callable[[Item], Result], items: Iterable[Item], *, jobs: int = 1
) -> Iterator[Result | DoclineageError]:
    """Do the work here, one item after the other."""
    del jobs
    return map(partial(_guarded, work), items)


def processes(
    work: Callable[[Item], Result], items: Iterable[Item], *, jobs: int = 0
) -> Iterator[Result | DoclineageError]:
    """Share the work among processes (`jobs`, 0 for one a core); outcomes keep the input order."""
    known = list(items)
    workers = min(jobs or os.cpu_count() or 1, max(1, len(known)))
    if workers == 1:
        yield from serial(work, known)
        return
    with ProcessPoolExecutor(max_workers=workers) as pool:
        chunk = max(1, min(16, len(known) // (workers * 4)))
        yield from pool.map(partial(_guarded, work), known, chunksize=chunk)


def _guarded(work: Callable[[Item], Result], item: Item) -> Result | DoclineageError:
    try:
        return work(item)
    except DoclineageError as failure:
        return failure
    except Exception as fault:  # noqa: BLE001  # a hostile file must not stop the batch
        return DoclineageError(str(item), "error.crashed", f"{type(fault).__name__}: {fault}")
