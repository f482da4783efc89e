"""Rows as a pandas ``DataFrame``, where pandas is installed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from kg.errors import UsageError

if TYPE_CHECKING:
    from pandas import DataFrame


def frame(rows: Sequence[Mapping[str, Any]], columns: Sequence[str]) -> DataFrame:
    """One line a row, decimals as floats.

    Raises:
        UsageError: pandas is not installed.
    """
    try:
        from pandas import DataFrame
    except ImportError as error:
        raise UsageError("data frames need pandas: pip install 'policykg[pandas]'") from error
    return DataFrame([[_plain(row[name]) for name in columns] for row in rows], columns=list(columns))


def _plain(value: Any) -> Any:
    return float(value) if isinstance(value, Decimal) else value
