"""What can go wrong in the reasoning.

DiagnosisError
├── ModelError          the table itself makes no sense
├── UnknownCauseError   a cause id that the table does not have
├── UnknownFactError    a fact id that the table does not have
└── UnknownValueError   a value that the fact does not have
"""

from __future__ import annotations


class DiagnosisError(Exception):
    """Base of every error of this room."""


class ModelError(DiagnosisError):
    """The table of causes and facts makes no sense."""


class UnknownCauseError(DiagnosisError):
    """A cause id that the model does not have."""


class UnknownFactError(DiagnosisError):
    """A fact id that the model does not have."""


class UnknownValueError(DiagnosisError):
    """A value that the fact does not have."""
