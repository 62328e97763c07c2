"""The training sentences, read from the disk once."""

from __future__ import annotations

from typing import Any, Optional

from rasa.shared.importers.rasa import RasaFileImporter
from rasa.shared.nlu.training_data.training_data import TrainingData


class ReadOnceImporter(RasaFileImporter):
    """Rasa's own importer, which reads all NLU files anew for each way that it is asked: three times a training.

    Safe, since Rasa merges what it gets into copies. With 24,000 sentences it saves several seconds of a training.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._nlu_data: Optional[TrainingData] = None

    def get_nlu_data(self, language: Optional[str] = "en") -> TrainingData:
        """All sentences; the language is the same throughout a training."""
        if self._nlu_data is None:
            self._nlu_data = super().get_nlu_data(language)
        return self._nlu_data
