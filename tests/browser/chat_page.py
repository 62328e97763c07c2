"""A page with the chat on it, in the words of the person who uses it."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page, expect

from settings import ROOT

PATIENCE = 30_000
"""Milliseconds that an answer of the assistant may take on a busy machine."""
AXE = ROOT / "web/widget/node_modules/axe-core/axe.min.js"

TAPS = ("都不行", "账号没变动", "逾期过，已还清", "额度够")
"""Quick replies of a shopper whose credit assessment changed."""


class ChatPage:
    """What a shopper sees and does."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.launcher = page.get_by_role("button", name=re.compile("^(联系客服|聯絡客服|Chat with us)"))
        self.dialog = page.get_by_role("dialog")
        self.log = page.get_by_role("log")
        self.box = self.dialog.locator("textarea")
        self.cards = self.log.locator(".card:not(.rating)")
        self.bot = self.log.locator(".bubble.bot:not(.typing)")
        self.own = self.log.locator(".bubble.user")
        self.replies = self.dialog.locator(".replies .reply")
        self.line = self.dialog.locator(".line")

    def open(self) -> ChatPage:
        """Tap the button, and wait for the connection."""
        self.launcher.click()
        expect(self.box).to_be_focused(timeout=PATIENCE)
        self.connected()
        return self

    def embed(self, server: str, **attributes: str) -> None:
        """Replace the chat of the page by one with a shop's attributes."""
        self.page.evaluate(
            """([src, attributes]) => {
                document.querySelector("reserve-fund-chat")?.remove();
                const script = Object.assign(document.createElement("script"), { src });
                Object.assign(script.dataset, attributes);
                document.body.append(script);
            }""",
            [f"{server}/widget.js", attributes],
        )
        expect(self.launcher).to_be_visible()

    def connected(self) -> None:
        """Wait until the line says nothing."""
        expect(self.line).to_have_count(0, timeout=PATIENCE)

    def say(self, text: str) -> None:
        """Type and press Enter."""
        self.box.fill(text)
        self.box.press("Enter")

    def hears(self, text: str) -> None:
        """Wait until the assistant has said it, exactly once."""
        expect(self.bot.filter(has_text=text)).to_have_count(1, timeout=PATIENCE)

    def reply(self, name: str) -> Locator:
        """The quick reply of that name."""
        return self.replies.filter(has_text=re.compile(f"^{re.escape(name)}$"))

    def until_asked(self) -> None:
        """Wait until the assistant offers quick replies."""
        expect(self.replies.first).to_be_visible(timeout=PATIENCE)

    def answered_with_a_card(self) -> bool:
        """Wait for the answer to the last message; whether it is a card."""
        expect(self.log.locator(".unsent, .typing")).to_have_count(0, timeout=PATIENCE)
        self.until_asked()
        return self.cards.count() > 0

    def said(self) -> list[str]:
        """Every bubble and card from top to bottom, without the greeting."""
        return self.log.locator(".bubble:not(.typing), .card:not(.rating)").all_inner_texts()[1:]

    def accessibility_problems(self) -> list[str]:
        """What axe finds, rule by rule."""
        if not self.page.evaluate("'axe' in window"):
            self.page.add_script_tag(path=AXE)
        found = self.page.evaluate("axe.run()")["violations"]
        return [f"{rule['id']}: {[node['html'] for node in rule['nodes']]}" for rule in found]
