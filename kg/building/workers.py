"""Reading and extracting many files, in this process or in several; the results are the same."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
import traceback
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import replace
from importlib import import_module
from itertools import chain, islice

from kg.building.inputs import Input
from kg.building.report import Failure
from kg.errors import KgError, ReadError
from kg.given import merge
from kg.model import Document, Extraction
from kg.read import read
from kg.read.limits import DEFAULT, Limits

PARALLEL_BYTES = 400_000
"""Below so much input, starting worker processes costs more than it saves."""

AHEAD = 4
"""How many documents a worker process has waiting."""

MAX_STATEMENTS = 50_000
"""The most that one document may state; the longest real ones state a few hundred. A graph has to fit in memory."""


Work = tuple[Input, Document | None]
"""What to extract: a file, or a row with the document that it holds."""


def extract_all(
    files: Sequence[Input], rows: Iterable[Work], size: int, base: str, jobs: int | None, limits: Limits = DEFAULT
) -> Iterator[tuple[Input, Extraction | Failure]]:
    """Read and extract documents; results come in no particular order, and few documents are held at a time.

    Args:
        rows: gone through once, only as fast as they are extracted.
        size: of all documents together, in bytes.
        base: the base IRI.
        jobs: number of worker processes; ``None`` for one a processor when there is enough to do.
        limits: what one file may hold at most.

    Raises:
        KgError: a worker process died (most likely the machine is out of memory).
    """
    # The largest first, so that no worker is left with it at the end.
    work: Iterator[Work] = chain(((item, None) for item in sorted(files, key=lambda i: -i.size)), rows)
    jobs = jobs or _default_jobs(size)
    ahead = list(islice(work, 2))
    work = chain(ahead, work)
    if min(jobs, len(ahead)) <= 1:
        yield from ((item, extract_one(item, document, base, limits)) for item, document in work)
        return
    with _pool(min(jobs, len(files)) if files and len(ahead) == len(files) else jobs) as pool:
        waiting: dict[Future[Extraction | Failure], Input] = {}
        try:
            for item, document in islice(work, jobs * AHEAD):
                waiting[pool.submit(extract_one, item, document, base, limits)] = item
            while waiting:
                done, _ = wait(waiting, return_when=FIRST_COMPLETED)
                for future in done:
                    yield waiting.pop(future), future.result()
                for item, document in islice(work, len(done)):
                    waiting[pool.submit(extract_one, item, document, base, limits)] = item
        except BrokenProcessPool as error:
            raise KgError("a worker process died, perhaps for lack of memory; try fewer --jobs") from error


def extract_one(item: Input, document: Document | None, base: str, limits: Limits = DEFAULT) -> Extraction | Failure:
    """Read and extract one document; whatever goes wrong with it is its own failure, not that of the batch."""
    from kg.pipeline import extract_document

    try:
        if document is None:
            document = read(item.path, item.name, limits)
            document = replace(document, given=merge(item.given, document.given))
        extraction = extract_document(document, base, MAX_STATEMENTS)
        if len(extraction.statements) > MAX_STATEMENTS:
            raise ReadError(item.path, f"states more than {MAX_STATEMENTS} numbers; split it")
        return extraction
    except ReadError as error:
        return Failure(item.name, error.path, error.reason)
    except Exception as error:
        reason = f"internal error, please report it: {type(error).__name__}: {error}"
        return Failure(item.name, str(item.path), reason, traceback.format_exc())


def _default_jobs(size: int) -> int:
    if size < PARALLEL_BYTES:
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
