"""Cases handed over to a person, in a SQLite file that staff tools read."""

from __future__ import annotations

import json
import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

_ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""No 0, O, 1, I or L: the number is read out on the phone."""
_SCHEMA = """
CREATE TABLE IF NOT EXISTS handovers (
    reference_number TEXT PRIMARY KEY,
    sender_id TEXT NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    reason TEXT NOT NULL,
    summary TEXT NOT NULL,
    case_json TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS handovers_by_sender ON handovers (sender_id, created_at);
"""


class HandoverStoreError(Exception):
    """The store cannot be reached or written."""


@dataclass(frozen=True)
class Handover:
    """One case for a person: times are ISO 8601 in UTC, `case` holds the slots of the conversation."""

    reference_number: str
    sender_id: str
    created_at: str
    updated_at: str
    reason: str
    summary: str
    case: dict[str, Any]


class HandoverStore:
    """Writes and reads handovers.

    Args:
        path: the SQLite file; its folder is made when missing.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    def save(self, sender_id: str, reason: str, summary: str, case: dict[str, Any], reference: str | None = None) -> str:
        """Store a case, or bring an earlier one up to date when `reference` names it; the reference number.

        Raises:
            HandoverStoreError: the file cannot be opened or written.
        """
        now = datetime.now(timezone.utc).isoformat(timespec="seconds")
        number = reference or _new_reference(now)
        with self._connection() as connection, connection:
            connection.execute(
                "INSERT INTO handovers VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (reference_number) DO UPDATE SET"
                " updated_at = excluded.updated_at, reason = excluded.reason, summary = excluded.summary,"
                " case_json = excluded.case_json",
                (number, sender_id, now, now, reason, summary, json.dumps(case, ensure_ascii=False)),
            )
        return number

    def find(self, reference_number: str) -> Handover | None:
        """The case with this number; None when there is none.

        Raises:
            HandoverStoreError: the file cannot be opened or read.
        """
        with self._connection() as connection:
            row = connection.execute("SELECT * FROM handovers WHERE reference_number = ?", (reference_number,)).fetchone()
        if row is None:
            return None
        number, sender, created, updated, reason, summary, case = row
        return Handover(number, sender, created, updated, reason, summary, json.loads(case))

    @contextmanager
    def _connection(self) -> Iterator[sqlite3.Connection]:
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with closing(sqlite3.connect(self._path, timeout=2)) as connection:
                connection.executescript(_SCHEMA)
                yield connection
        except (sqlite3.Error, OSError) as error:
            raise HandoverStoreError(f"{self._path}: {error}") from error


def _new_reference(now: str) -> str:
    """BY for 备用金, the day, and six letters that cannot be guessed."""
    return f"BY{now[2:10].replace('-', '')}-{''.join(secrets.choice(_ALPHABET) for _ in range(6))}"
