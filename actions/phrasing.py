"""Texts put together from the knowledge: no wording of its own."""

from __future__ import annotations

from actions.case import Case
from diagnosis import Conclude, Undetermined, posterior, ranked, weights_of_evidence
from knowledge_base import CauseText, FactText, Knowledge, RemedyStep

MOST_EVIDENCE = 4
"""Facts listed as evidence; more than that nobody reads."""
HIGH, MEDIUM = 0.85, 0.6
"""Probability from which the assistant calls itself confident."""


def noted(knowledge: Knowledge, case: Case, facts: list[str], wording: str = "noted") -> str:
    """What was just said, said back in one sentence."""
    phrases = dict.fromkeys(phrase(knowledge, case, fact) for fact in facts)
    return knowledge.wording[wording].format(facts=knowledge.wording["noted_joint"].join(phrases))


def phrase(knowledge: Knowledge, case: Case, fact: str) -> str:
    """How the assistant says a known fact."""
    return knowledge.facts[fact].values[case.facts[fact]].phrase


def question(fact: FactText, narrowed: bool) -> str:
    """The open question, in its narrowing form once the plain one did not decide."""
    return fact.narrow if narrowed and fact.narrow else fact.question


def conclusion(knowledge: Knowledge, case: Case, decision: Conclude, wording: str) -> str:
    """The cause and the evidence for it."""
    words, cause = knowledge.wording, knowledge.causes[decision.cause]
    opening = words[wording].format(cause=cause.title, confidence=confidence(knowledge, decision), summary=cause.summary)
    listed = [words["listed"].format(text=text) for text in evidence(knowledge, case, decision.cause)]
    lines = [opening, words["evidence_title"], *listed]
    if decision.runner_up:
        lines.append(words["runner_up"].format(cause=knowledge.causes[decision.runner_up].title))
    return "\n".join(lines)


def remedy(knowledge: Knowledge, cause_id: str) -> str:
    """The steps, and what to avoid."""
    words, cause = knowledge.wording, knowledge.causes[cause_id]
    steps = [_step(knowledge, number, step) for number, step in enumerate(cause.steps, 1)]
    avoid = [words["listed"].format(text=text) for text in cause.avoid]
    return "\n".join([words["remedy_title"], *steps, words["avoid_title"], *avoid])


def explanation(knowledge: Knowledge, cause_id: str) -> str:
    """Why this cause happens, and when a person must take over."""
    words, cause = knowledge.wording, knowledge.causes[cause_id]
    when = [words["listed"].format(text=text) for text in cause.handover_when]
    return "\n".join([cause.why, words["handover_when_title"], *when])


def self_check(knowledge: Knowledge, decision: Undetermined) -> str:
    """An honest "I do not know", with what the shopper can check, likeliest first."""
    words = knowledge.wording
    causes: list[CauseText] = [knowledge.causes[cause] for cause in decision.candidates]
    checks = [words["self_check"].format(number=n, title=c.title, do=c.steps[0].do) for n, c in enumerate(causes, 1)]
    return "\n".join([words["undetermined"], *checks, words["undetermined_next"]])


def case_summary(knowledge: Knowledge, case: Case) -> str:
    """What is known of the case, for the shopper to check and the staff to start from."""
    words, joint = knowledge.wording, knowledge.wording["handover_joint"]
    facts = [phrase(knowledge, case, fact) for fact in knowledge.facts if fact in case.facts]
    lines = [words["handover_facts"].format(facts=joint.join(facts)) if facts else words["handover_no_facts"]]
    cause = case.diagnosed_cause or _likely_cause(knowledge, case)
    if cause and cause not in case.failed_causes:
        lines.append(words["handover_cause"].format(cause=knowledge.causes[cause].title))
    if case.failed_causes:
        tried = joint.join(knowledge.causes[failed].title for failed in case.failed_causes)
        lines.append(words["handover_failed"].format(causes=tried))
    return "\n".join(lines)


def _likely_cause(knowledge: Knowledge, case: Case) -> str | None:
    """The leading cause, if it is likelier than all others together."""
    cause, probability = ranked(posterior(knowledge.model, case.evidence))[0]
    return cause if probability > 0.5 else None


def confidence(knowledge: Knowledge, decision: Conclude) -> str:
    """How sure the assistant is, in words."""
    if decision.probability >= HIGH:
        return knowledge.wording["confidence_high"]
    return knowledge.wording["confidence_medium" if decision.probability >= MEDIUM else "confidence_low"]


def evidence(knowledge: Knowledge, case: Case, cause: str) -> list[str]:
    """The facts that speak for the cause, strongest first, in the shopper's own words where there are any."""
    words, lines = knowledge.wording, list[str]()
    for weight in weights_of_evidence(knowledge.model, case.evidence, cause):
        if weight.bits <= 0 or len(lines) == MOST_EVIDENCE:
            break
        said, quote = phrase(knowledge, case, weight.fact), case.quotes.get(weight.fact)
        reply = knowledge.facts[weight.fact].values[weight.value].quick_reply
        if quote and quote != reply:
            lines.append(words["evidence_quoted"].format(phrase=said, quote=quote))
        else:
            lines.append(words["evidence"].format(phrase=said))
    return lines or [words["evidence_none"]]


def _step(knowledge: Knowledge, number: int, step: RemedyStep) -> str:
    key = "step_where" if step.where else "step"
    return knowledge.wording[key].format(number=number, do=step.do, who=step.who, where=step.where, takes=step.takes)
