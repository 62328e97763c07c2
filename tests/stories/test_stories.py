"""`rasa test core` over the stories of this folder."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from launcher.environment import server_environment
from settings import ROOT, settings


def test_every_story_is_predicted_without_a_failure(trained_model: Path, tmp_path: Path) -> None:
    stories = ROOT / "tests" / "stories"
    command = [sys.executable, "-m", "rasa", "test", "core", "--model", str(trained_model), "--stories", str(stories)]

    done = subprocess.run(
        [*command, "--out", str(tmp_path), "--fail-on-prediction-errors"],
        cwd=ROOT,
        env=server_environment(settings()),
        capture_output=True,
        text=True,
    )

    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    report = json.loads((tmp_path / "story_report.json").read_text(encoding="utf-8"))
    assert report["conversation_accuracy"]["total"] >= 9
    assert report["conversation_accuracy"]["accuracy"] == 1.0
