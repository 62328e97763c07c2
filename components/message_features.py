"""Where components leave things on a Rasa message for one another."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import scipy.sparse
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from components.ngrams import Span
from components.normalisation import NormalisedText, normalise

NORMALISED = "normalised_text"
NGRAM_SPANS = "ngram_spans"
DENSE_SCALE = 3.0
"""Sentence vectors have unit length and so have n-gram rows; three times the weight did best in cross-validation."""


def normalised_text(message: Message) -> NormalisedText:
    """The normalised text of the message; made here when no tokenizer ran before."""
    found = message.get(NORMALISED)
    return found if isinstance(found, NormalisedText) else normalise(message.get(TEXT) or "")


def ngram_spans(message: Message) -> list[Span]:
    """The known n-grams of the normalised text with their places."""
    return message.get(NGRAM_SPANS) or []


def sentence_features(messages: list[Message]) -> scipy.sparse.csr_matrix:
    """One row a message: n-gram weights, then the scaled sentence vector."""
    rows = []
    for message in messages:
        _, sparse = message.get_sparse_features(TEXT, [])
        _, dense = message.get_dense_features(TEXT, [])
        parts = []
        if sparse is not None:
            parts.append(scipy.sparse.csr_matrix(sparse.features))
        if dense is not None:
            parts.append(scipy.sparse.csr_matrix(np.asarray(dense.features) * DENSE_SCALE))
        rows.append(scipy.sparse.hstack(parts))
    return scipy.sparse.vstack(rows).tocsr()


def dense_features(messages: list[Message]) -> npt.NDArray[np.float32] | None:
    """One sentence vector a message, shape (messages, dimensions); None when no dense featurizer ran."""
    found = [message.get_dense_features(TEXT, [])[1] for message in messages]
    if any(dense is None for dense in found):
        return None
    return np.vstack([dense.features for dense in found])
