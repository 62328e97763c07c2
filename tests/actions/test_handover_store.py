"""Handovers in their SQLite file."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from actions.handover_store import HandoverStore, HandoverStoreError


@pytest.fixture
def store(tmp_path: Path) -> HandoverStore:
    return HandoverStore(tmp_path / "deep" / "handovers.db")


def test_staff_find_a_case_by_its_number(store: HandoverStore) -> None:
    number = store.save("shopper", "shopper_asked", "已知情况：额度够", {"limit_status": "enough"})

    found = store.find(number)
    assert found is not None
    assert (found.sender_id, found.reason, found.summary) == ("shopper", "shopper_asked", "已知情况：额度够")
    assert found.case == {"limit_status": "enough"}


def test_a_number_can_be_read_out(store: HandoverStore) -> None:
    assert re.fullmatch(r"BY\d{6}-[2-9A-HJKMNP-Z]{6}", store.save("a", "b", "c", {}))


def test_an_unknown_number_finds_nothing(store: HandoverStore) -> None:
    assert store.find("BY000000-AAAAAA") is None


def test_a_second_handover_of_a_case_updates_the_first(store: HandoverStore) -> None:
    number = store.save("shopper", "shopper_asked", "before", {})

    assert store.save("shopper", "remedies_failed", "after", {"a": 1}, number) == number
    found = store.find(number)
    assert found is not None
    assert (found.summary, found.reason, found.case) == ("after", "remedies_failed", {"a": 1})


def test_many_at_once_lose_nothing(store: HandoverStore) -> None:
    with ThreadPoolExecutor(8) as pool:
        numbers = list(pool.map(lambda n: store.save(f"shopper-{n}", "shopper_asked", str(n), {"n": n}), range(60)))

    assert len(set(numbers)) == 60
    assert {found.summary for number in numbers if (found := store.find(number))} == {str(n) for n in range(60)}


def test_an_unwritable_place_is_an_error_with_its_path(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")

    with pytest.raises(HandoverStoreError, match="file"):
        HandoverStore(blocked / "handovers.db").save("a", "b", "c", {})
