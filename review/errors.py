"""What can go wrong between Rasa's events and the review database.

ReviewError
├── StoreAwayError    the review database cannot be reached or written
└── SourceAwayError   a database of the assistant cannot be reached or read
"""

from __future__ import annotations


class ReviewError(Exception):
    """Something that the operator should know, in words."""


class StoreAwayError(ReviewError):
    """The review database cannot be reached or written."""


class SourceAwayError(ReviewError):
    """A database of the assistant cannot be reached or read."""
