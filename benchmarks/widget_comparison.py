"""What our chat widget costs a shop's page and a shopper, beside rasa-webchat and deep-chat.

Each visit begins with nothing cached, on a phone's processor and network as Chromium plays them. The visits of the widgets take
turns, and medians are shown. No assistant is behind any of them: ours opens all the same and says that it is connecting,
rasa-webchat is told that it is connected, because it takes no letter before, and deep-chat connects when something is sent.
Not counted are the setting up of TCP and TLS connections, fonts of other hosts, and the page itself, which is the same for all.
deep-chat has no button: it comes whole with the page and stands open in it.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
from collections.abc import Sequence
from dataclasses import dataclass

from playwright.sync_api import Error as BrowserError

from benchmarks.widget_browser import (
    MEGABITS_DOWN,
    ROUND_TRIP,
    SLOWER_CPU,
    BrowserMissingError,
    TypingFailedError,
    Visit,
    Weight,
    chromium,
    visit,
)
from benchmarks.widget_pages import WIDGETS, WidgetMissingError, site
from benchmarks.widget_server import serving

ROUNDS = 9
_NAME = 18


@dataclass(frozen=True)
class Row:
    """A widget's line of the table; times are medians, in milliseconds."""

    name: str
    before: Weight
    added: Weight
    ready: float
    opening: float | None

    @property
    def writing(self) -> float:
        """From the start of the navigation until one can type, less the time that the shopper takes to tap."""
        return self.ready + (self.opening or 0)


def row(name: str, visits: Sequence[Visit]) -> Row:
    """The medians of a widget's visits. What is fetched is the same in each."""
    openings = [one.opening for one in visits if one.opening is not None]
    return Row(
        name,
        visits[-1].before,
        visits[-1].added,
        statistics.median(one.ready for one in visits),
        statistics.median(openings) if openings else None,
    )


def table(rows: Sequence[Row]) -> str:
    """All widgets; each ratio is to the first one."""
    groups = ("before the tap, KB", "opening adds", "both, KB", "until usable", "tap until typing", "both times")
    first = f"{'':{_NAME}}" + "".join(f" | {group:^{width}}" for group, width in zip(groups, (20, 12, 12, 12, 16, 12)))
    sizes = f" | {'raw':>6} {'gzip':>6} {'x':>6} | {'raw':>5} {'gzip':>6} | {'gzip':>6} {'x':>5}"
    times = f" | {'ms':>6} {'x':>5} | {'ms':>9} {'x':>6} | {'ms':>6} {'x':>5}"
    return "\n".join([first, f"{'widget':{_NAME}}{sizes}{times}", *(_line(one, rows[0]) for one in rows)])


def _line(one: Row, ours: Row) -> str:
    both, our_both = (row.before + row.added for row in (one, ours))
    cells = [
        f"{_kb(one.before.raw):6.1f} {_kb(one.before.gzipped):6.1f} {one.before.gzipped / ours.before.gzipped:6.1f}",
        f"{_kb(one.added.raw):5.1f} {_kb(one.added.gzipped):6.1f}",
        f"{_kb(both.gzipped):6.1f} {both.gzipped / our_both.gzipped:5.2f}",
        f"{one.ready:6.0f} {one.ready / ours.ready:5.2f}",
        _opening(one, ours),
        f"{one.writing:6.0f} {one.writing / ours.writing:5.2f}",
    ]
    return " | ".join([f"{one.name:{_NAME}}", *cells])


def _opening(one: Row, ours: Row) -> str:
    if one.opening is None or ours.opening is None:
        return f"{'stands open':>16}"
    return f"{one.opening:9.0f} {one.opening / ours.opening:6.2f}"


def _kb(size: int) -> float:
    return size / 1000


def measured(rounds: int) -> list[Row]:
    """Visit every widget's page in turn, as often as told and once before to warm the browser up."""
    visits: dict[str, list[Visit]] = {widget.name: [] for widget in WIDGETS}
    with serving(site()) as address, chromium() as browser:
        for _ in range(rounds + 1):
            for widget in WIDGETS:
                visits[widget.name].append(visit(browser, f"{address}/{widget.folder}/", widget))
    return [row(name, found[1:]) for name, found in visits.items()]


def main() -> int:
    """Print the table and how it was measured; the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="visits to each page, fewer for a quick trial")
    arguments = parser.parse_args()
    try:
        rows = measured(arguments.rounds)
    except (BrowserMissingError, WidgetMissingError, TypingFailedError, BrowserError) as error:
        print(error, file=sys.stderr)
        return 1
    print(table(rows))
    print(f"KB are 1000 bytes, gzip is level 9, x is times ours. Medians of {arguments.rounds} visits, nothing cached.")
    print(f"Processor slowed {SLOWER_CPU} times, {MEGABITS_DOWN} Mbit/s, round trip {ROUND_TRIP} ms; no assistant behind any.")
    print(f"Load of this machine: {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors; other work makes all times longer.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
