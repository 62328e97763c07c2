"""A pipeline is trained once for the same sentences, and asked as often as one likes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.nlu_measurement import MeasurementFailedError, measure
from settings import settings

SENTENCES = """\
version: "3.1"
nlu:
- intent: greet
  examples: |
    - 你好
    - 您好啊
- intent: ask_repayment
  examples: |
    - 怎么还款
    - 哪天还款，[已经逾期了](overdue_status:current)
"""


@pytest.fixture
def data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("DATA_FOLDER", str(tmp_path / "var"))
    settings.cache_clear()
    yield tmp_path / "var"
    settings.cache_clear()


@pytest.fixture
def training(tmp_path: Path) -> Path:
    (tmp_path / "nlu").mkdir()
    (tmp_path / "nlu" / "few.yml").write_text(SENTENCES, encoding="utf-8")
    return tmp_path / "nlu"


def records(data_folder: Path) -> list[Path]:
    return sorted((data_folder / "bench-nlu").glob("*/training.json"))


def test_every_text_is_read_and_timed(data_folder: Path, training: Path) -> None:
    found = measure(None, ["您好", "怎么还款"], training)
    assert [reading.intent for reading in found.readings] == ["greet", "ask_repayment"]
    assert len(found.milliseconds) == 2
    assert found.training_seconds > 0
    assert found.megabytes > 0


def test_the_same_sentences_are_not_learnt_twice(data_folder: Path, training: Path) -> None:
    first = measure(None, ["您好"], training)
    (record,) = records(data_folder)
    record.write_text(json.dumps({**json.loads(record.read_text(encoding="utf-8")), "seconds": 123.0}), encoding="utf-8")
    second = measure(None, ["怎么还款"], training)
    assert second.training_seconds == 123.0
    assert (first.readings[0].intent, second.readings[0].intent) == ("greet", "ask_repayment")


def test_other_sentences_are_learnt_anew(data_folder: Path, training: Path) -> None:
    measure(None, ["您好"], training)
    (training / "few.yml").write_text(SENTENCES.replace("- 您好啊", "- 早上好"), encoding="utf-8")
    measure(None, ["您好"], training)
    assert len(records(data_folder)) == 2


def test_a_pipeline_that_cannot_be_trained_shows_its_last_lines(data_folder: Path, training: Path) -> None:
    with pytest.raises(MeasurementFailedError, match="NoSuchComponent"):
        measure("recipe: default.v1\nassistant_id: x\nlanguage: zh\npipeline:\n- name: NoSuchComponent\n", ["您好"], training)
    assert records(data_folder) == []
