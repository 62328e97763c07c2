"""What the shopper said in this turn, read against the open question."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from actions.case import Case
from actions.names import (
    FACTS_NOT_STATED_BY,
    FALLBACK,
    HINT,
    REPLY_INTENTS,
    SAFETY,
    SCRIPT,
    SENSITIVE_DATA,
    Intent,
    Slot,
    Stage,
)
from knowledge_base import FactText, Knowledge

QUOTE_LENGTH = 24
_UNSURE = re.compile("不清楚|不知道|不确定|不晓得|没注意|说不准")
"""Said to an open question, this is "not sure" whatever else stands around it (还是不清楚)."""
_TURN_ENDS = ("session_started", "restart")


@dataclass
class Turn:
    """The latest message, and what it did to the case."""

    text: str
    intent: str
    confidence: float
    intent_ranking: list[Mapping[str, Any]]
    sensitive_kinds: list[str]
    safety: str | None
    script: str | None
    stated: list[str] = field(default_factory=list)
    """Facts that this turn stated, in order; a bare answer to the open question included."""
    corrected: list[str] = field(default_factory=list)
    """Those of them that replaced another value."""
    answered: str | None = None
    """The fact that was open, or that the shopper chose to correct, and that this turn answered."""
    unsure: bool = False
    """The open question was answered with "not sure"."""


def read_turn(tracker_state: Mapping[str, Any], case: Case, knowledge: Knowledge) -> Turn:
    """Read the latest message and record on `case` what it states.

    Messages that no action has heard, because the action server was away, are read first: nothing is lost.
    """
    *missed, latest = unheard_messages(tracker_state) or [tracker_state["latest_message"]]
    corrected: list[str] = []
    for message in missed:
        corrected += _state_facts(message, case, knowledge)[1]
    open_fact, was_open = case.requested, case.is_open
    chosen = _chosen_fact(latest.get("text") or "", knowledge)
    told = _state_chosen(*chosen, case) if chosen else _state_facts(latest, case, knowledge)
    turn = Turn(
        text=(latest.get("text") or "").strip(),
        intent=_likely_reply(latest) if was_open else _intent(latest),
        confidence=float((_parsed(latest).get("intent") or {}).get("confidence") or 0),
        intent_ranking=_parsed(latest).get("intent_ranking") or [],
        sensitive_kinds=_values(latest, SENSITIVE_DATA),
        safety=_first(latest, SAFETY),
        script=_first(latest, SCRIPT),
        stated=told[0],
        corrected=corrected + told[1],
    )
    if open_fact and open_fact not in turn.stated and not chosen:
        _read_answer(turn, case, knowledge.facts[open_fact])
    if open_fact in turn.stated:
        case.close_question()
    turn.answered = open_fact if open_fact in turn.stated else chosen[0].id if chosen else None
    return turn


def latest_intent(tracker_state: Mapping[str, Any]) -> str:
    """The intent of the message that this turn is about."""
    return _intent(tracker_state["latest_message"])


def unheard_messages(tracker_state: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """User events since the last time that an action of ours left its slots."""
    messages: list[Mapping[str, Any]] = []
    for event in reversed(tracker_state.get("events") or []):
        if event["event"] == "user":
            messages.append(event)
        elif event["event"] in _TURN_ENDS or event.get("name") == Slot.MISUNDERSTANDINGS:
            break
    return messages[::-1]


def _state_facts(message: Mapping[str, Any], case: Case, knowledge: Knowledge) -> tuple[list[str], list[str]]:
    """Record the facts of one message; which were stated, and which of them corrected an earlier value."""
    if _intent(message) in FACTS_NOT_STATED_BY:
        return [], []
    stated, corrected = [], []
    for entity in _entities(message):
        name, value = entity["entity"], entity["value"]
        if name in knowledge.facts and value in knowledge.facts[name].values:
            if case.state(name, value, _quote(entity.get("text") or message.get("text") or "")):
                corrected.append(name)
            stated.append(name)
        elif name == HINT:
            _take_hint(entity, case, knowledge)
        elif name == Slot.AVAILABLE_LIMIT:
            case.available_limit = float(value)
        elif name == Slot.ORDER_AMOUNT:
            case.order_amount = float(value)
    told_amount = {entity["entity"] for entity in _entities(message)} & {Slot.AVAILABLE_LIMIT, Slot.ORDER_AMOUNT}
    compared = case.compare_amounts() if told_amount else None
    if compared and compared[0] not in stated:
        if case.state(*compared, _quote(message.get("text") or "")):
            corrected.append(compared[0])
        stated.append(compared[0])
    return stated, corrected


def _take_hint(entity: Mapping[str, Any], case: Case, knowledge: Knowledge) -> None:
    """A fact that was perhaps stated guides the questions, as long as nothing firm is known of it."""
    fact, _, value = entity["value"].partition("=")
    if fact in knowledge.facts and value in knowledge.facts[fact].values and fact not in case.facts:
        case.hints[fact] = value, float(entity["confidence_entity"])


def _read_answer(turn: Turn, case: Case, fact: FactText) -> None:
    """A quick reply, its number, or a bare yes, no or "not sure" as the answer to the open question."""
    reply = _chosen_reply(turn.text, fact.quick_replies)
    value = fact.value_of(reply)
    if value is None and not (case.stage is Stage.NARROWED and fact.narrow):
        bare = {Intent.AFFIRM: fact.affirm, Intent.DENY: fact.deny}
        value = bare.get(Intent(turn.intent)) if turn.intent in set(Intent) else None
    if value:
        if case.state(fact.id, value, ""):  # a bare yes is no quote
            turn.corrected.append(fact.id)
        turn.stated.append(fact.id)
    elif reply == fact.unsure or _UNSURE.search(turn.text) or turn.intent in (Intent.UNSURE, Intent.ASK_WHERE_TO_CHECK):
        turn.unsure = True


def _chosen_fact(text: str, knowledge: Knowledge) -> tuple[FactText, str] | None:
    """A fact told anew by its title, and the quick reply, as the web chat sends it: 逾期情况：没有逾期."""
    title, _, reply = text.strip().partition("：")
    fact = next((fact for fact in knowledge.facts.values() if fact.title == title), None)
    return (fact, reply) if fact and reply in fact.quick_replies else None


def _state_chosen(fact: FactText, reply: str, case: Case) -> tuple[list[str], list[str]]:
    """Record it, or take it back when the reply is "not sure"; what was stated, and what of that was a correction."""
    value = fact.value_of(reply)
    if value is None:
        case.retract(fact.id)
        return [], []
    return [fact.id], [fact.id] if case.state(fact.id, value, "") else []


def _chosen_reply(text: str, replies: list[str]) -> str | None:
    """The quick reply that the text is, or names by its number."""
    bare = text.strip(" 。.!！~")
    if bare in replies:
        return bare
    if bare.isdecimal() and len(bare) == 1 and 1 <= int(bare) <= len(replies):
        return replies[int(bare) - 1]
    return None


def _parsed(message: Mapping[str, Any]) -> Mapping[str, Any]:
    """The NLU result: user events keep it under parse_data, latest_message has it spread out."""
    return message.get("parse_data") or message


def _intent(message: Mapping[str, Any]) -> str:
    return (_parsed(message).get("intent") or {}).get("name") or ""


def _entities(message: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return _parsed(message).get("entities") or []


def _likely_reply(message: Mapping[str, Any]) -> str:
    """The intent; while the assistant waits for a reply, a doubtful one is read as the likeliest reply."""
    intent = _intent(message)
    if intent != FALLBACK:
        return intent
    ranking = _parsed(message).get("intent_ranking") or []
    likeliest = next((found["name"] for found in ranking if found["name"] != FALLBACK), FALLBACK)
    return likeliest if likeliest in REPLY_INTENTS else FALLBACK


def _values(message: Mapping[str, Any], entity: str) -> list[str]:
    return [found["value"] for found in _entities(message) if found["entity"] == entity]


def _first(message: Mapping[str, Any], entity: str) -> str | None:
    return next(iter(_values(message, entity)), None)


def _quote(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= QUOTE_LENGTH else text[: QUOTE_LENGTH - 1] + "…"
