"""Labelled messages to measure on: our held-out set, and gold files with real customer questions."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from rasa.shared.nlu.constants import ENTITIES, INTENT, TEXT
from rasa.shared.nlu.training_data.loading import load_data

from benchmarks.nlu_scores import FALLBACK, Outcome, Question, Reading
from settings import ROOT

HELD_OUT = ROOT / "tests" / "nlu" / "test_nlu.yml"
_OWN_INTENTS = frozenset(
    {"ask_why_asked", "ask_where_to_check", "remedy_worked", "remedy_failed", "start_over", FALLBACK},
)
"""Intents that gold files do not know."""


@dataclass(frozen=True)
class QuestionSet:
    """Questions; an intent in `foreign` counts as out_of_scope here."""

    name: str
    questions: tuple[Question, ...]
    foreign: frozenset[str] = frozenset()

    def outcomes(self, readings: Sequence[Reading]) -> list[Outcome]:
        """Each question with its reading, one for each in the same order."""
        if len(readings) != len(self.questions):
            raise ValueError(f"{self.name}: {len(self.questions)} questions, {len(readings)} readings")
        return [(question, self._known(reading)) for question, reading in zip(self.questions, readings)]

    def _known(self, reading: Reading) -> Reading:
        names = (reading.intent, reading.guess)
        intent, guess = ("out_of_scope" if name in self.foreign else name for name in names)
        return replace(reading, intent=intent, guess=guess)


def held_out(path: Path = HELD_OUT) -> QuestionSet:
    """An NLU file of Rasa, facts marked in the sentences."""
    questions = [
        Question(
            example.get(TEXT),
            (example.get(INTENT),),
            frozenset((found["entity"], str(found["value"])) for found in example.get(ENTITIES) or []),
        )
        for example in load_data(str(path)).intent_examples
    ]
    return QuestionSet("held-out set", tuple(questions))


def gold(path: Path) -> QuestionSet:
    """JSON Lines with text, intents, facts and optional_facts."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    questions = [
        Question(
            row["text"],
            tuple(row["intents"]),
            frozenset((fact, str(value)) for fact, value in row["facts"].items()),
            frozenset((fact, str(value)) for fact, value in row["optional_facts"]),
        )
        for row in rows
    ]
    return QuestionSet(path.stem, tuple(questions), _OWN_INTENTS)
