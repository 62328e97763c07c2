"""Domain words typed with other characters of the same sound are put right; real words are left alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.homophones import Homophones
from components.segmentation import segmenter
from settings import ROOT

CUT = segmenter(ROOT / "data" / "dictionary.txt")
SHIPPED = Homophones(Path(ROOT / "data" / "homophones.txt").read_text(encoding="utf-8").split())


def corrected(text: str) -> str:
    return SHIPPED.corrected(CUT.lcut(text, HMM=False))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("为什么我的倍用金用不了", "为什么我的备用金用不了"),
        ("备佣金怎么佣不了", "备用金怎么用不了"),
        ("于期了还是动结", "逾期了还是冻结"),
        ("鄂度不购", "额度不够"),
        ("环款以后", "还款以后"),
        ("逾其了怎么办", "逾期了怎么办"),
    ],
)
def test_slips_are_put_right(typed: str, meant: str) -> None:
    assert corrected(typed) == meant


@pytest.mark.parametrize(
    "text", ["与其这样不如算了", "可以还宽限几天吗", "我先支付了", "备用金用不了", "分其他的东西", "", "abc 123"]
)
def test_real_words_are_left_alone(text: str) -> None:
    assert corrected(text) == text


@given(st.lists(st.text(alphabet="备用金佣倍逾期于其还款环宽a1 ", min_size=1, max_size=4), max_size=8))
def test_the_length_never_changes_and_once_is_enough(words: list[str]) -> None:
    text = "".join(words)
    once = corrected(text)
    assert len(once) == len(text)
    assert corrected(once) == once
