"""What the shopper keeps when the page, the server or the network goes away in the middle."""

from __future__ import annotations

import signal
import time
from collections.abc import Callable

from playwright.sync_api import expect

from launcher.server import Server
from tests.browser.chat_page import PATIENCE, ChatPage
from tests.browser.network import Network
from tests.channels.web.conftest import ChatServer

QUESTION = "为什么小米商城分期用不了备用金"


def test_a_reload_in_the_middle_shows_everything_and_goes_on(visit: Callable[..., ChatPage], shop: str) -> None:
    chat = visit(shop).open()
    chat.say(QUESTION)
    chat.until_asked()
    before, offered = chat.said(), chat.replies.all_inner_texts()

    chat.page.reload()
    chat.connected()
    assert (chat.said(), chat.replies.all_inner_texts()) == (before, offered)
    expect(chat.box).not_to_be_focused()

    chat.reply("都不行").click()
    expect(chat.dialog.get_by_role("button", name="所有商品都用不了")).to_be_visible(timeout=PATIENCE)


def test_a_browser_that_lost_its_memory_but_for_the_token_gets_everything_again(
    visit: Callable[..., ChatPage], stub: ChatServer
) -> None:
    chat = visit(stub.url).open()
    chat.say("第一句")
    chat.hears("听到：第一句")
    before = chat.said()
    chat.page.evaluate(
        """() => Object.keys(localStorage).forEach((key) =>
            localStorage.setItem(key, JSON.stringify({ ...JSON.parse(localStorage[key]), messages: [] })))"""
    )
    chat.page.reload()
    chat.hears("听到：第一句")
    assert chat.said() == before


def test_the_server_is_killed_and_started_again(visit: Callable[..., ChatPage], rasa: Server, actions: Server) -> None:
    chat = visit(rasa.url).open()
    chat.say(QUESTION)
    chat.until_asked()
    rasa.signal(signal.SIGKILL)
    rasa.stop()
    expect(chat.line).to_contain_text("连接断开了", timeout=PATIENCE)
    expect(chat.line).to_contain_text("秒后重试")
    chat.say("换别的商品也都不行")
    expect(chat.log.locator(".unsent")).to_have_count(1)

    rasa.start()
    rasa.wait_until_ready(180)
    chat.dialog.get_by_role("button", name="马上重试").click()
    chat.connected()
    expect(chat.dialog.get_by_role("button", name="所有商品都用不了")).to_be_visible(timeout=PATIENCE)
    expect(chat.own.filter(has_text="换别的商品也都不行")).to_have_count(1)
    expect(chat.log.locator(".unsent")).to_have_count(0)


def test_the_network_is_cut_for_twenty_seconds_while_the_assistant_answers(
    visit: Callable[..., ChatPage], stub: ChatServer, network: Callable[[int], Network]
) -> None:
    line = network(stub.port)
    chat = visit(line.url).open()
    chat.say("慢慢说")
    expect(chat.log.locator(".typing")).to_be_visible(timeout=PATIENCE)
    line.cut()
    expect(chat.line).to_contain_text("连接断开了", timeout=PATIENCE)
    chat.say("断网时写的")
    chat.page.wait_for_timeout(20_000)
    line.restore()
    chat.hears("听到：慢慢说")
    chat.hears("听到：断网时写的")
    chat.connected()
    said = "\n".join(chat.said())
    assert [said.count(text) for text in ("慢慢说", "断网时写的")] == [2, 2], said
    assert said.index("听到：慢慢说") < said.index("听到：断网时写的")


def test_what_was_typed_offline_outlives_a_closed_page(
    visit: Callable[..., ChatPage], stub: ChatServer, network: Callable[[int], Network]
) -> None:
    line = network(stub.port)
    chat = visit(line.url).open()
    line.cut()
    expect(chat.line).to_contain_text("连接断开了", timeout=PATIENCE)
    chat.say("还没发出去")
    context = chat.page.context
    chat.page.close()
    line.restore()
    page = context.new_page()
    page.goto(line.url)
    later = ChatPage(page).open()
    later.hears("听到：还没发出去")


def same(first: ChatPage, second: ChatPage, last: str) -> None:
    """Both show the same, down to the answer to the last thing said."""
    for chat in (first, second):
        chat.hears(last)
        chat.until_asked()
    assert first.said() == second.said()


def test_two_tabs_show_the_same_conversation(visit: Callable[..., ChatPage], stub: ChatServer) -> None:
    first = visit(stub.url).open()
    first.say("在第一个窗口说")
    first.hears("听到：在第一个窗口说")
    page = first.page.context.new_page()
    page.goto(stub.url)
    second = ChatPage(page).open()
    second.hears("听到：在第一个窗口说")
    second.say("在第二个窗口说")
    same(first, second, "听到：在第二个窗口说")

    first.dialog.get_by_role("button", name="重新开始").click()
    first.dialog.get_by_role("button", name="确定").click()
    expect(first.own).to_have_count(0)
    expect(second.own).to_have_count(0, timeout=PATIENCE)
    first.connected()
    second.connected()
    second.say("换了一段")
    same(first, second, "听到：换了一段")


def test_an_expired_session_says_so_and_starts_anew_with_what_was_typed(
    visit: Callable[..., ChatPage], stub: ChatServer
) -> None:
    chat = visit(stub.url).open()
    chat.say("以前说的")
    chat.hears("听到：以前说的")
    chat.page.evaluate(
        """() => Object.keys(localStorage).forEach((key) =>
            localStorage.setItem(key, JSON.stringify({ ...JSON.parse(localStorage[key]), token: "forged" })))"""
    )
    chat.page.reload()
    chat.line.get_by_role("button", name="重新开始").wait_for(timeout=PATIENCE)
    assert "forged" not in chat.line.inner_text()
    chat.say("新的问题")
    chat.line.get_by_role("button", name="重新开始").click()
    chat.hears("听到：新的问题")
    expect(chat.own.filter(has_text="以前说的")).to_have_count(0)


def test_too_many_messages_at_once_all_arrive_in_the_end(visit: Callable[..., ChatPage], stub: ChatServer) -> None:
    chat = visit(stub.url).open()
    texts = [f"第{number}句静" for number in range(10)]
    for text in texts:
        chat.say(text)
    expect(chat.log.locator(".problem").first).to_be_visible(timeout=PATIENCE)
    expect(chat.log.locator(".unsent")).to_have_count(0, timeout=PATIENCE)
    assert sorted(chat.own.all_inner_texts()) == sorted(texts)


def test_unread_messages_are_counted_on_the_closed_button(visit: Callable[..., ChatPage], stub: ChatServer) -> None:
    chat = visit(stub.url).open()
    chat.say("慢慢说")
    expect(chat.log.locator(".typing")).to_be_visible(timeout=PATIENCE)
    chat.page.keyboard.press("Escape")
    expect(chat.launcher).to_have_accessible_name("联系客服，新消息：2", timeout=PATIENCE)
    expect(chat.launcher).to_have_text("2")
    chat.launcher.click()
    expect(chat.box).to_be_focused()
    chat.page.keyboard.press("Escape")
    expect(chat.launcher).to_have_text("")


def test_a_server_that_never_answers_leaves_the_message_to_be_sent_again(
    visit: Callable[..., ChatPage], own_stub: ChatServer
) -> None:
    chat = visit(own_stub.url).open()
    own_stub.freeze()
    chat.say("有人吗")
    expect(chat.log.get_by_text("还没有发出去")).to_be_visible(timeout=PATIENCE)
    chat.log.get_by_role("button", name="重新发送").click()
    own_stub.thaw()
    chat.hears("听到：有人吗")
    time.sleep(1)  # a second answer would come now
    chat.hears("听到：有人吗")
