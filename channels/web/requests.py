"""What a web client may send, checked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from channels.incoming import LONGEST_MESSAGE, BadRequestError, readable
from channels.web.errors import BadMessageError

_LONGEST_ID = 64
_LONGEST_COMMENT = 500
_FEWEST_STARS, _MOST_STARS = 1, 5


@dataclass(frozen=True)
class Said:
    """A shopper's message with the client's own id for it."""

    id: str
    text: str


@dataclass(frozen=True)
class Rated:
    """Stars from 1 to 5, and a word that may be empty."""

    stars: int
    comment: str


def read_said(data: Any) -> Said:
    """Check `{"id", "text"}`.

    Raises:
        BadMessageError: something else, an empty or a too long text.
    """
    if not isinstance(data, dict) or not _is_id(data.get("id")):
        raise BadMessageError("malformed")
    text = data.get("text")
    if isinstance(text, str) and len(text) > LONGEST_MESSAGE:
        raise BadMessageError("too_long")
    try:
        return Said(data["id"], readable(text))
    except BadRequestError as error:
        raise BadMessageError(error.reason) from None


def read_rated(data: Any) -> Rated:
    """Check `{"stars", "comment"}`; the comment may be left out.

    Raises:
        BadMessageError: no stars from 1 to 5, or a comment that is no text or too long.
    """
    stars = data.get("stars") if isinstance(data, dict) else None
    if not isinstance(stars, int) or isinstance(stars, bool) or not _FEWEST_STARS <= stars <= _MOST_STARS:
        raise BadMessageError("malformed")
    comment = data.get("comment", "")
    if not isinstance(comment, str) or len(comment) > _LONGEST_COMMENT:
        raise BadMessageError("malformed")
    try:
        return Rated(stars, readable(comment))
    except BadRequestError:  # nothing is left of it, which is allowed here
        return Rated(stars, "")


def read_after(auth: Any) -> int:
    """The last number that a connecting client has; whatever is no number means none."""
    number = auth.get("after") if isinstance(auth, dict) else None
    return number if isinstance(number, int) and not isinstance(number, bool) and number > 0 else 0


def _is_id(value: Any) -> bool:
    return isinstance(value, str) and 0 < len(value) <= _LONGEST_ID and value.isascii() and value.isprintable()
