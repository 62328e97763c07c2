from __future__ import annotations

import pytest

from diagnosis import DiagnosisError, ModelError, UnknownCauseError, UnknownFactError, UnknownValueError

KINDS = [ModelError, UnknownCauseError, UnknownFactError, UnknownValueError]


@pytest.mark.parametrize("kind", KINDS)
def test_one_except_clause_catches_every_error_of_the_room(kind: type[Exception]) -> None:
    assert issubclass(kind, DiagnosisError)


@pytest.mark.parametrize("kind", KINDS)
def test_catching_one_kind_does_not_catch_another(kind: type[Exception]) -> None:
    assert [other for other in KINDS if issubclass(other, kind)] == [kind]
