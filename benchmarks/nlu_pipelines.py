"""What each part of the understanding is worth: this pipeline beside others, all trained on the same sentences.

Also with parts taken out. Every pipeline trains and reads in a process of its own, one after the other. A fallback is a wrong
intent on the held-out set; on a gold file it counts as out_of_scope, as does every intent that such files do not know.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Collection, Sequence
from pathlib import Path

from benchmarks.nlu_measurement import TRAINING, Measurement, MeasurementFailedError, measure
from benchmarks.nlu_scores import Outcome, accuracy, fact_tallies, intent_tallies, macro_f1, micro_f1
from benchmarks.nlu_variants import DEFAULT, EPOCHS, OURS, configs
from benchmarks.question_sets import QuestionSet, gold, held_out
from knowledge_base import load_knowledge

_PLAIN = "TF-IDF and logistic regression"
_NAME = 31


def rows(epochs: int) -> dict[str, str | None]:
    """The pipelines in the order of the table; None is plain scikit-learn."""
    found = configs(epochs)
    return {OURS: found.pop(OURS), DEFAULT: found.pop(DEFAULT), _PLAIN: None, **found}


def figures(outcomes: Sequence[Outcome], facts: Collection[str]) -> tuple[float, float, float]:
    """Intent accuracy, macro-F1 of the intents, F1 of the facts."""
    return accuracy(outcomes), macro_f1(intent_tallies(outcomes)), micro_f1(fact_tallies(outcomes, facts))


def header(sets: Sequence[QuestionSet]) -> str:
    """Two lines: the test sets, and the columns."""
    groups = "".join(f" | {f'{test_set.name}, {len(test_set.questions)}':^24.24}" for test_set in sets)
    columns = f" | {'accuracy':>8} {'macroF1':>7} {'factsF1':>7}" * len(sets)
    costs = f" | {'train s':>7} {'p50 ms':>6} {'p95 ms':>6} {'MB':>5}"
    return f"{'':{_NAME}}{groups}\n{'pipeline':{_NAME}}{columns}{costs}"


def line(name: str, found: Measurement, sets: Sequence[QuestionSet], facts: Collection[str]) -> str:
    """One row of the table."""
    cells, start = "", 0
    for test_set in sets:
        end = start + len(test_set.questions)
        right, macro, stated = figures(test_set.outcomes(found.readings[start:end]), facts)
        cells, start = f"{cells} | {right:8.3f} {macro:7.3f} {stated:7.3f}", end
    costs = f" | {found.training_seconds:7.0f} {found.median:6.1f} {found.slow:6.1f} {found.megabytes:5.1f}"
    return f"{name:{_NAME}}{cells}{costs}"


def main() -> int:
    """Print the table, row by row; the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, help="also measure on this file: JSON Lines with text, intents, facts")
    parser.add_argument("--epochs", type=int, default=EPOCHS, help="epochs of Rasa's default pipeline, fewer for a quick trial")
    parser.add_argument("--training", type=Path, default=TRAINING, help="NLU data to train on, less for a quick trial")
    arguments = parser.parse_args()
    sets = [held_out(), *([gold(arguments.gold)] if arguments.gold else [])]
    texts = [question.text for test_set in sets for question in test_set.questions]
    facts = load_knowledge().model.facts
    failed = False
    print(header(sets), flush=True)
    for name, config in rows(arguments.epochs).items():
        try:
            print(line(name, measure(config, texts, arguments.training), sets, facts), flush=True)
        except MeasurementFailedError as error:
            failed = True
            print(f"{name:{_NAME}} | failed", flush=True)
            print(error, file=sys.stderr)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
