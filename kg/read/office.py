"""Older Office files (``.doc``, ``.wps``, ``.rtf``, ``.odt``, ``.xls``) through LibreOffice, where it is installed."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

from kg.read.limits import Limits

PROGRAMS = ("soffice", "libreoffice")


def converted(data: bytes, suffix: str, *, sheet: bool, limits: Limits) -> bytes:
    """The file as ``.docx`` or ``.xlsx``.

    LibreOffice runs without a window, with a profile of its own that is deleted, and is ended when it takes too long.

    Args:
        suffix: of the file's name, which tells LibreOffice what to expect.
        sheet: whether it is a workbook.

    Raises:
        ValueError: LibreOffice is not installed, cannot read the file, or takes longer than is waited.
    """
    program = next((found for name in PROGRAMS if (found := shutil.which(name))), None)
    if program is None:
        raise ValueError(
            f"needs LibreOffice to be read ({PROGRAMS[0]} is not on PATH); install it, or save the file as "
            f"{'.xlsx' if sheet else '.docx'}"
        )
    target = "xlsx" if sheet else "docx"
    with tempfile.TemporaryDirectory(prefix="kg-office-") as name:
        folder = Path(name)
        source = folder / f"in{suffix}"
        source.write_bytes(data)
        command = [
            program,
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            *"--headless --norestore --nolockcheck --nodefault --convert-to".split(),
            target,
            "--outdir",
            str(folder / "out"),
            str(source),
        ]
        output = _run(command, folder, limits.seconds)
        result = folder / "out" / f"in.{target}"
        if not result.is_file():
            raise ValueError(f"cannot be read by LibreOffice{': ' + output[-200:] if output else ''}")
        if result.stat().st_size > limits.bytes:
            raise ValueError("becomes too large when LibreOffice converts it")
        return result.read_bytes()


def _run(command: list[str], folder: Path, seconds: int) -> str:
    """What the program says, on one line."""
    environment = {**os.environ, "HOME": str(folder), "LC_ALL": "C.UTF-8"}
    with subprocess.Popen(
        command,
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        start_new_session=True,
    ) as process:
        try:
            _, errors = process.communicate(timeout=seconds)
        except BaseException as error:
            os.killpg(process.pid, signal.SIGKILL)
            if isinstance(error, subprocess.TimeoutExpired):
                raise ValueError(f"takes LibreOffice longer than {seconds} seconds") from error
            raise
    return " ".join(errors.decode("utf-8", "replace").split())
