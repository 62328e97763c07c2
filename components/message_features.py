"""Where components leave things on a Rasa message for one another."""

from __future__ import annotations

import scipy.sparse
from rasa.shared.nlu.constants import TEXT
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
    return scipy.sparse.vstack([message.get_sparse_features(TEXT, [])[1].features for message in messages]).tocsr()
