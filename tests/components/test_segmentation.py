"""Words by jieba with a dictionary of the project's own."""

from __future__ import annotations

from pathlib import Path

import jieba

from components.segmentation import segmenter
from settings import ROOT

DICTIONARY = ROOT / "data" / "dictionary.txt"


def dictionary(folder: Path, *words: str) -> Path:
    path = folder / f"{'-'.join(words) or 'empty'}.txt"
    path.write_text("\n".join(words), encoding="utf-8")
    return path


def test_words_of_the_dictionary_stay_whole() -> None:
    assert segmenter(DICTIONARY).lcut("备用金用不了") == ["备用金", "用不了"]


def test_every_word_of_the_shipped_dictionary_is_cut_as_one() -> None:
    words = [line.split()[0] for line in DICTIONARY.read_text(encoding="utf-8").splitlines() if line.strip()]
    assert [word for word in words if segmenter(DICTIONARY).lcut(word) != [word]] == []


def test_two_dictionaries_do_not_mix(tmp_path: Path) -> None:
    with_word, without = segmenter(dictionary(tmp_path, "金用不")), segmenter(dictionary(tmp_path))
    assert "金用不" in with_word.lcut("备金用不了")
    assert "金用不" not in without.lcut("备金用不了")


def test_the_jieba_of_everybody_else_is_left_alone(tmp_path: Path) -> None:
    segmenter(dictionary(tmp_path, "金用不"))
    assert "金用不" not in jieba.lcut("备金用不了")


def test_equal_dictionaries_share_one_jieba(tmp_path: Path) -> None:
    copy = tmp_path / "copy.txt"
    copy.write_text(DICTIONARY.read_text(encoding="utf-8"), encoding="utf-8")
    assert segmenter(copy) is segmenter(DICTIONARY)


def test_a_changed_dictionary_is_read_anew(tmp_path: Path) -> None:
    path = dictionary(tmp_path, "词")
    before = segmenter(path)
    path.write_text("金用不", encoding="utf-8")
    assert segmenter(path) is not before
    assert "金用不" in segmenter(path).lcut("备金用不了")
