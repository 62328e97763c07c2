"""Medians, ratios and the table, from visits made up here."""

from __future__ import annotations

import pytest

from benchmarks.widget_browser import Visit, Weight
from benchmarks.widget_comparison import row, table

OURS = [
    Visit(ready, opening, Weight(2_000, 1_000), Weight(100_000, 30_000))
    for ready, opening in ((400, 900), (9_000, 700), (500, 800))
]
OPEN = [Visit(1_000, None, Weight(400_000, 124_000), Weight(0, 0))]


def cells(line: str) -> list[list[str]]:
    return [cell.split() for cell in line.split("|")[1:]]


def test_a_row_has_the_medians() -> None:
    ours = row("ours", OURS)

    assert (ours.ready, ours.opening, ours.writing) == (500, 800, 1_300)
    assert ours.before + ours.added == Weight(102_000, 31_000)


def test_a_widget_that_stands_open_can_be_written_to_when_it_is_there() -> None:
    other = row("open", OPEN)

    assert other.opening is None
    assert other.writing == other.ready == 1_000


def test_ratios_are_to_the_first_widget() -> None:
    _, _, ours, other = table([row("ours", OURS), row("other", OPEN)]).splitlines()

    assert cells(ours) == [
        ["2.0", "1.0", "1.0"],
        ["100.0", "30.0"],
        ["31.0", "1.00"],
        ["500", "1.00"],
        ["800", "1.00"],
        ["1300", "1.00"],
    ]
    assert cells(other) == [
        ["400.0", "124.0", "124.0"],
        ["0.0", "0.0"],
        ["124.0", "4.00"],
        ["1000", "2.00"],
        ["stands", "open"],
        ["1000", "0.77"],
    ]


@pytest.mark.parametrize("name", ["ours", "a name as long "])
def test_columns_stand_below_each_other(name: str) -> None:
    lines = table([row(name, OURS), row("other", OPEN)]).splitlines()

    assert len({tuple(place for place, letter in enumerate(line) if letter == "|") for line in lines}) == 1
    assert len({len(line) for line in lines}) == 1
