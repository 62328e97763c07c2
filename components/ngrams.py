"""N-grams of characters or syllables with TF-IDF weights: what a sentence says letter by letter.

Weights are (1 + ln count) * idf, rows scaled to unit length, as in scikit-learn's TfidfVectorizer with sublinear_tf.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

import numpy as np
import numpy.typing as npt
import scipy.sparse

Span = tuple[int, int, int]
"""Column of the n-gram, and where it starts and ends in the text."""


def ngrams(units: Sequence[str], shortest: int, longest: int) -> Iterator[tuple[str, int, int]]:
    """Every n-gram of the units, which are the characters of a text or its syllables, with its start and end."""
    for size in range(shortest, longest + 1):
        for start in range(len(units) - size + 1):
            yield "".join(units[start : start + size]), start, start + size


class NgramVectorizer:
    """Texts to sparse rows.

    Args:
        vocabulary: n-gram to column.
        idf: weight of each column, shape (columns,).
        shortest, longest: length of the n-grams in units.
    """

    def __init__(self, vocabulary: dict[str, int], idf: npt.NDArray[np.float32], shortest: int, longest: int) -> None:
        self.vocabulary, self.idf, self.shortest, self.longest = vocabulary, idf, shortest, longest

    @classmethod
    def fit(cls, texts: Iterable[Sequence[str]], shortest: int, longest: int, min_texts: int) -> NgramVectorizer:
        """Learn the n-grams that stand in at least `min_texts` texts, and how telling each is."""
        found: Counter[str] = Counter()
        total = 0
        for text in texts:
            total += 1
            found.update({gram for gram, _, _ in ngrams(text, shortest, longest)})
        kept = sorted(gram for gram, count in found.items() if count >= min_texts)
        idf = np.array([math.log((1 + total) / (1 + found[gram])) + 1 for gram in kept], dtype=np.float32)
        return cls({gram: column for column, gram in enumerate(kept)}, idf, shortest, longest)

    def spans(self, text: Sequence[str]) -> list[Span]:
        """The known n-grams of the text, each as often as it occurs."""
        known = ((self.vocabulary.get(gram), start, end) for gram, start, end in ngrams(text, self.shortest, self.longest))
        return [(column, start, end) for column, start, end in known if column is not None]

    def row(self, spans: list[Span], length: float = 1.0) -> scipy.sparse.coo_matrix:
        """The weights of one text, shape (1, columns), scaled to the given length."""
        counts = Counter(column for column, _, _ in spans)
        columns = np.fromiter(counts, dtype=np.int32, count=len(counts))
        weights = np.array([1 + math.log(count) for count in counts.values()], dtype=np.float32) * self.idf[columns]
        norm = float(np.linalg.norm(weights)) or 1.0
        places = (np.zeros(len(columns), dtype=np.int32), columns)
        return scipy.sparse.coo_matrix((weights / norm * length, places), shape=(1, len(self.idf)))
