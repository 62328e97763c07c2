"""A part of the training sentences: the same share of every intent, and less always within more."""

from __future__ import annotations

import random
from pathlib import Path

from ruamel.yaml import YAML

SEED = 20240527
_LEAST = 2
"""Rasa wants to see an intent twice."""

Sentences = dict[str, list[str]]
"""Marked-up sentences by intent."""


def sentences(folder: Path) -> Sentences:
    """All training sentences of a folder with NLU files, facts marked as in the files."""
    found: Sentences = {}
    for path in sorted(folder.glob("*.yml")):
        for group in YAML(typ="safe").load(path)["nlu"]:
            found.setdefault(group["intent"], []).extend(group["examples"].splitlines())
    return found


def part(whole: Sentences, share: float, seed: int = SEED) -> Sentences:
    """This share of each intent's sentences, at least two of each."""
    taken = {}
    for intent, lines in whole.items():
        # a generator of its own for each intent: sentences added to one do not change the sample of another
        shuffled = random.Random(f"{seed} {intent}").sample(lines, len(lines))
        taken[intent] = shuffled[: max(_LEAST, round(share * len(lines)))]
    return taken


def write(sample: Sentences, path: Path) -> None:
    """An NLU file of Rasa."""
    groups = [{"intent": intent, "examples": "\n".join(lines)} for intent, lines in sample.items()]
    YAML(typ="safe").dump({"version": "3.1", "nlu": groups}, path)
