"""Rows as a data frame of pandas or Polars, where that is installed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from kg.errors import UsageError

if TYPE_CHECKING:
    import pandas
    import polars

Rows = Sequence[Mapping[str, Any]]


def pandas_frame(rows: Rows, columns: Sequence[str]) -> pandas.DataFrame:
    """One line a row, decimals as floats.

    Raises:
        UsageError: pandas is not installed.
    """
    try:
        from pandas import DataFrame
    except ImportError as error:
        raise UsageError("data frames need pandas: pip install 'policykg[pandas]'") from error
    return DataFrame(_lines(rows, columns), columns=list(columns))


def polars_frame(rows: Rows, columns: Sequence[str]) -> polars.DataFrame:
    """One line a row, decimals as floats, lists as lists.

    Raises:
        UsageError: Polars is not installed.
    """
    try:
        from polars import DataFrame
    except ImportError as error:
        raise UsageError("Polars data frames need polars: pip install 'policykg[polars]'") from error
    return DataFrame(_lines(rows, columns), schema=list(columns), orient="row", infer_schema_length=None)


def _lines(rows: Rows, columns: Sequence[str]) -> list[list[Any]]:
    return [[_plain(row[name]) for name in columns] for row in rows]


def _plain(value: Any) -> Any:
    return float(value) if isinstance(value, Decimal) else value
