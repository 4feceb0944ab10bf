"""Map one function over many items: one after the other, or over processes.

An engine has one method's shape: ``engine(work, items) -> outcomes`` in input order, an outcome
being a result or the `DoclineageError` that its item raised. The serial engine is the reference.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
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
    workers = min(jobs or os.cpu_count() or 1, len(known))
    if workers <= 1:
        return serial(work, known)
    pool = _pool(workers)
    chunk = max(1, min(16, len(known) // (workers * 4)))
    # Begun before the caller starts a thread for its progress bar: a fork would copy its locks.
    outcomes = pool.map(partial(_guarded, work), known, chunksize=chunk)
    return _collected(pool, outcomes, work, known)


def _collected(
    pool: ProcessPoolExecutor,
    outcomes: Iterator[Result | DoclineageError],
    work: Callable[[Item], Result],
    items: Sequence[Item],
) -> Iterator[Result | DoclineageError]:
    done = 0
    try:
        for outcome in outcomes:
            yield outcome
            done += 1
    except BrokenProcessPool:
        # A file brought a process down (memory, a fault in a parser): find out which.
        yield from map(partial(_alone, work), items[done:])
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _alone(work: Callable[[Item], Result], item: Item) -> Result | DoclineageError:
    """Do one item's work in a process that it may bring down."""
    with _pool(1) as pool:
        try:
            return pool.submit(_guarded, work, item).result()
        except BrokenProcessPool:
            return DoclineageError(str(item), "error.crashed", "the process was ended")


def _pool(workers: int) -> ProcessPoolExecutor:
    # Ctrl-C reaches every process of a terminal; ours end without a word.
    return ProcessPoolExecutor(
        workers, initializer=signal.signal, initargs=(signal.SIGINT, signal.SIG_DFL)
    )


def _guarded(work: Callable[[Item], Result], item: Item) -> Result | DoclineageError:
    try:
        return work(item)
    except DoclineageError as failure:
        return failure
    except Exception as fault:  # noqa: BLE001  # a hostile file must not stop the batch
        return DoclineageError(str(item), "error.crashed", f"{type(fault).__name__}: {fault}")
