"""Pictures of the chat's main states for README.md, taken of the demo shop of a running `make start`.

python -m tests.browser.take_screenshots
"""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Browser, ViewportSize, expect

from benchmarks.widget_browser import chromium
from settings import ROOT, settings
from tests.browser.chat_page import PATIENCE, TAPS, ChatPage
from tests.browser.conftest import DESKTOP, PHONE

FOLDER = ROOT / "docs" / "images"


def asked(chat: ChatPage) -> None:
    """The first question, with its quick replies."""
    chat.open()
    chat.say("为什么小米商城分期用不了备用金")
    chat.until_asked()


def diagnosed(chat: ChatPage) -> None:
    """The result as a card, its first step ticked off."""
    asked(chat)
    while not chat.cards.count():
        offered = next(name for name in TAPS if chat.reply(name).count())
        chat.reply(offered).click()
        chat.answered_with_a_card()
    chat.cards.get_by_role("checkbox").first.check()


def corrected(chat: ChatPage) -> None:
    """What is known, one of it opened to be corrected."""
    diagnosed(chat)
    chat.dialog.locator(".chip").last.click()


def rated(chat: ChatPage) -> None:
    """The rating after a solved case."""
    diagnosed(chat)
    chat.reply("解决了").click()
    chat.log.get_by_label("4 星").check(timeout=PATIENCE, force=True)


def handed_over(chat: ChatPage) -> None:
    """The hand-over card with its reference number."""
    chat.open()
    chat.say("转人工")
    expect(chat.log.locator(".reference")).to_be_visible(timeout=PATIENCE)


def picture(browser: Browser, name: str, viewport: ViewportSize, scheme: str, scene: Callable[[ChatPage], None]) -> None:
    """Play a scene before somebody new and photograph its end."""
    options = {"color_scheme": scheme, "device_scale_factor": 1.5, "locale": "zh-CN"}
    context = browser.new_context(viewport=viewport, **options)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(f"http://127.0.0.1:{settings().rasa_port}/")
    scene(ChatPage(page))
    page.mouse.move(0, 0)
    page.wait_for_timeout(500)
    page.screenshot(path=FOLDER / f"{name}.png")
    context.close()


def main() -> None:
    """Take all pictures."""
    with chromium() as browser:
        picture(browser, "question", DESKTOP, "light", asked)
        picture(browser, "diagnosis", DESKTOP, "light", diagnosed)
        picture(browser, "diagnosis-dark", DESKTOP, "dark", diagnosed)
        picture(browser, "phone", PHONE, "light", diagnosed)
        picture(browser, "correction-phone", PHONE, "light", corrected)
        picture(browser, "rating-phone-dark", PHONE, "dark", rated)
        picture(browser, "handover-phone", PHONE, "light", handed_over)


if __name__ == "__main__":
    main()
