"""Files written whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

from kg.errors import OutputError


def replace_file(path: Path, data: bytes) -> None:
    """Write a file under a temporary name beside it and rename it, so that nobody sees half of it.

    Raises:
        OutputError: it cannot be written; what was there before stays.
    """
    if path.exists() and not path.is_file():  # a device or pipe is written to, not replaced
        _write(path, data)
        return
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        temporary.write_bytes(data)
        temporary.replace(path)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        raise OutputError(path, f"cannot be written: {error.strerror or error}") from error


def _write(path: Path, data: bytes) -> None:
    try:
        path.write_bytes(data)
    except OSError as error:
        raise OutputError(path, f"cannot be written: {error.strerror or error}") from error
