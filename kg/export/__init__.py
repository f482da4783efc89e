"""Records as files: JSON lines, CSV for spreadsheets."""

from kg.export.records import read_records, write_jsonl
from kg.export.spreadsheet import write_csv

__all__ = ["read_records", "write_csv", "write_jsonl"]
