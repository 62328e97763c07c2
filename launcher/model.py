"""One trained model for each state of what it is trained from."""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from launcher.environment import server_environment
from launcher.errors import TrainingFailedError
from settings import ROOT, Settings

_SOURCES = ("config.yml", "domain.yml", "requirements.lock", "data", "components", "knowledge/prompts.yml")
_SUFFIXES = {".yml", ".txt", ".py", ".lock"}
_KEPT = 3
_STARTING = re.compile(r"Starting to train component '(\w+)'")


def model_path() -> Path:
    """Where the model for the present sources is, or will be, kept."""
    return ROOT / "models" / f"{fingerprint()}.tar.gz"


def fingerprint() -> str:
    """A digest of everything that a model depends on."""
    digest = hashlib.sha256()
    for path in _source_files():
        digest.update(str(path.relative_to(ROOT)).encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def ensure_model(settings: Settings) -> Path:
    """The model for the present sources; trained first when there is none.

    Raises:
        TrainingFailedError: Rasa reported an error; the message shows its last lines.
    """
    path = model_path()
    if path.exists():
        print(f"Model {path.name} fits the data: no training needed.", flush=True)
        return path
    _train(path, settings)
    _forget_old(path.parent)
    return path


def _train(path: Path, settings: Settings) -> None:
    print("Training a model, about 3 minutes on two cores.", flush=True)
    settings.data_folder.mkdir(parents=True, exist_ok=True)
    log, start = settings.data_folder / "train.log", time.monotonic()
    # --force: Rasa's cache looks at a component's class, not at the modules it imports, and would reuse stale parts
    command = [
        sys.executable,
        "-m",
        "launcher.rasa_train",
        "--force",
        "--skip-validation",  # make check validates
        "--out",
        str(path.parent),
        "--fixed-model-name",
        path.name[:-7],
    ]
    with log.open("w", encoding="utf-8") as output:
        process = subprocess.Popen(
            command, cwd=ROOT, env=server_environment(settings), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        assert process.stdout
        for line in process.stdout:
            output.write(line)
            if found := _STARTING.search(line):
                print(f"  {time.monotonic() - start:4.0f} s  {found[1]}", flush=True)
    if process.wait() != 0 or not path.exists():
        tail = "\n".join(log.read_text(encoding="utf-8").splitlines()[-15:])
        raise TrainingFailedError(f"Training failed; the whole output is in {log}. Its last lines:\n{tail}")
    print(f"  {time.monotonic() - start:4.0f} s  done: {path.name}", flush=True)


def _source_files() -> Iterator[Path]:
    for name in _SOURCES:
        source = ROOT / name
        files = sorted(source.rglob("*")) if source.is_dir() else [source]
        yield from (file for file in files if file.is_file() and file.suffix in _SUFFIXES)


def _forget_old(folder: Path) -> None:
    models = sorted(folder.glob("*.tar.gz"), key=lambda file: file.stat().st_mtime, reverse=True)
    for old in models[_KEPT:]:
        old.unlink()
