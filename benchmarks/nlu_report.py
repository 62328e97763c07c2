"""How well the present model understands the held-out set: one page, var/nlu-report.html, that needs no other file."""

from __future__ import annotations

import json
import sys
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Optional

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from benchmarks import nlu_charts as charts
from benchmarks import nlu_scores as scores
from benchmarks.learning_curve import FILE
from benchmarks.nlu_variants import fallback_threshold
from benchmarks.question_sets import held_out
from knowledge_base import load_knowledge
from launcher.errors import LaunchError
from launcher.model import ensure_model
from settings import SettingError, settings

_MISTAKES = 40
_TEMPLATES = Path(__file__).with_name("templates")


@dataclass(frozen=True)
class Context:
    """What the page says beside the readings."""

    model: str
    facts: Collection[str]
    threshold: float
    learning_curve: Optional[Sequence[Mapping[str, Any]]] = None


def page(outcomes: Sequence[scores.Outcome], context: Context) -> str:
    """The whole page."""
    environment = Environment(loader=FileSystemLoader(_TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    environment.filters["percent"] = "{:.1%}".format
    return environment.get_template("nlu_report.html").render(_content(outcomes, context))


def mistakes(outcomes: Sequence[scores.Outcome]) -> list[scores.Outcome]:
    """Messages read wrongly, those first whose guess was most sure."""
    wrong = [outcome for outcome in outcomes if not scores.is_right(*outcome)]
    return sorted(wrong, key=lambda outcome: -outcome[1].confidence)


def weakest_first(tallies: Mapping[str, scores.Tally]) -> list[tuple[str, scores.Tally]]:
    """What was wanted at least once, by F1; of equals the more frequent first."""
    wanted = [(name, tally) for name, tally in tallies.items() if tally.count]
    return sorted(wanted, key=lambda item: (item[1].f1, -item[1].count))


def _content(outcomes: Sequence[scores.Outcome], context: Context) -> dict[str, Any]:
    """What the template shows."""
    pairs, guesses, wrong = scores.confusion(outcomes), scores.judged(outcomes), mistakes(outcomes)
    intents, facts = scores.intent_tallies(outcomes), scores.fact_tallies(outcomes, context.facts)
    bins, present = scores.reliability(guesses), scores.coverage(guesses, context.threshold)
    error, curve = scores.calibration_error(bins), context.learning_curve
    return {
        "model": context.model,
        "count": len(outcomes),
        "headline": {
            "intent accuracy": f"{scores.accuracy(outcomes):.1%}",
            "intent macro-F1": f"{scores.macro_f1(intents):.3f}",
            "facts F1": f"{scores.micro_f1(facts):.3f}",
            "calibration error": f"{error:.3f}",
            "fell back": f"{scores.ratio(sum(read.intent == scores.FALLBACK for _, read in outcomes), len(outcomes)):.1%}",
            "right without fallback": f"{scores.coverage(guesses, 0).accuracy:.1%}",
        },
        "intents": weakest_first(intents),
        "facts": weakest_first(facts),
        "mistakes": wrong[:_MISTAKES],
        "mistake_count": len(wrong),
        "fallback": scores.FALLBACK,
        "present": present,
        "confusion": charts.data_uri(charts.confusion_chart(pairs)),
        "reliability": charts.data_uri(charts.reliability_chart(bins)),
        "coverage": charts.data_uri(charts.coverage_chart(scores.coverage_curve(guesses), present)),
        "learning_curve": charts.data_uri(charts.learning_curve_chart(curve)) if curve else None,
    }


def main() -> int:
    """Read the held-out set and write the page; the exit code."""
    try:
        model, folder = ensure_model(settings()), settings().data_folder
    except (LaunchError, SettingError) as error:
        print(error, file=sys.stderr)
        return 1
    from benchmarks.rasa_reader import RasaReader  # takes seconds to import

    questions, reader = held_out(), RasaReader(model)
    outcomes = questions.outcomes([reader.read(question.text) for question in questions.questions])
    points = json.loads((folder / FILE).read_text(encoding="utf-8")) if (folder / FILE).exists() else None
    context = Context(model.name, load_knowledge().model.facts, fallback_threshold(), points)
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "nlu-report.html"
    path.write_text(page(outcomes, context), encoding="utf-8")
    print(path)
    return 0


if __name__ == "__main__":
    sys.exit(main())
