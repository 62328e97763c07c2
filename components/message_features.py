"""Where components leave things on a Rasa message for one another."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import scipy.sparse
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message

from components.ngrams import Span
from components.normalisation import NormalisedText, normalise

NORMALISED = "normalised_text"
NGRAM_SPANS = "ngram_spans"


def normalised_text(message: Message) -> NormalisedText:
    """The normalised text of the message; made here when no tokenizer ran before."""
    found = message.get(NORMALISED)
    return found if isinstance(found, NormalisedText) else normalise(message.get(TEXT) or "")


def ngram_spans(message: Message) -> list[Span]:
    """The known n-grams of the normalised text with their places."""
    return message.get(NGRAM_SPANS) or []


def sentence_features(messages: list[Message]) -> scipy.sparse.csr_matrix:
    """One row a message: the sparse features of all featurizers side by side, shape (messages, features)."""
    rows = [[found.features for found in message.features if _is_sparse_sentence(found)] for message in messages]
    return scipy.sparse.hstack([_stacked(column) for column in zip(*rows)]).tocsr()


def _is_sparse_sentence(features: Features) -> bool:
    return features.is_sparse() and features.attribute == TEXT and features.type == FEATURE_TYPE_SENTENCE


def _stacked(rows: Sequence[scipy.sparse.coo_matrix]) -> scipy.sparse.csr_matrix:
    """Single rows one below the other; scipy's own vstack takes five seconds for all training sentences."""
    starts = np.cumsum([0] + [row.nnz for row in rows])
    values, columns = (np.concatenate([getattr(row, part) for row in rows]) for part in ("data", "col"))
    return scipy.sparse.csr_matrix((values, columns, starts), shape=(len(rows), rows[0].shape[1]))
