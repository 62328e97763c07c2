"""What a page of scikit-learn reaches: TF-IDF of character n-grams, and one logistic regression a question."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import joblib
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.loading import load_data
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

from benchmarks.nlu_scores import Reading
from components.tasks import ABSENT, INTENT_TASK, tasks_of

_STRENGTH = 10.0
"""The same as the n-gram view of this pipeline: a baseline held back by its penalty would flatter us."""


class PlainReader:
    """Reads messages with a trained model."""

    def __init__(self, model: Path) -> None:
        self._vectorizer: Any
        self._classifiers: dict[str, Any]
        self._vectorizer, self._classifiers = joblib.load(model)

    @staticmethod
    def train(_config: Path, training: Path, folder: Path) -> Path:
        """Train on NLU data; the model file, which lies in the folder. There is nothing to configure."""
        examples = load_data(str(training)).intent_examples
        vectorizer = TfidfVectorizer(analyzer="char", ngram_range=(1, 4), min_df=2)
        features = vectorizer.fit_transform([example.get(TEXT) for example in examples])
        classifiers = {}
        for name, task in tasks_of(examples).items():
            answers = [task.labels[target] for target in task.targets]
            classifiers[name] = LogisticRegression(C=_STRENGTH, max_iter=1000).fit(features, answers)
        path = folder / "model.joblib"
        joblib.dump((vectorizer, classifiers), path, compress=3)
        return path

    def read(self, text: str) -> Reading:
        """What the classifiers make of one message."""
        features = self._vectorizer.transform([text])
        answers = {name: str(classifier.predict(features)[0]) for name, classifier in self._classifiers.items()}
        confidence = float(self._classifiers[INTENT_TASK].predict_proba(features).max())
        intent = answers.pop(INTENT_TASK)
        return Reading(intent, intent, confidence, frozenset(fact for fact in answers.items() if fact[1] != ABSENT))
