"""What more training sentences would bring: this pipeline on ever larger parts of them, read on the held-out set."""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path

from benchmarks.nlu_charts import learning_curve_chart
from benchmarks.nlu_measurement import TRAINING, MeasurementFailedError, measure
from benchmarks.nlu_pipelines import figures
from benchmarks.nlu_variants import config_text, our_pipeline
from benchmarks.question_sets import QuestionSet, held_out
from benchmarks.training_sample import Sentences, part, sentences, write
from knowledge_base import load_knowledge
from settings import settings

SHARES = (0.10, 0.25, 0.50, 1.00)
FILE = "learning-curve.json"


@dataclass(frozen=True)
class Point:
    """One part of the training sentences, and what was reached with it."""

    share: float
    sentences: int
    accuracy: float
    macro_f1: float
    facts_f1: float
    training_seconds: float


def point(whole: Sentences, share: float, test_set: QuestionSet) -> Point:
    """Train on a share of the sentences and read the test set."""
    sample = part(whole, share)
    with tempfile.TemporaryDirectory(prefix="learning-curve-") as folder:
        path = Path(folder) / "nlu.yml"
        write(sample, path)
        found = measure(config_text(our_pipeline()), [question.text for question in test_set.questions], path)
    reached = figures(test_set.outcomes(found.readings), load_knowledge().model.facts)
    return Point(share, sum(map(len, sample.values())), *reached, found.training_seconds)


def main() -> int:
    """Print each point, write the JSON file and the picture; the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--training", type=Path, default=TRAINING, help="folder of NLU data, smaller for a quick trial")
    parser.add_argument("--out", type=Path, default=settings().data_folder, help="folder for the JSON file and the picture")
    arguments = parser.parse_args()
    whole, test_set, points = sentences(arguments.training), held_out(), []
    print(f"{'sentences':>9} {'accuracy':>8} {'macroF1':>7} {'factsF1':>7} {'train s':>7}", flush=True)
    for share in SHARES:
        try:
            now = point(whole, share, test_set)
        except MeasurementFailedError as error:
            print(error, file=sys.stderr)
            return 1
        points.append(asdict(now))
        print(
            f"{now.sentences:9} {now.accuracy:8.3f} {now.macro_f1:7.3f} {now.facts_f1:7.3f} {now.training_seconds:7.0f}",
            flush=True,
        )
    arguments.out.mkdir(parents=True, exist_ok=True)
    (arguments.out / FILE).write_text(json.dumps(points, indent=2), encoding="utf-8")
    picture = (arguments.out / FILE).with_suffix(".png")
    learning_curve_chart(points).savefig(picture, dpi=150)
    print(picture)
    return 0


if __name__ == "__main__":
    sys.exit(main())
