"""Train one pipeline and read messages with it, in a process of its own.

python -m benchmarks.nlu_worker CONFIG TRAINING FOLDER KEPT

CONFIG is a Rasa config, or the word scikit-learn. FOLDER has texts.json, a list; result.json is put there. KEPT holds the
trained model and the seconds that training took; a model that is there already is not trained again.
"""

from __future__ import annotations

import argparse
import json
import time
from dataclasses import asdict
from pathlib import Path
from typing import Protocol

from benchmarks.nlu_scores import Reading

PLAIN = "scikit-learn"
WARM_UP = 20
"""This many messages are read before the clock is started."""


class Reader(Protocol):
    """A trained pipeline."""

    def read(self, text: str) -> Reading:
        """What the pipeline makes of one message."""


class TrainableReader(Reader, Protocol):
    """A pipeline that can be trained."""

    def __init__(self, model: Path) -> None:
        """Load the model file."""

    @staticmethod
    def train(config: Path, training: Path, folder: Path) -> Path:
        """Train on NLU data; the model file, which lies in the folder."""


def reader_class(config: str) -> type[TrainableReader]:
    """Who trains and reads with this config; imported only when asked for, since Rasa takes its time."""
    if config == PLAIN:
        from benchmarks.plain_reader import PlainReader

        return PlainReader
    from benchmarks.rasa_reader import RasaReader

    return RasaReader


def trained(config: str, training: Path, kept: Path) -> tuple[Reader, float, Path]:
    """A reader loaded from its model file, the seconds that training took, and the file; trained when none is kept."""
    reader, record = reader_class(config), kept / "training.json"
    if not record.exists():
        start = time.perf_counter()
        model = reader.train(Path(config), training, kept)
        seconds = time.perf_counter() - start
        record.write_text(json.dumps({"seconds": seconds, "model": model.name}), encoding="utf-8")
    found = json.loads(record.read_text(encoding="utf-8"))
    return reader(kept / found["model"]), found["seconds"], kept / found["model"]


def timed(reader: Reader, texts: list[str]) -> tuple[list[Reading], list[float]]:
    """The readings, one message after the other, and the milliseconds of each."""
    for text in texts[:WARM_UP]:
        reader.read(text)
    readings, times = [], []
    for text in texts:
        start = time.perf_counter()
        readings.append(reader.read(text))
        times.append((time.perf_counter() - start) * 1000)
    return readings, times


def main() -> None:
    """Write the result."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("config")
    parser.add_argument("training", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("kept", type=Path)
    arguments = parser.parse_args()
    folder: Path = arguments.folder
    reader, seconds, model = trained(arguments.config, arguments.training, arguments.kept)
    readings, times = timed(reader, json.loads((folder / "texts.json").read_text(encoding="utf-8")))
    result = {
        "training_seconds": seconds,
        "megabytes": model.stat().st_size / 1e6,
        "milliseconds": times,
        "readings": [{**asdict(reading), "facts": sorted(reading.facts)} for reading in readings],
    }
    (folder / "result.json").write_text(json.dumps(result, ensure_ascii=False), encoding="utf-8")


if __name__ == "__main__":
    main()
