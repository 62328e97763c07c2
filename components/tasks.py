"""What there is to learn about a sentence: its intent, and for each fact its value or that it is not stated."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from rasa.shared.nlu.constants import ENTITIES, INTENT
from rasa.shared.nlu.training_data.message import Message

INTENT_TASK = "intent"
ABSENT = "-"
"""Label of a sentence that does not state the fact."""


@dataclass(frozen=True)
class Task:
    """One question with one answer a sentence: `targets` (sentences,) has the place of the answer in `labels`."""

    labels: tuple[str, ...]
    targets: npt.NDArray[np.int32]

    @classmethod
    def of(cls, answers: list[str]) -> Task:
        """The task whose answers are these."""
        labels = tuple(sorted(set(answers)))
        places = {label: place for place, label in enumerate(labels)}
        return cls(labels, np.array([places[answer] for answer in answers], dtype=np.int32))


def tasks_of(examples: list[Message]) -> dict[str, Task]:
    """The intent and every fact that some training sentence states; annotated facts that a sentence lacks are absent."""
    stated = [{found["entity"]: found["value"] for found in example.get(ENTITIES) or []} for example in examples]
    facts = sorted({fact for row in stated for fact in row})
    intents = {INTENT_TASK: Task.of([example.get(INTENT) for example in examples])}
    return intents | {fact: Task.of([row.get(fact, ABSENT) for row in stated]) for fact in facts}
