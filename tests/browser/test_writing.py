"""The box in which the shopper writes: input methods, long texts, pasted tables."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.chat_page import PATIENCE, ChatPage
from tests.browser.conftest import PHONE
from tests.channels.web.conftest import ChatServer


def test_enter_that_ends_a_composition_does_not_send(visit: Callable[..., ChatPage], stub: ChatServer) -> None:
    chat = visit(stub.url).open()
    browser = chat.page.context.new_cdp_session(chat.page)
    chat.box.click()
    browser.send("Input.imeSetComposition", {"text": "beiyongjin", "selectionStart": 10, "selectionEnd": 10})
    enter = {"type": "keyDown", "key": "Enter", "code": "Enter", "windowsVirtualKeyCode": 229}
    browser.send("Input.dispatchKeyEvent", enter)
    expect(chat.box).to_have_value("beiyongjin")
    expect(chat.own).to_have_count(0)
    browser.send("Input.insertText", {"text": "备用金"})  # the input method puts in what was chosen
    expect(chat.box).to_have_value("备用金")
    expect(chat.own).to_have_count(0)
    chat.box.press("Enter")
    expect(chat.own).to_have_text(["备用金"])


def test_shift_and_enter_make_a_line(visit: Callable[..., ChatPage], stub: ChatServer) -> None:
    chat = visit(stub.url).open()
    chat.box.press_sequentially("第一行")
    chat.box.press("Shift+Enter")
    chat.box.press_sequentially("第二行")
    expect(chat.own).to_have_count(0)
    chat.box.press("Enter")
    expect(chat.own).to_have_text(["第一行\n第二行"])


def test_a_text_that_is_too_long_is_kept_and_counted(visit: Callable[..., ChatPage], stub: ChatServer) -> None:
    chat = visit(stub.url).open()
    chat.say("长" * 1_001)
    expect(chat.dialog.get_by_role("alert")).to_have_text("最多 1000 个字，现在 1001 个")
    expect(chat.dialog.get_by_role("button", name="发送")).to_be_disabled()
    expect(chat.box).to_have_value("长" * 1_001)
    expect(chat.own).to_have_count(0)
    chat.say("长" * 1_000)
    expect(chat.own).to_have_count(1, timeout=PATIENCE)


@pytest.mark.parametrize("text", ["", "   ", "\n\n"])
def test_nothing_is_not_sent(visit: Callable[..., ChatPage], stub: ChatServer, text: str) -> None:
    chat = visit(stub.url).open()
    chat.say(text)
    expect(chat.own).to_have_count(0)


@pytest.mark.parametrize(
    "text",
    [
        "x" * 600,
        "订单号" + "1234567890" * 40,
        "https://shop.example/" + "path/" * 100,
        "商品\t价格\t分期\n手机\t1,999\t不可用\n耳机\t299\t可用",
        "👨‍👩‍👧‍👦🇨🇳👍🏽" * 30,
        "مرحبا بكم שלום",
        "z̸̢̛̼͉͇̠͍̲̲̻̼̲̺͓̪͖̼̹̽͂̊͌̉̇̈́̑̉̃͘͜͝͝a̴l̵g̶o̷" * 5,
    ],
)
def test_strange_texts_stay_within_the_panel(visit: Callable[..., ChatPage], stub: ChatServer, text: str) -> None:
    chat = visit(stub.url, PHONE).open()
    chat.say(text)
    expect(chat.own).to_have_count(1, timeout=PATIENCE)
    chat.until_asked()
    expect(chat.own).to_have_text([text], use_inner_text=True)
    assert chat.log.evaluate("(log) => log.scrollWidth <= log.clientWidth")
    assert chat.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_reading_further_up_is_not_disturbed(visit: Callable[..., ChatPage], stub: ChatServer) -> None:
    chat = visit(stub.url).open()
    for text in ("一", "二", "三", "四", "五\n" * 12):
        chat.say(text)
        chat.hears(f"听到：{text.strip()}")
    chat.say("慢慢说")
    chat.log.evaluate("(log) => log.scrollTo(0, 0)")
    chat.hears("听到：慢慢说")
    assert chat.log.evaluate("(log) => log.scrollTop") == 0
    chat.dialog.get_by_role("button", name="有新消息").click()
    expect(chat.bot.last).to_be_in_viewport()
