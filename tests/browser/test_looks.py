"""How the chat looks, and whether everybody can use it."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import ViewportSize, expect

from tests.browser.chat_page import PATIENCE, ChatPage
from tests.browser.conftest import DESKTOP, PHONE
from tests.channels.web.conftest import ChatServer

CASE = "额度还有3000 手机1999 备用金显示已冻结 上个月逾期过早还清了"


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_from_the_button_to_the_rating(
    visit: Callable[..., ChatPage], shop: str, viewport: ViewportSize, scheme: str
) -> None:
    chat = visit(shop, viewport, color_scheme=scheme)
    assert chat.accessibility_problems() == []
    chat.open()
    assert chat.accessibility_problems() == []
    chat.say("为什么小米商城分期用不了备用金")
    chat.until_asked()
    chat.say(CASE)
    expect(chat.cards).to_have_count(1, timeout=PATIENCE)
    chat.until_asked()
    chat.cards.get_by_role("checkbox").first.check()
    chat.dialog.locator(".chip").first.click()
    assert chat.accessibility_problems() == []
    chat.reply("解决了").click()
    chat.log.get_by_label("4 星").check(timeout=PATIENCE, force=True)
    assert chat.accessibility_problems() == []


def test_axe_finds_nothing_while_the_server_is_away(visit: Callable[..., ChatPage], own_stub: ChatServer) -> None:
    chat = visit(own_stub.url).open()
    own_stub.kill()
    expect(chat.line).to_contain_text("连接断开了", timeout=PATIENCE)
    chat.say("还没发出去")
    chat.box.fill("长" * 1_001)
    assert chat.accessibility_problems() == []


def test_the_countdown_runs_to_the_next_try(visit: Callable[..., ChatPage], own_stub: ChatServer) -> None:
    chat = visit(own_stub.url).open()
    own_stub.kill()
    seconds = set[str]()
    for _ in range(40):
        seconds |= set(re.findall(r"\d+(?= 秒后重试)", "".join(chat.line.all_inner_texts())))
        chat.page.wait_for_timeout(200)
    assert len(seconds) >= 3, seconds


@pytest.mark.parametrize(
    ("scheme", "theme", "dark"),
    [("light", "auto", False), ("dark", "auto", True), ("light", "dark", True), ("dark", "light", False)],
)
def test_dark_follows_the_system_or_the_shop(
    visit: Callable[..., ChatPage], stub: ChatServer, scheme: str, theme: str, dark: bool
) -> None:
    chat = visit(stub.url, color_scheme=scheme)
    chat.embed(stub.url, theme=theme)
    chat.open()
    ground = chat.dialog.evaluate("(panel) => getComputedStyle(panel).backgroundColor")
    assert (ground != "rgb(255, 255, 255)") is dark


def test_whoever_wants_no_motion_gets_none(visit: Callable[..., ChatPage], stub: ChatServer) -> None:
    chat = visit(stub.url, reduced_motion="reduce").open()
    chat.say("慢慢说")
    dot = chat.log.locator(".typing i").first
    expect(dot).to_be_visible(timeout=PATIENCE)
    assert dot.evaluate("(one) => getComputedStyle(one).animationName") == "none"


def test_screen_readers_are_told_what_is_new(visit: Callable[..., ChatPage], stub: ChatServer) -> None:
    chat = visit(stub.url).open()
    expect(chat.log).to_have_attribute("aria-live", "polite")
    expect(chat.dialog).to_have_accessible_name("备用金小助手")
    expect(chat.box).to_have_accessible_name("说说您遇到的情况…")
    expect(chat.dialog.get_by_role("button", name="关闭聊天")).to_be_visible()
