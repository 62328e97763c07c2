"""Personal data in a text of any length is found and replaced by what it was: [手机号], [地址].

Pure: the same text always becomes the same masked text, and masking it again changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from review.masking.addresses import addresses
from review.masking.names import names
from review.masking.numbers import bank_cards, id_cards, long_numbers, named_orders, permits
from review.masking.phones import landlines, mobiles
from review.masking.reading import Place, Reading, read
from review.masking.secrets import accounts, codes, emails, passwords, plates
from review.masking.words import label

_FINDERS: tuple[tuple[str, Callable[[Reading], Iterable[Place]]], ...] = (
    ("email", emails),
    ("id_card", id_cards),
    ("permit", permits),
    ("plate", plates),
    ("order_number", named_orders),
    ("bank_card", bank_cards),
    ("mobile", mobiles),
    ("landline", landlines),
    ("account", accounts),
    ("password", passwords),
    ("code", codes),
    ("order_number", long_numbers),
    ("address", addresses),
    ("name", names),
)
"""In this order: what one has found, the next ones do not see."""

_KEPT = 4
"""Characters of an order number that stay at each end, so that staff can find the order."""


@dataclass(frozen=True)
class Span:
    """Personal data of a kind, a key of `labels` in masking.yml, from `start` to before `end` of the text as typed."""

    kind: str
    start: int
    end: int


def mask(text: str) -> str:
    """The text with personal data replaced by labels. Never fails, whatever the text is."""
    parts, position = [], 0
    for span in find_spans(text):
        parts += [text[position : span.start], _replacement(span.kind, text[span.start : span.end])]
        position = span.end
    return "".join(parts) + text[position:]


def find_spans(text: str) -> list[Span]:
    """Where personal data stands in the text, in order and apart from each other."""
    spans: list[Span] = []
    reading, found = _search(read(text))
    while found:
        spans += found
        # beside a telephone number that is known by now a name is one, too
        reading, found = _search(reading)
    return list(_without_overlaps(spans))


def _without_overlaps(spans: list[Span]) -> Iterator[Span]:
    """The spans in order; two of them share a typed character when it was folded to several, as ½ is."""
    end = 0
    for span in sorted(spans, key=lambda span: span.start):
        if span.end > end:
            yield replace(span, start=max(span.start, end))
            end = span.end


def _search(reading: Reading) -> tuple[Reading, list[Span]]:
    """What the finders see in the reading, and the reading without it."""
    found: list[Span] = []
    for kind, find in _FINDERS:
        places = list(_apart(find(reading)))
        found += (Span(kind, *reading.typed(place)) for place in places)
        reading = reading.without(kind, places)
    return reading, found


def _apart(places: Iterable[Place]) -> Iterator[Place]:
    """The places in order, those that overlap as one."""
    start, end = 0, 0
    for place in sorted(places):
        if place[0] < end:
            end = max(end, place[1])
            continue
        if end:
            yield start, end
        start, end = place
    if end:
        yield start, end


def _replacement(kind: str, typed: str) -> str:
    characters = [char for char in typed if char.isalnum()]
    if kind != "order_number" or len(characters) <= 2 * _KEPT:
        return label(kind)
    return "".join([*characters[:_KEPT], "****", *characters[-_KEPT:]])
