"""The clauses of a message as typed: what a person would quote."""

from __future__ import annotations

import re
from collections.abc import Sequence

_CLAUSE = re.compile(r"[^\s，,。.！!？?；;、~～…]+(?:[.,]\d+[^\s，,。.！!？?；;、~～…]*)*")
SHORTEST = 3
"""Shorter pieces are joined to the next one: "嗯" or "有" alone says nothing."""


def clause_spans(text: str) -> list[tuple[int, int]]:
    """Start and end of each clause; an amount such as 1,999 stays whole."""
    spans: list[tuple[int, int]] = []
    pending: int | None = None
    for match in _CLAUSE.finditer(text):
        start = match.start() if pending is None else pending
        if match.end() - start < SHORTEST:
            pending = start
            continue
        spans.append((start, match.end()))
        pending = None
    if pending is not None:
        first = spans.pop()[0] if spans else pending
        spans.append((first, len(text.rstrip())))
    return spans or [(0, len(text))]


def strongest_clause(text: str, weights: Sequence[float]) -> tuple[int, int]:
    """The clause whose characters weigh most; `weights` has one figure a character of `text`."""
    return max(clause_spans(text), key=lambda span: sum(weights[span[0] : span[1]]))
