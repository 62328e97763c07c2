"""Whole diagnoses on the real assistant, by mouse, by keyboard and on a phone."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Locator, expect

from tests.browser.chat_page import PATIENCE, TAPS, ChatPage
from tests.browser.conftest import PHONE

QUESTION = "为什么小米商城分期用不了备用金"


def diagnose(chat: ChatPage, choose: Callable[[Locator], None]) -> None:
    """Answer the quick replies of a shopper whose credit assessment changed, until the card is there."""
    for _ in TAPS:
        chat.until_asked()
        offered = [name for name in TAPS if chat.reply(name).count()]
        assert offered, chat.replies.all_inner_texts()
        choose(chat.reply(offered[0]))
        if chat.answered_with_a_card():
            return
    raise AssertionError(f"no diagnosis after {len(TAPS)} answers")


def rate(chat: ChatPage) -> None:
    chat.reply("解决了").click()
    chat.log.get_by_label("4 星").check(timeout=PATIENCE, force=True)
    chat.log.get_by_label("想说点什么（可不填）").fill("讲得清楚")
    chat.log.get_by_role("button", name="提交").click()
    expect(chat.log.get_by_text("谢谢您的评价")).to_be_in_viewport()
    expect(chat.dialog.get_by_role("heading", name="备用金小助手")).to_be_in_viewport()


def test_by_mouse_to_the_rating(visit: Callable[..., ChatPage], shop: str) -> None:
    chat = visit(shop).open()
    chat.box.click()
    chat.page.keyboard.type(QUESTION)
    chat.dialog.get_by_role("button", name="发送").click()
    diagnose(chat, lambda reply: reply.click())

    card = chat.cards.first
    expect(card.get_by_role("heading", name="信用评估变化")).to_be_visible()
    expect(card.get_by_text("逾期过但已经还清")).to_be_visible()
    expect(chat.dialog.get_by_role("button", name="额度是够的")).to_be_visible()
    step = card.get_by_role("checkbox").first
    step.check()

    chat.until_asked()
    rate(chat)

    chat.page.reload()
    expect(chat.cards.first.get_by_role("checkbox").first).to_be_checked()
    expect(chat.log.locator(".rating")).to_have_count(0)


def test_by_keyboard_alone(visit: Callable[..., ChatPage], shop: str) -> None:
    chat = visit(shop)
    keyboard = chat.page.keyboard

    def tab_to(target: Locator) -> None:
        for _ in range(40):
            if target.evaluate("(element) => element.getRootNode().activeElement === element"):
                return
            keyboard.press("Shift+Tab" if chat.box.count() else "Tab")
        raise AssertionError("Tab does not lead there")

    def choose(reply: Locator) -> None:
        tab_to(reply)
        keyboard.press("Enter")

    tab_to(chat.launcher)
    keyboard.press("Enter")
    expect(chat.box).to_be_focused(timeout=PATIENCE)
    chat.connected()
    keyboard.type(QUESTION)
    keyboard.press("Enter")
    diagnose(chat, choose)
    tab_to(chat.cards.first.get_by_role("checkbox").first)
    keyboard.press("Space")
    expect(chat.cards.first.get_by_role("checkbox").first).to_be_checked()

    keyboard.press("Escape")
    expect(chat.dialog).to_be_hidden()
    expect(chat.launcher).to_be_focused()


def test_on_a_phone_the_chat_fills_the_screen(visit: Callable[..., ChatPage], shop: str) -> None:
    chat = visit(shop, PHONE, has_touch=True, is_mobile=True)
    chat.launcher.tap()
    chat.connected()
    assert chat.dialog.bounding_box() == {"x": 0, "y": 0, "width": PHONE["width"], "height": PHONE["height"]}
    chat.say(QUESTION)
    diagnose(chat, lambda reply: reply.tap())
    assert chat.page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    for button in chat.replies.all():
        assert (button.bounding_box() or {"height": 0})["height"] >= 24


def test_a_known_fact_is_corrected_by_tapping_it(visit: Callable[..., ChatPage], shop: str) -> None:
    chat = visit(shop).open()
    chat.say("备用金用不了，我没有逾期过")
    chip = chat.dialog.get_by_role("button", name="没有逾期")
    chip.click(timeout=PATIENCE)
    chat.dialog.get_by_role("button", name="现在有逾期").click()
    expect(chat.own.filter(has_text="现在有逾期")).to_have_count(1, timeout=PATIENCE)
    expect(chat.dialog.locator(".chip", has_text="没有逾期")).to_have_count(0, timeout=PATIENCE)


def test_a_handover_shows_its_number(visit: Callable[..., ChatPage], shop: str) -> None:
    chat = visit(shop).open()
    chat.say("转人工")
    expect(chat.log.get_by_text("已转给人工客服")).to_be_visible(timeout=PATIENCE)
    expect(chat.log.locator(".reference")).to_be_visible()
