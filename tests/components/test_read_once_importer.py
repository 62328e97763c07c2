"""The importer gives what Rasa's own gives, and does not read twice."""

from __future__ import annotations

from pathlib import Path

from rasa.shared.importers.rasa import RasaFileImporter

from components.read_once_importer import ReadOnceImporter

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
