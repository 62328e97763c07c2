"""A reply of the assistant, before it is handed to Rasa."""

from __future__ import annotations

from dataclasses import dataclass, field

from rasa_sdk.executor import CollectingDispatcher


@dataclass
class Reply:
    """Texts to say in order; the quick replies go with the last one."""

    texts: list[str] = field(default_factory=list)
    quick_replies: list[str] = field(default_factory=list)
    _lead: str = ""

    def lead(self, text: str) -> None:
        """A remark that opens the next text, in the same bubble: 好的，记下了。最近有没有逾期？"""
        self._lead += text

    def say(self, text: str, quick_replies: list[str] | None = None) -> None:
        """Add a text; quick replies replace earlier ones."""
        self.texts.append(self._lead + text)
        self._lead = ""
        if quick_replies is not None:
            self.quick_replies = quick_replies

    def send(self, dispatcher: CollectingDispatcher) -> None:
        """Utter it. A quick reply's payload is its own words, so that a tapped reply reads like a typed one."""
        for place, text in enumerate(self.texts):
            last = place == len(self.texts) - 1
            buttons = [{"title": reply, "payload": reply} for reply in self.quick_replies] if last else []
            dispatcher.utter_message(text=text, buttons=buttons)
