"""What travels in the package: every file of ``kg`` and the ontology, and nothing else."""

from __future__ import annotations

import shutil
import subprocess
import sys
from configparser import ConfigParser
from pathlib import Path
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).parents[2]


def tracked() -> list[str]:
    """The files of the project, those not yet committed included."""
    if not (ROOT / ".git").exists():
        pytest.skip("only a checkout knows which files are its own")
    command = ["git", "-c", "core.quotePath=false", "ls-files", "-co", "--exclude-standard"]
    names = subprocess.run(command, cwd=ROOT, text=True, capture_output=True, check=True).stdout.splitlines()
    return [name for name in names if (ROOT / name).exists()]


def test_wheel_holds_every_file(tmp_path: Path) -> None:
    names = tracked()
    for name in names:
        copy = tmp_path / "source" / name
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(ROOT / name, copy, follow_symlinks=False)
    command = [sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "-w", str(tmp_path), str(tmp_path / "source")]
    subprocess.run(command, check=True, timeout=300)
    (wheel,) = tmp_path.glob("policykg-*.whl")
    with ZipFile(wheel) as archive:
        packed = {name for name in archive.namelist() if ".dist-info/" not in name}
        entry = next(name for name in archive.namelist() if name.endswith("entry_points.txt"))
        assert "kg = kg.cli:main" in archive.read(entry).decode()
    package = {name for name in names if name.startswith("kg/") and name != "kg/ontology"}
    ontology = {f"kg/{name}" for name in names if name.startswith("ontology/")}
    assert packed == package | ontology
    assert {"kg/py.typed", "kg/ontology/policykg.ttl"} <= packed


def test_every_dependency_has_a_lower_bound() -> None:
    settings = ConfigParser()
    settings.read(ROOT / "setup.cfg", encoding="utf-8")
    extras = dict(settings["options.extras_require"])
    for line in "\n".join([settings["options"]["install_requires"], *extras.values()]).split():
        assert ">=" in line, line
