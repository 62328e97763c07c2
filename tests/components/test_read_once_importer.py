"""The importer gives what Rasa's own gives, and does not read twice."""

from __future__ import annotations

import copy
from pathlib import Path

import numpy as np
from rasa.shared.importers.rasa import RasaFileImporter
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, INTENT, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message

from components.read_once_importer import ReadOnceImporter, Sentence

NLU = """version: "3.1"
nlu:
- intent: greet
  examples: |
    - {text}
"""


def test_it_reads_what_rasas_own_reads(tmp_path: Path) -> None:
    (tmp_path / "nlu.yml").write_text(NLU.format(text="你好"), encoding="utf-8")
    ours, own = (kind(training_data_paths=[str(tmp_path)]) for kind in (ReadOnceImporter, RasaFileImporter))
    assert ours.get_nlu_data("zh").training_examples == own.get_nlu_data("zh").training_examples != []


def test_a_file_is_read_once_however_often_it_is_asked(tmp_path: Path) -> None:
    file = tmp_path / "nlu.yml"
    file.write_text(NLU.format(text="你好"), encoding="utf-8")
    importer = ReadOnceImporter(training_data_paths=[str(tmp_path)])
    first = importer.get_nlu_data()
    file.write_text(NLU.format(text="早上好"), encoding="utf-8")
    assert importer.get_nlu_data("zh") is first


def test_a_sentence_that_is_given_the_intent_it_has_keeps_its_fingerprint() -> None:
    sentence = Sentence({TEXT: "你好", INTENT: "greet"})
    before = sentence.fingerprint()
    sentence.set(INTENT, "greet")
    assert sentence._cached_fingerprint == before
    sentence.set(INTENT, "goodbye")
    assert sentence.fingerprint() == Message({TEXT: "你好", INTENT: "goodbye"}).fingerprint() != before


def test_what_is_done_to_a_copy_leaves_the_sentence_alone() -> None:
    sentence = Sentence({TEXT: "你好", INTENT: "greet"})
    before = sentence.fingerprint()
    copied = copy.deepcopy(sentence)
    assert copied == sentence
    copied.set(INTENT, "goodbye")
    copied.add_features(Features(np.zeros((1, 2)), FEATURE_TYPE_SENTENCE, TEXT, "one"))
    copied.set("extra", 1, add_to_output=True)
    assert (sentence.get(INTENT), sentence.features, sentence.output_properties) == ("greet", [], {TEXT})
    assert sentence.fingerprint() == before != copied.fingerprint()
