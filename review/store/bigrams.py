"""Text as pairs of characters, so that two characters of Chinese can be found without cutting words.

备用金 becomes 备用, 用金 and, to close the run, 金: whoever seeks two characters or more names pairs, whoever seeks one names
how a token begins.
"""

from __future__ import annotations

import re
import unicodedata

_RUN = re.compile(r"[^\W_]+")
MOST = 16_000
"""Tokens kept of one conversation, the newest ones: PostgreSQL counts places up to 16,383."""


def tokens(text: str) -> list[str]:
    """The tokens of a text, in order; the newest when there are too many."""
    return [token for run in _runs(text) for token in (*_pairs(run), run[-1])][-MOST:]


def phrases(words: str) -> list[list[str]]:
    """For each word of a query the tokens that must follow one another; of a single character, only the first's beginning."""
    return [_pairs(run) or [run] for run in _runs(words)]


def _runs(text: str) -> list[str]:
    """Letters and digits that stand together, width and case levelled."""
    return _RUN.findall(unicodedata.normalize("NFKC", text).casefold())


def _pairs(run: str) -> list[str]:
    return [run[place : place + 2] for place in range(len(run) - 1)]
