"""`rasa test nlu` over the test set of this folder, which was written apart from the training sentences."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

from ruamel.yaml import YAML

from launcher.environment import server_environment
from settings import ROOT, settings

TEST_SET = ROOT / "tests" / "nlu" / "test_nlu.yml"
LEAST_ACCURACY = 0.88
"""A little below the figure of the model in the closing note of its change; a real loss falls through it."""


def sentences(*files: Path) -> list[str]:
    """The sentences of NLU files as plain letters: no annotation, punctuation, blanks or case."""
    plain = []
    for file in files:
        for group in YAML(typ="safe").load(file)["nlu"]:
            for line in group["examples"].splitlines():
                text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", line.removeprefix("- "))
                plain.append(re.sub(r"[\W_]+", "", text).lower())
    return plain


def test_intents_are_recognised(trained_model: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "rasa", "test", "nlu", "--model", str(trained_model), "--nlu", str(TEST_SET)]

    done = subprocess.run(
        [*command, "--out", str(tmp_path), "--no-plot"],
        cwd=ROOT,
        env=server_environment(settings()),
        capture_output=True,
        text=True,
    )

    assert done.returncode == 0, done.stderr[-3000:]
    report = json.loads((tmp_path / "intent_report.json").read_text(encoding="utf-8"))
    assert report["accuracy"] >= LEAST_ACCURACY


def test_the_test_set_is_large_and_apart_from_the_training_data() -> None:
    test_set, training = sentences(TEST_SET), sentences(*(ROOT / "data" / "nlu").glob("*.yml"))

    assert len(test_set) >= 900
    assert not set(test_set) & set(training)


def test_no_training_sentence_stands_twice_or_in_two_intents() -> None:
    training = sentences(*(ROOT / "data" / "nlu").glob("*.yml"))

    twice = [sentence for sentence, count in Counter(training).items() if sentence and count > 1]

    assert not twice
