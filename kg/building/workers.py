"""Reading and extracting many files, in this process or in several; the results are the same."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
import traceback
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from functools import partial
from importlib import import_module

from kg.building.inputs import Input
from kg.building.report import Failure
from kg.errors import KgError, ReadError
from kg.model import Extraction
from kg.read import read
from kg.read.limits import DEFAULT, Limits

PARALLEL_BYTES = 400_000
"""Below so much input, starting worker processes costs more than it saves."""

MAX_STATEMENTS = 50_000
"""The most that one document may state; the longest real ones state a few hundred. A graph has to fit in memory."""


def extract_all(
    inputs: Sequence[Input], base: str, jobs: int | None, limits: Limits = DEFAULT
) -> Iterator[tuple[Input, Extraction | Failure]]:
    """Read and extract files; results come in no particular order.

    Args:
        base: the base IRI.
        jobs: number of worker processes; ``None`` for one a processor when there is enough to do.
        limits: what one file may hold at most.

    Raises:
        KgError: a worker process died (most likely the machine is out of memory).
    """
    jobs = min(jobs or _default_jobs(inputs), len(inputs))
    work = partial(extract_one, base=base, limits=limits)
    if jobs <= 1:
        yield from ((item, work(item)) for item in inputs)
        return
    with _pool(jobs) as pool:
        # The largest first, so that no worker is left with it at the end.
        waiting = {pool.submit(work, item): item for item in sorted(inputs, key=lambda i: -i.size)}
        try:
            for done in as_completed(waiting):
                yield waiting[done], done.result()
        except BrokenProcessPool as error:
            raise KgError("a worker process died, perhaps for lack of memory; try fewer --jobs") from error


def extract_one(item: Input, base: str, limits: Limits = DEFAULT) -> Extraction | Failure:
    """Read and extract one file; whatever goes wrong with it is its own failure, not that of the batch."""
    from kg.pipeline import extract_document

    try:
        extraction = extract_document(read(item.path, item.name, limits), base)
        if len(extraction.statements) > MAX_STATEMENTS:
            raise ReadError(
                item.path, f"states {len(extraction.statements)} numbers, at most {MAX_STATEMENTS} are read; split it"
            )
        return extraction
    except ReadError as error:
        return Failure(item.name, error.path, error.reason)
    except Exception as error:
        reason = f"internal error, please report it: {type(error).__name__}: {error}"
        return Failure(item.name, str(item.path), reason, traceback.format_exc())


def _default_jobs(inputs: Sequence[Input]) -> int:
    if sum(item.size for item in inputs) < PARALLEL_BYTES:
        return 1
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@contextmanager
def _pool(jobs: int) -> Iterator[ProcessPoolExecutor]:
    """Worker processes, forked where possible after the slow imports are done; an interruption ends them at once."""
    import_module("kg.pipeline")
    others = set(multiprocessing.active_children())
    method = "fork" if "fork" in multiprocessing.get_all_start_methods() else "spawn"
    pool = ProcessPoolExecutor(jobs, multiprocessing.get_context(method), initializer=_start_worker)
    try:
        yield pool
    except BaseException:
        for worker in set(multiprocessing.active_children()) - others:
            worker.terminate()
        raise
    finally:
        pool.shutdown(cancel_futures=True)


def _start_worker() -> None:
    """Leave Ctrl-C to the parent, and go when the parent goes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    threading.Thread(target=_follow_parent, daemon=True).start()


def _follow_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
