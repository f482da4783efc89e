"""The output folder: one build at a time, and all of its outputs replaced together or not at all.

Everything is written into ``.staging``. When it is complete, renaming that folder to ``.ready`` is the moment of truth:
before it the previous outputs are untouched, after it a build that is killed is finished by the next one.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kg.errors import OutputError

_STAGING, _READY, _OLD, _LOCK = ".staging", ".ready", ".old", ".lock"


@contextmanager
def holding(output: Path) -> Iterator[None]:
    """Hold an output folder for one build; what a build that was killed had ready is put in place first.

    Raises:
        OutputError: the folder cannot be made or written to, or another build is at work in it.
    """
    try:
        output.mkdir(parents=True, exist_ok=True)
        with _lock(output):
            _finish(output)
            _remove(output / _STAGING)
            yield
    except OSError as error:
        raise OutputError(error.filename or output, f"cannot be written: {error.strerror or error}") from error


@contextmanager
def replacing(output: Path) -> Iterator[Path]:
    """Hold an output folder for one build that replaces the outputs.

    Yields:
        the folder to write the new outputs into; they take the place of the old ones when the block ends well.

    Raises:
        OutputError: as :func:`holding`.
    """
    with holding(output), staged(output) as staging:
        yield staging


@contextmanager
def staged(output: Path) -> Iterator[Path]:
    """As :func:`replacing`, in a folder that is held already."""
    staging = output / _STAGING
    _remove(staging)
    staging.mkdir()
    try:
        yield staging
        staging.rename(output / _READY)
    finally:
        _remove(staging)
    try:
        _finish(output)
    except KeyboardInterrupt:
        _finish(output)
        raise


def _finish(output: Path) -> None:
    """Move complete new outputs into place; can be called again wherever it was stopped."""
    ready, old = output / _READY, output / _OLD
    _remove(old)
    if not ready.is_dir():
        return
    old.mkdir()
    for new in sorted(ready.iterdir()):
        place = output / new.name
        if place.is_dir():
            place.rename(old / new.name)
        new.replace(place)
    ready.rmdir()
    _remove(old)


def _remove(folder: Path) -> None:
    if folder.is_dir():
        shutil.rmtree(folder)


@contextmanager
def _lock(output: Path) -> Iterator[None]:
    """Keep other builds out; the system lets go of the lock when this process ends, however it ends."""
    handle = os.open(output / _LOCK, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        try:
            _lock_file(handle)
        except OSError as error:
            raise OutputError(output, "another build is at work in this folder") from error
        yield
    finally:
        os.close(handle)


if sys.platform == "win32":
    import msvcrt

    def _lock_file(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _lock_file(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
