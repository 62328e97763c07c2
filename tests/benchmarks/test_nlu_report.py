"""The page, from readings made up here: no model is trained or asked."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest

from benchmarks.nlu_report import Context, mistakes, page
from benchmarks.nlu_scores import Outcome, Question, Reading

CONTEXT = Context("model.tar.gz", ["overdue_status"], threshold=0.25)


def outcome(text: str, wanted: str, guess: str, confidence: float, intent: str = "") -> Outcome:
    """A message that states a fact, which is read rightly."""
    told = frozenset({("overdue_status", "none")})
    return Question(text, (wanted,), told), Reading(intent or guess, guess, confidence, told)


OUTCOMES = [
    outcome("备用金用不了", "ask_why_unavailable", "ask_why_unavailable", 0.9),
    outcome("付不了 <b>&", "ask_why_unavailable", "ask_fee", 0.4),
    outcome("利息多少", "ask_fee", "ask_fee", 0.2, "nlu_fallback"),
    outcome("你好", "greet", "ask_fee", 0.7),
]


class Sources(HTMLParser):
    """Every address that a page would fetch, and its headings."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.headings = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.headings += tag == "h2"
        self.found += [value or "" for name, value in attrs if name in {"src", "href"}]


@pytest.fixture(scope="module")
def html() -> str:
    return page(OUTCOMES, CONTEXT)


def test_the_page_needs_no_other_file(html: str) -> None:
    sources = Sources()
    sources.feed(html)

    assert sources.headings == 7
    assert len(sources.found) == 3
    assert all(address.startswith("data:image/svg+xml;base64,") for address in sources.found)


def test_the_page_tells_the_figures(html: str) -> None:
    # two of four as read, three of four without the fallback; intents: F1 of fee 0, of why 2/3, of greet 0
    for figure in ("<dd>50.0%</dd>", "<dd>25.0%</dd>", "<dd>0.222</dd>", "<dd>1.000</dd>"):
        assert figure in html


def test_the_surest_mistake_comes_first_and_text_is_escaped(html: str) -> None:
    assert [question.text for question, _ in mistakes(OUTCOMES)] == ["你好", "付不了 <b>&", "利息多少"]
    assert html.index("你好") < html.index("付不了 &lt;b&gt;&amp;") < html.index("利息多少")
    assert "<code>ask_fee</code>, fell back" in html


def test_without_a_learning_curve_the_page_says_how_to_draw_it(html: str) -> None:
    assert "make learning-curve" in html


def test_a_learning_curve_is_shown() -> None:
    points = [{"sentences": count, "accuracy": 0.8, "macro_f1": 0.7, "facts_f1": 0.6} for count in (100, 1000)]

    html = page(OUTCOMES, Context("model.tar.gz", ["overdue_status"], 0.25, points))

    assert "make learning-curve" not in html
    assert html.count("data:image/svg+xml") == 4
