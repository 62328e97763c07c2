"""Full text: what is found is what was said, from one character up, on both databases."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from review.store import Store
from review.store.bigrams import MOST, phrases, tokens
from review.store.tables import conversations
from tests.review.test_store import conversation_row

SAID = {
    1: "备用金为什么用不了\n额度还有3000",
    2: "花呗逾期了，备用金也用不了",
    3: "iPhone 15 分期买不了",
    4: "[手机号] ok",
}


def found(store: Store, words: str) -> set[int]:
    with store.reading() as connection:
        return set(connection.execute(sa.select(conversations.c.id).where(store.words.matching(words))).scalars())


@pytest.fixture
def filled(store: Store) -> Store:
    with store.writing() as connection:
        connection.execute(conversations.insert(), [conversation_row(key) for key in SAID])
        store.words.put(connection, SAID)
    return store


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        ("逾期", {2}),
        ("备用金", {1, 2}),
        ("备用金 逾期", {2}),
        ("金备", set()),
        ("用备", set()),
        ("呗", {2}),
        ("了", {1, 2, 3}),
        ("IPHONE", {3}),
        ("ｐｈｏｎｅ", {3}),
        ("300", {1}),
        ("手机号", {4}),
        ("", set()),
        ("，。'\"* OR", set()),
        ("'; DROP TABLE", set()),
    ],
)
def test_two_characters_suffice(filled: Store, words: str, ids: set[int]) -> None:
    assert found(filled, words) == ids


def test_a_text_put_again_replaces_the_one_before(filled: Store) -> None:
    with filled.writing() as connection:
        filled.words.put(connection, {2: "已经还清"})

    assert found(filled, "花呗") == set()
    assert found(filled, "还清") == {2}


def test_what_was_removed_is_not_found(filled: Store) -> None:
    with filled.writing() as connection:
        filled.words.remove(connection, [2])

    assert found(filled, "备用") == {1}


@given(
    text=st.text(st.sampled_from("备用金额度 ，aB1²ßﬁ𠀀é\n'\\:*\"&|!")),
    words=st.text(st.sampled_from("备用金额aB1ßﬁ𠀀é'\\:*\"&|! ")),
)
@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_is_found_is_what_the_text_holds(filled: Store, text: str, words: str) -> None:
    with filled.writing() as connection:
        filled.words.put(connection, {1: text})

    sought = phrases(words)
    assert (1 in found(filled, words)) == bool(sought and all(holds(text, phrase) for phrase in sought))


def holds(text: str, phrase: list[str]) -> bool:
    """Whether the tokens follow one another in the text; a single character begins one."""
    there = tokens(text)
    if len(phrase[0]) == 1:
        return any(token.startswith(phrase[0]) for token in there)
    return any(there[place : place + len(phrase)] == phrase for place in range(len(there)))


def test_an_endless_conversation_keeps_its_newest_words(filled: Store) -> None:
    with filled.writing() as connection:
        filled.words.put(connection, {1: "最早" + "\n甲乙丙丁" * MOST + "\n最新"})

    assert found(filled, "最新") == {1}
    assert found(filled, "最早") == set()
