"""A reply of the assistant, before it is handed to Rasa."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Optional

from rasa_sdk.executor import CollectingDispatcher

Card = Mapping[str, Any]
"""Something that the web chat draws (docs/web-channel.md); other channels show the text beside it."""


@dataclass(frozen=True)
class Bubble:
    """One text, and the card that may be drawn in its place."""

    text: str
    card: Optional[Card] = None


@dataclass
class Reply:
    """Bubbles to say in order; the quick replies and what is known go with the last one."""

    bubbles: list[Bubble] = field(default_factory=list)
    quick_replies: list[str] = field(default_factory=list)
    known: list[Card] = field(default_factory=list)
    _lead: str = ""

    def lead(self, text: str) -> None:
        """A remark that opens the next text, in the same bubble: 好的，记下了。最近有没有逾期？"""
        self._lead += text

    def say(self, text: str, quick_replies: list[str] | None = None, card: Optional[Card] = None) -> None:
        """Add a text; quick replies replace earlier ones. A remark before a card stays a bubble of its own."""
        if card and self._lead:
            self.bubbles.append(Bubble(self._lead))
            self._lead = ""
        self.bubbles.append(Bubble(self._lead + text, card))
        self._lead = ""
        if quick_replies is not None:
            self.quick_replies = quick_replies

    def send(self, dispatcher: CollectingDispatcher) -> None:
        """Utter it. A quick reply's payload is its own words, so that a tapped reply reads like a typed one."""
        for place, bubble in enumerate(self.bubbles):
            last = place == len(self.bubbles) - 1
            more: dict[str, Any] = {"card": bubble.card} if bubble.card else {}
            if last and self.known:
                more["known"] = self.known
            buttons = [{"title": reply, "payload": reply} for reply in self.quick_replies] if last else []
            dispatcher.utter_message(text=bubble.text, buttons=buttons, **more)
