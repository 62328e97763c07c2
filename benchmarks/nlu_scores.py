"""How well messages were read: pure functions over what was wanted and what was read.

Intents and facts are counted the way the acceptance measurement does it: any accepted intent is right, a miss counts against
the preferred one, and an optional fact is neither wanted nor wrong.
"""

from __future__ import annotations

import statistics
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

BINS = 10
FALLBACK = "nlu_fallback"
"""What Rasa calls the intent of a message that it would rather not guess."""

Fact = tuple[str, str]
"""A fact and its value."""


@dataclass(frozen=True)
class Question:
    """A message with what it means: the accepted intents (preferred first) and the facts that it states."""

    text: str
    intents: tuple[str, ...]
    facts: frozenset[Fact]
    optional_facts: frozenset[Fact] = frozenset()


@dataclass(frozen=True)
class Reading:
    """What a pipeline made of a message: its intent, the best guess behind a fallback with its confidence, and facts."""

    intent: str
    guess: str
    confidence: float
    facts: frozenset[Fact]


Outcome = tuple[Question, Reading]
Judged = tuple[float, bool]
"""How sure the guess was, and whether it was right."""


@dataclass(frozen=True)
class Tally:
    """Counts of one intent or fact: read rightly, read wrongly, missed."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    @property
    def count(self) -> int:
        """How often it was wanted."""
        return self.right + self.missed

    @property
    def precision(self) -> float:
        """Share of the readings that were right."""
        return ratio(self.right, self.right + self.wrong)

    @property
    def recall(self) -> float:
        """Share of what was wanted that was read."""
        return ratio(self.right, self.count)

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return ratio(2 * self.right, 2 * self.right + self.wrong + self.missed)


@dataclass(frozen=True)
class Bin:
    """Guesses of about the same confidence."""

    count: int
    confidence: float
    accuracy: float


@dataclass(frozen=True)
class Coverage:
    """What a fallback threshold does: the share of messages answered, and the accuracy of those."""

    threshold: float
    share: float
    accuracy: float


def ratio(part: float, whole: float) -> float:
    """Part of the whole; nothing of nothing is 0."""
    return part / whole if whole else 0.0


def is_right(question: Question, reading: Reading) -> bool:
    """Whether the intent is one of the accepted."""
    return reading.intent in question.intents


def accuracy(outcomes: Sequence[Outcome]) -> float:
    """Share of messages with an accepted intent."""
    return ratio(sum(is_right(*outcome) for outcome in outcomes), len(outcomes))


def confusion(outcomes: Iterable[Outcome]) -> Counter[tuple[str, str]]:
    """How often each intent (first) was read as each (second)."""
    return Counter((read.intent if is_right(asked, read) else asked.intents[0], read.intent) for asked, read in outcomes)


def intent_tallies(outcomes: Iterable[Outcome]) -> dict[str, Tally]:
    """The tally of every intent that was wanted or read."""
    pairs = confusion(outcomes)
    right: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    missed: Counter[str] = Counter()
    for (wanted, read), count in pairs.items():
        if wanted == read:
            right[read] += count
        else:
            wrong[read] += count
            missed[wanted] += count
    return _tallies(right, wrong, missed)


def fact_tallies(outcomes: Iterable[Outcome], facts: Collection[str]) -> dict[str, Tally]:
    """The tally of every fact of these that was stated or read; other entities do not count."""
    right: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    missed: Counter[str] = Counter()
    for asked, read in outcomes:
        found, stated = ({fact for fact in told if fact[0] in facts} for told in (read.facts, asked.facts))
        right.update(fact for fact, _ in found & stated)
        wrong.update(fact for fact, _ in found - stated - asked.optional_facts)
        missed.update(fact for fact, _ in stated - found)
    return _tallies(right, wrong, missed)


def macro_f1(tallies: Mapping[str, Tally]) -> float:
    """Mean F1 of the intents that were wanted at least once."""
    wanted = [tally.f1 for tally in tallies.values() if tally.count]
    return statistics.mean(wanted) if wanted else 0.0


def micro_f1(tallies: Mapping[str, Tally]) -> float:
    """F1 of all counts together: the one figure for facts."""
    tallied = tallies.values()
    return Tally(sum(t.right for t in tallied), sum(t.wrong for t in tallied), sum(t.missed for t in tallied)).f1


def judged(outcomes: Iterable[Outcome]) -> list[Judged]:
    """The guesses as if there were no fallback."""
    return [(read.confidence, read.guess in asked.intents) for asked, read in outcomes]


def reliability(guesses: Iterable[Judged], bins: int = BINS) -> list[Bin]:
    """Guesses by confidence in bins of equal width, lowest first; empty bins are left out."""
    members: dict[int, list[Judged]] = defaultdict(list)
    for guess in guesses:
        members[min(int(guess[0] * bins), bins - 1)].append(guess)
    return [
        Bin(len(group), statistics.fmean(sure for sure, _ in group), statistics.fmean(right for _, right in group))
        for _, group in sorted(members.items())
    ]


def calibration_error(bins: Sequence[Bin]) -> float:
    """Expected calibration error: how far confidence and accuracy are apart, on the mean over all guesses."""
    return ratio(sum(b.count * abs(b.accuracy - b.confidence) for b in bins), sum(b.count for b in bins))


def coverage(guesses: Sequence[Judged], threshold: float) -> Coverage:
    """What this threshold does; a guess as sure as the threshold is answered."""
    answered = [right for sure, right in guesses if sure >= threshold]
    return Coverage(threshold, ratio(len(answered), len(guesses)), ratio(sum(answered), len(answered)))


def coverage_curve(guesses: Iterable[Judged]) -> list[Coverage]:
    """What every threshold that makes a difference does, highest first."""
    ordered = sorted(guesses, reverse=True)
    curve, right = [], 0
    for place, (sure, was_right) in enumerate(ordered, start=1):
        right += was_right
        if place == len(ordered) or ordered[place][0] < sure:
            curve.append(Coverage(sure, place / len(ordered), right / place))
    return curve


def _tallies(right: Counter[str], wrong: Counter[str], missed: Counter[str]) -> dict[str, Tally]:
    return {name: Tally(right[name], wrong[name], missed[name]) for name in sorted({*right, *wrong, *missed})}
