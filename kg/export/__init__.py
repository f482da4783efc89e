"""Records as files (JSON lines, CSV for spreadsheets), and the part of them that a user asks for."""

from kg.export.records import FIELDS, read_records, write_jsonl
from kg.export.selection import Selection
from kg.export.spreadsheet import write_csv

__all__ = ["FIELDS", "Selection", "read_records", "write_csv", "write_jsonl"]
