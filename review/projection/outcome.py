"""How a conversation ended, by what the assistant knows of it.

solved         the shopper said that it works
handed_over    a person has the case, and none is under way with the assistant
not_solved     the assistant could not name a cause, or the shopper left after saying that a remedy did not help
abandoned      the shopper left with a question open, or without saying whether the remedy helped
answered       no case: questions and small talk were answered
out_of_scope   no case, and nothing that the assistant is there for
open           none of these yet

The first two and a cause that could not be named are endings at once. The others are true only once the shopper has been
silent for a while; until then the conversation is open. Silence is for those who read the rows: review/store/outcomes.py.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, Optional

from review.names import Outcome

FALLBACK = "nlu_fallback"
_ENDINGS = {"solved": Outcome.SOLVED, "handed_over": Outcome.HANDED_OVER, "undetermined": Outcome.NOT_SOLVED}
"""What the assistant puts into the slot `outcome`."""
_NOT_UNDERSTOOD = frozenset({"out_of_scope", FALLBACK})
_SMALL_TALK = frozenset({"greet", "goodbye", "thank", "bot_challenge", "affirm", "deny", "unsure"})


def outcome_now(slots: Mapping[str, Any], reference_number: Optional[str]) -> Outcome:
    """The outcome while the shopper may still write.

    Args:
        slots: what is known of the case; what is not known may be missing.
        reference_number: of the last hand-over, if there was one.
    """
    if ending := _ENDINGS.get(slots.get("outcome") or ""):
        return ending
    return Outcome.HANDED_OVER if reference_number and not _is_under_way(slots) else Outcome.OPEN


def outcome_when_quiet(slots: Mapping[str, Any], reference_number: Optional[str], intents: Collection[str]) -> Outcome:
    """The outcome should the shopper never write again; `intents` are those of all the shopper's messages."""
    now = outcome_now(slots, reference_number)
    if now is not Outcome.OPEN or not intents:
        return now
    if slots.get("failed_causes"):
        return Outcome.NOT_SOLVED
    if _is_under_way(slots):
        return Outcome.ABANDONED
    meant = set(intents) - _SMALL_TALK
    return Outcome.OUT_OF_SCOPE if meant and meant <= _NOT_UNDERSTOOD else Outcome.ANSWERED


def _is_under_way(slots: Mapping[str, Any]) -> bool:
    """Whether a question is open or a remedy waits for the word that it helped."""
    return bool(slots.get("requested_slot") or slots.get("diagnosed_cause"))
