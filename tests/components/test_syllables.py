"""How a sentence sounds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.syllables import syllables, syllables_of_word

ANY_TEXT = st.text(st.characters(exclude_categories=()) | st.sampled_from("备佣用金于逾期〇a1\u3000\ud800😂,。"), max_size=40)


def test_a_chinese_character_is_its_syllable_without_tone() -> None:
    assert syllables("备用金") == ["Bei", "Yong", "Jin"]


@pytest.mark.parametrize(("typed", "meant"), [("备佣金", "备用金"), ("于期", "逾期"), ("还宽", "还款"), ("手鸡", "手机")])
def test_homophones_sound_alike(typed: str, meant: str) -> None:
    assert syllables(typed) == syllables(meant)


def test_different_sounds_stay_different() -> None:
    assert syllables("还款") != syllables("借款")


@pytest.mark.parametrize("text", ["vivo x90", "１９８０", "😂👨‍👩‍👧", "почему", "かな안돼", ",.!？\n\x00", "\ud800"])
def test_what_is_not_chinese_is_kept(text: str) -> None:
    assert syllables(text) == list(text)


def test_a_word_reads_its_characters_as_they_sound_in_it() -> None:
    assert syllables_of_word("还清") == ["Huan", "Qing"]
    assert syllables("还") == ["Hai"]


def test_repayment_reads_as_it_sounds() -> None:
    assert syllables_of_word("还款") == ["Huan", "Kuan"]


def test_joined_syllables_can_be_told_apart() -> None:
    assert "".join(syllables("西安")) != "".join(syllables("先"))
    assert "".join(syllables("发")) != "fa"


def test_no_text_has_no_syllables() -> None:
    assert syllables("") == []


@given(ANY_TEXT)
def test_there_is_one_unit_a_character(text: str) -> None:
    units = syllables(text)
    assert len(units) == len(text)
    assert all(unit == character or (unit.isalpha() and unit[0].isupper()) for unit, character in zip(units, text))


@given(ANY_TEXT, ANY_TEXT)
def test_a_character_sounds_the_same_wherever_it_stands(one: str, other: str) -> None:
    assert syllables(one + other) == syllables(one) + syllables(other)
