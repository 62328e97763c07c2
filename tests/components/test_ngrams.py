"""N-grams and their TF-IDF weights."""

from __future__ import annotations

import numpy as np
import pytest
import scipy.sparse
from hypothesis import given
from hypothesis import strategies as st
from sklearn.feature_extraction.text import TfidfVectorizer

from components.ngrams import NgramVectorizer, ngrams

TEXTS = ["备用金用不了", "备用金怎么还款", "用不了用不了", "怎么还", "你好"]


def test_the_ngrams_of_a_text_come_with_their_places() -> None:
    assert list(ngrams("用不了", 1, 2)) == [("用", 0, 1), ("不", 1, 2), ("了", 2, 3), ("用不", 0, 2), ("不了", 1, 3)]


def test_units_may_be_syllables() -> None:
    assert list(ngrams(["Yong", "Bu", "Liao"], 2, 3)) == [("YongBu", 0, 2), ("BuLiao", 1, 3), ("YongBuLiao", 0, 3)]


def test_a_text_shorter_than_the_shortest_ngram_has_none() -> None:
    assert list(ngrams("用", 2, 4)) == []
    assert list(ngrams("", 1, 4)) == []


@given(st.text(max_size=30), st.integers(1, 4), st.integers(0, 3))
def test_every_place_holds_its_ngram(text: str, shortest: int, more: int) -> None:
    for gram, start, end in ngrams(text, shortest, shortest + more):
        assert text[start:end] == gram
        assert shortest <= len(gram) <= shortest + more


def test_an_ngram_in_too_few_texts_is_left_out_however_often_it_stands_there() -> None:
    vectorizer = NgramVectorizer.fit(["好好好", "备用", "备用"], 1, 2, min_texts=2)
    assert set(vectorizer.vocabulary) == {"备", "用", "备用"}


def test_rows_equal_those_of_scikit_learn() -> None:
    ours = NgramVectorizer.fit(TEXTS, 1, 3, min_texts=2)
    theirs = TfidfVectorizer(analyzer="char", ngram_range=(1, 3), min_df=2, sublinear_tf=True)
    expected = theirs.fit_transform(TEXTS).toarray()
    columns = [theirs.vocabulary_[gram] for gram in ours.vocabulary]
    rows = scipy.sparse.vstack([ours.row(ours.spans(text)) for text in TEXTS]).toarray()
    assert list(ours.vocabulary) == sorted(theirs.vocabulary_)
    np.testing.assert_allclose(rows, expected[:, columns], atol=1e-6)


def test_syllables_make_columns_as_characters_do() -> None:
    vectorizer = NgramVectorizer.fit([["Huan", "Kuan"], ["Huan", "Kuan", "Ri"]], 1, 2, min_texts=2)
    assert set(vectorizer.vocabulary) == {"Huan", "Kuan", "HuanKuan"}
    assert [span[1:] for span in vectorizer.spans(["Ri", "Huan", "Kuan"])] == [(1, 2), (2, 3), (1, 3)]


def test_a_repeated_ngram_is_one_column_with_several_spans() -> None:
    vectorizer = NgramVectorizer.fit(TEXTS, 1, 3, min_texts=2)
    column = vectorizer.vocabulary["用不了"]
    spans = vectorizer.spans("用不了用不了")
    assert [span[1:] for span in spans if span[0] == column] == [(0, 3), (3, 6)]
    assert len(set(vectorizer.row(spans).col)) == vectorizer.row(spans).nnz


@given(st.text(st.sampled_from("备用金不了怎么还款x1 "), max_size=40))
def test_a_row_has_unit_length_or_is_empty(text: str) -> None:
    vectorizer = NgramVectorizer.fit(TEXTS, 1, 3, min_texts=2)
    row = vectorizer.row(vectorizer.spans(text)).toarray()
    assert row.shape == (1, len(vectorizer.vocabulary))
    assert np.linalg.norm(row) == pytest.approx(1.0 if vectorizer.spans(text) else 0.0, abs=1e-5)


def test_a_vectorizer_that_learnt_nothing_makes_rows_without_columns() -> None:
    vectorizer = NgramVectorizer.fit([], 1, 4, min_texts=2)
    assert vectorizer.row(vectorizer.spans("备用金")).shape == (1, 0)
