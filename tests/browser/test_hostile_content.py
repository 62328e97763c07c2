"""Nothing that a shopper or the assistant sends is ever run as HTML."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.chat_page import PATIENCE, ChatPage
from tests.channels.web.chat_server import HOSTILE
from tests.channels.web.conftest import ChatServer


def untouched(chat: ChatPage) -> bool:
    """Whether no script ran and no element came out of a text."""
    foreign = chat.page.locator("reserve-fund-chat").locator("script, img, iframe, object, embed, link, form[action]").count()
    return "hacked" not in chat.page.title() and foreign == 0


@pytest.mark.parametrize(
    "text",
    [
        HOSTILE,
        "<svg/onload=document.title='hacked'>",
        "<iframe srcdoc=\"<script>parent.document.title='hacked'</script>\"></iframe>",
        "</p></div><style>*{display:none}</style>",
        "{{constructor.constructor('document.title=1')()}}",
    ],
)
def test_from_the_shopper(visit: Callable[..., ChatPage], stub: ChatServer, text: str) -> None:
    chat = visit(stub.url).open()
    chat.say(text)
    expect(chat.own).to_have_text([text], timeout=PATIENCE)
    expect(chat.bot.filter(has_text="听到")).to_have_count(1, timeout=PATIENCE)
    chat.page.reload()
    expect(chat.own).to_have_text([text], timeout=PATIENCE)
    assert untouched(chat)


def test_from_the_knowledge_in_every_part_of_a_card(visit: Callable[..., ChatPage], stub: ChatServer) -> None:
    chat = visit(stub.url).open()
    chat.say("恶")
    expect(chat.cards).to_have_count(1, timeout=PATIENCE)
    chat.dialog.locator(".chip").click()
    expect(chat.dialog.locator(".choices")).to_contain_text("<script>")
    assert chat.cards.inner_text().count("<script>") >= 8
    assert untouched(chat)


def test_only_web_addresses_become_links(visit: Callable[..., ChatPage], stub: ChatServer) -> None:
    chat = visit(stub.url).open()
    chat.say("看 https://shop.example/a?b=1&c=<2>，还有 javascript:alert(1) data:text/html,x ftp://a http://b.example。")
    link = chat.own.get_by_role("link")
    expect(link).to_have_count(2, timeout=PATIENCE)
    assert [one.get_attribute("href") for one in link.all()] == ["https://shop.example/a?b=1&c=", "http://b.example"]
    assert {one.get_attribute("rel") for one in link.all()} == {"noopener noreferrer nofollow"}
    chat.say("恶")
    expect(chat.cards.get_by_role("link").first).to_have_attribute("href", "https://shop.example/a?b=1", timeout=PATIENCE)


def test_a_card_that_is_none_is_shown_as_its_text(visit: Callable[..., ChatPage], stub: ChatServer) -> None:
    chat = visit(stub.url).open()
    chat.say("坏")
    chat.hears("看得懂的字")
    chat.say("好")
    chat.hears("听到：好")


def test_a_broken_memory_of_the_browser_does_no_harm(visit: Callable[..., ChatPage], stub: ChatServer) -> None:
    chat = visit(stub.url).open()
    chat.say("第一句")
    chat.hears("听到：第一句")
    chat.page.evaluate("Object.keys(localStorage).forEach((key) => localStorage.setItem(key, '{\"messages\": 7'))")
    chat.page.reload()
    chat.connected()
    chat.say("第二句")
    chat.hears("听到：第二句")
