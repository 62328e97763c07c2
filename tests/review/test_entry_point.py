"""python -m review.projection, as the launcher starts it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
import sqlalchemy as sa

from review.store import open_store
from review.store.tables import messages
from settings import ROOT
from tests.review.rasa_events import FIRST_TURN, Clock, save, tracker_store

pytest.importorskip("review.masking", reason="the masking is not there")
PATIENCE = 60


def start(folder: Path, *arguments: str, **variables: str) -> subprocess.Popen[str]:
    environment = {**os.environ, "DATA_FOLDER": str(folder), "PYTHONWARNINGS": "ignore", **variables}
    command = [sys.executable, "-m", "review.projection", *arguments]
    return subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


def said(folder: Path) -> list[str]:
    """What the review database has of it."""
    store = open_store(f"sqlite:///{folder}/review.db")
    with store.reading() as connection:
        found: list[str] = connection.execute(sa.select(messages.c.text).order_by(messages.c.id)).scalars().all()
    store.close()
    return found


def test_it_waits_for_rasa_follows_it_and_ends_when_told(tmp_path: Path) -> None:
    process = start(tmp_path)
    time.sleep(2)  # Rasa has not made its database yet
    with tracker_store(f"sqlite:///{tmp_path}/conversations.db").begin() as connection:
        save(connection, "a", FIRST_TURN, Clock())
    deadline = time.monotonic() + PATIENCE
    while len(said(tmp_path)) < 2 and time.monotonic() < deadline:
        time.sleep(0.2)
    process.send_signal(signal.SIGTERM)
    output = process.communicate(timeout=PATIENCE)[0]

    assert process.returncode == 0, output
    assert len(said(tmp_path)) == 2
    assert "13800000000" not in said(tmp_path)[0]


def test_a_rebuild_says_what_it_did(tmp_path: Path) -> None:
    with tracker_store(f"sqlite:///{tmp_path}/conversations.db").begin() as connection:
        save(connection, "a", FIRST_TURN, Clock())

    output = start(tmp_path, "--rebuild").communicate(timeout=PATIENCE)[0]

    assert f"{len(FIRST_TURN)} events" in output
    assert len(said(tmp_path)) == 2


def test_a_rebuild_takes_nothing_away_while_rasas_database_is_away(tmp_path: Path) -> None:
    with tracker_store(f"sqlite:///{tmp_path}/conversations.db").begin() as connection:
        save(connection, "a", FIRST_TURN, Clock())
    start(tmp_path, "--rebuild").communicate(timeout=PATIENCE)
    (tmp_path / "conversations.db").unlink()

    process = start(tmp_path, "--rebuild")

    assert "conversations.db" in process.communicate(timeout=PATIENCE)[0]
    assert process.returncode == 1
    assert len(said(tmp_path)) == 2


def test_a_review_database_that_is_away_is_told_and_ends_a_rebuild(tmp_path: Path) -> None:
    process = start(tmp_path, "--rebuild", REVIEW_DATABASE="postgresql://nobody:secret@127.0.0.1:1/review")
    output = process.communicate(timeout=PATIENCE)[0]

    assert process.returncode == 1
    assert "127.0.0.1" in output
    assert "secret" not in output
    assert "Traceback" not in output
