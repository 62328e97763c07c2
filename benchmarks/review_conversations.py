"""Conversations as Rasa stores them, in any number: what a shopper with some cause would answer, and what the assistant says.

The diagnosis is the real one, so lengths, beliefs and endings are as the assistant makes them. The sentences are a handful,
each with an amount so that hardly two are the same, and with personal data in one of ten.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from typing import Any

from diagnosis import Conclude, Evidence, Undetermined, decide, ranked
from knowledge_base import Knowledge

Record = dict[str, Any]
_COMPLAINTS = ("备用金为什么用不了", "买手机分期用不了备用金啊昨天还好好的", "分期付款付不了，额度还有3000多，手机才1999")
_PERSONAL = ("我叫张伟，手机13812345678", "身份证110101199003078515", "单号2024052712345678帮我看看")
_QUESTIONS = ("ask_fee", "ask_limit", "ask_repayment", "out_of_scope", "nlu_fallback")
_CASE = ("requested_slot", "question_stage", "leading_cause", "diagnosed_cause", "available_limit", "order_amount")
_SECONDS_BETWEEN = 20.0


class Conversations:
    """Draws conversations one after another.

    Args:
        seed: the same seed draws the same conversations.
    """

    def __init__(self, knowledge: Knowledge, seed: int) -> None:
        self._knowledge, self._rng = knowledge, random.Random(seed)

    def rows(self, events: int, start: float) -> Iterator[dict[str, Any]]:
        """At least `events` rows for Rasa's table `events`, the first at `start` (seconds since 1970)."""
        made, number, at = 0, 0, start
        while made < events:
            number += 1
            at += self._rng.expovariate(1 / _SECONDS_BETWEEN)
            for place, record in enumerate(self._conversation()):
                made += 1
                yield _row(f"web-{number:08}", record, at + place * 0.5)

    def _conversation(self) -> Iterator[Record]:
        yield from ({"event": "action", "name": "action_session_start"}, {"event": "session_started"}, _action("action_listen"))
        if self._rng.random() < 0.2:
            yield from self._question()
        else:
            yield from self._case()

    def _question(self) -> Iterator[Record]:
        """Something answered at once."""
        intent = self._rng.choice(_QUESTIONS)
        yield from self._said("分期利息怎么算", intent)
        answer = self._knowledge.answers.get(intent)
        yield from self._turn("action_answer_question", [_bot(answer.answer if answer else "这个我帮不上忙")], {})

    def _case(self) -> Iterator[Record]:
        """Questions and answers until the assistant concludes."""
        model, evidence = self._knowledge.model, Evidence()
        cause = self._rng.choices(list(model.priors), list(model.priors.values()))[0]
        said, intent = self._rng.choice(_COMPLAINTS), "ask_why_unavailable"
        while True:
            yield from self._said(said, intent)
            decision = decide(model, evidence)
            slots = {**evidence.facts, "leading_cause": ranked(decision.belief)[0][0]}
            belief = {cause: round(likely, 4) for cause, likely in decision.belief.items()}
            if isinstance(decision, (Conclude, Undetermined)):
                yield from self._end(decision, slots, belief, said)
                return
            fact = self._knowledge.facts[decision.fact]
            asked = _bot(fact.question, fact.quick_replies)
            yield from self._turn("action_diagnose", [asked], {**slots, "requested_slot": fact.id, "belief": belief})
            row = model.causes[cause].likelihood[fact.id]
            value = self._rng.choices(list(row), list(row.values()))[0]
            evidence = evidence.with_fact(fact.id, value)
            said, intent = self._rng.choice(fact.quick_replies), "inform"
            if self._rng.random() < 0.1:
                said += self._rng.choice(_PERSONAL)

    def _end(self, decision: Conclude | Undetermined, slots: Record, belief: Record, said: str) -> Iterator[Record]:
        """The conclusion, which quotes what was said, and often whether it helped."""
        if isinstance(decision, Undetermined):
            yield from self._turn("action_diagnose", [_bot("我没能确定原因")], {**slots, "outcome": "undetermined"})
            return
        cause = self._knowledge.causes[decision.cause]
        steps = [{"do": step.do, "who": step.who, "where": step.where, "takes": step.takes} for step in cause.steps]
        evidence = f"您说的是「{said}，{self._rng.randrange(10_000)}元」"
        card = {"type": "diagnosis", "cause": cause.title, "summary": cause.summary, "steps": steps, "evidence": [evidence]}
        told = _bot(cause.summary + evidence + "".join(step.do for step in cause.steps), card=card)
        slots = {**slots, "diagnosed_cause": decision.cause}
        yield from self._turn(
            "action_diagnose", [told, _bot("问题解决了吗？", ["解决了", "还是不行"])], {**slots, "belief": belief}
        )
        if self._rng.random() < 0.5:
            yield from self._said("解决了", "remedy_worked")
            yield from self._turn("action_diagnose", [_bot("太好了")], {**slots, "outcome": "solved"})

    def _said(self, text: str, intent: str) -> Iterator[Record]:
        """A message with what NLU makes of it: ten intents in the ranking, as the real one has."""
        confidence = self._rng.uniform(0.4, 1)
        text = f"{text}，{self._rng.randrange(10_000)}元"
        others = [{"name": f"other_{place}", "confidence": (1 - confidence) / 9} for place in range(9)]
        best = {"name": intent, "confidence": confidence}
        parsed = {"intent": best, "entities": [], "text": text, "intent_ranking": [best, *others]}
        yield {"event": "user", "text": text, "parse_data": parsed, "input_channel": "web"}
        yield {"event": "user_featurization", "use_text_for_featurization": False}

    def _turn(self, action: str, said: list[Record], slots: Record) -> Iterator[Record]:
        """An action with every slot that the real ones leave."""
        yield _action(action)
        yield from said
        names = (*self._knowledge.facts, "quotes", "unsure_facts", "hints", "failed_causes", *_CASE)
        for name in (*names, "misunderstandings", "reference_number", "outcome", "concern", "belief"):
            yield {"event": "slot", "name": name, "value": slots.get(name)}
        yield _action("action_listen")


def _action(name: str) -> Record:
    return {"event": "action", "name": name, "policy": "RulePolicy", "confidence": 1.0}


def _bot(text: str, quick_replies: list[str] | None = None, card: Record | None = None) -> Record:
    buttons = [{"title": reply, "payload": reply} for reply in quick_replies or []]
    return {"event": "bot", "text": text, "data": {"buttons": buttons or None}, "metadata": {"card": card} if card else {}}


def _row(sender: str, record: Record, at: float) -> dict[str, Any]:
    return {
        "sender_id": sender,
        "type_name": record["event"],
        "timestamp": at,
        "intent_name": record.get("parse_data", {}).get("intent", {}).get("name"),
        "action_name": record.get("name"),
        "data": json.dumps({**record, "timestamp": at}),
    }
