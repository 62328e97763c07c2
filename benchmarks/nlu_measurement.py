"""One pipeline trained and asked in a process of its own, so that neither memory nor warm state is shared."""

from __future__ import annotations

import hashlib
import json
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.nlu_scores import Reading
from benchmarks.nlu_worker import PLAIN
from launcher.environment import server_environment
from launcher.model import fingerprint
from settings import ROOT, settings

TRAINING = ROOT / "data" / "nlu"
_NO_CACHE = {"RASA_MAX_CACHE_SIZE": "0"}
"""Rasa would reuse what another pipeline trained, and the seconds would mean nothing."""
_TAIL = 15


class MeasurementFailedError(Exception):
    """A pipeline could not be trained or asked; the message shows the last lines of its process."""


@dataclass(frozen=True)
class Measurement:
    """What one pipeline read, and what that took."""

    training_seconds: float
    megabytes: float
    milliseconds: tuple[float, ...]
    readings: tuple[Reading, ...]

    @property
    def median(self) -> float:
        """Milliseconds that half of the messages took at most."""
        return statistics.median(self.milliseconds)

    @property
    def slow(self) -> float:
        """Milliseconds that 95% of the messages took at most."""
        return sorted(self.milliseconds)[int(len(self.milliseconds) * 0.95)]


def measure(config: str | None, texts: Sequence[str], training: Path = TRAINING) -> Measurement:
    """Train a pipeline (the text of a Rasa config; None is plain scikit-learn) and read the texts with it.

    The trained model stays in the data folder, with the seconds that its training took: Rasa's default pipeline trains for
    an hour, and a second run on the same sentences need not.

    Raises:
        MeasurementFailedError: the process ended with an error.
    """
    kept = settings().data_folder / "bench-nlu" / _digest(config, training)
    kept.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="bench-nlu-") as name:
        folder = Path(name)
        (folder / "texts.json").write_text(json.dumps(list(texts), ensure_ascii=False), encoding="utf-8")
        (folder / "config.yml").write_text(config or "", encoding="utf-8")
        _work(PLAIN if config is None else str(folder / "config.yml"), training.resolve(), folder, kept.resolve())
        result = json.loads((folder / "result.json").read_text(encoding="utf-8"))
    readings = [Reading(**{**row, "facts": frozenset(map(tuple, row["facts"]))}) for row in result["readings"]]
    return Measurement(result["training_seconds"], result["megabytes"], tuple(result["milliseconds"]), tuple(readings))


def _digest(config: str | None, training: Path) -> str:
    """Of all that a trained pipeline depends on: its config, the sentences, and our components where it has some."""
    files = sorted(training.rglob("*.yml")) if training.is_dir() else [training]
    ours = fingerprint() if config and "components." in config else ""
    digest = hashlib.sha256(f"{config}{ours}".encode())
    for file in files:
        digest.update(file.read_bytes())
    return digest.hexdigest()[:16]


def _work(config: str, training: Path, folder: Path, kept: Path) -> None:
    command = [sys.executable, "-m", "benchmarks.nlu_worker", config, str(training), str(folder), str(kept)]
    environment = {**server_environment(settings()), **_NO_CACHE, "TMPDIR": str(folder)}
    done = subprocess.run(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if done.returncode != 0:
        raise MeasurementFailedError("\n".join(done.stdout.splitlines()[-_TAIL:]))
