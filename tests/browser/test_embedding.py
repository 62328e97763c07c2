"""The chat on a shop's own page, on another host than ours."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.chat_page import PATIENCE, ChatPage
from tests.channels.web.conftest import ChatServer

BULLY = """<style>* {
    font: 90px fantasy !important; color: lime !important; display: flex !important; padding: 40px !important;
    letter-spacing: 1em !important; text-transform: uppercase !important; visibility: hidden !important; opacity: 0.9 !important
}</style>"""


class Shop(ThreadingHTTPServer):
    """Serves one page, whatever is asked for."""

    page = ""

    @property
    def url(self) -> str:
        """Its address; another origin than the chat's."""
        return f"http://localhost:{self.server_port}"


class _Page(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        assert isinstance(self.server, Shop)
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(self.server.page.encode())

    def log_message(self, format: str, *args: object) -> None:
        """Quiet."""


@pytest.fixture
def foreign_shop() -> Iterator[Shop]:
    server = Shop(("127.0.0.1", 0), _Page)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()


@pytest.fixture
def serve_to(tmp_path: Path) -> Iterator[Callable[[str], ChatServer]]:
    """A chat server that a shop's pages may connect to."""
    servers: list[ChatServer] = []

    def make(origin: str) -> ChatServer:
        servers.append(ChatServer(tmp_path, f"origins={origin}"))
        servers[-1].start()
        return servers[-1]

    yield make
    for server in servers:
        server.kill()


def test_one_line_on_the_page_of_an_admitted_shop(
    visit: Callable[..., ChatPage], foreign_shop: Shop, serve_to: Callable[[str], ChatServer]
) -> None:
    server = serve_to(foreign_shop.url)
    foreign_shop.page = f'<p>商品</p><script src="{server.url}/widget.js" async></script>'
    chat = visit(foreign_shop.url).open()
    chat.say("你好")
    chat.hears("听到：你好")


def test_on_the_page_of_another_shop_nothing_is_sent(
    visit: Callable[..., ChatPage], foreign_shop: Shop, serve_to: Callable[[str], ChatServer]
) -> None:
    server = serve_to("https://shop.example")
    foreign_shop.page = f'<script src="{server.url}/widget.js" async></script>'
    chat = visit(foreign_shop.url)
    chat.launcher.click()
    expect(chat.line).to_contain_text("连接断开了", timeout=PATIENCE)
    chat.say("你好")
    chat.page.wait_for_timeout(3_000)
    expect(chat.bot.filter(has_text="听到")).to_have_count(0)


def test_the_page_cannot_break_the_chat_nor_the_chat_the_page(visit: Callable[..., ChatPage], stub: ChatServer) -> None:
    chat = visit(stub.url)
    look = """(element) => {
        const { font, color, display, padding, letterSpacing, textTransform, visibility } = getComputedStyle(element);
        return [font, color, display, padding, letterSpacing, textTransform, visibility].join();
    }"""
    heading = chat.page.get_by_role("heading", level=1)
    before = heading.evaluate(look)
    chat.open()
    assert heading.evaluate(look) == before
    parts = [chat.dialog, chat.bot.first, chat.box, chat.replies.first]
    own = [part.evaluate(look) for part in parts]
    chat.page.evaluate("(style) => document.head.insertAdjacentHTML('beforeend', style)", BULLY)
    assert [part.evaluate(look) for part in parts] == own
    chat.page.keyboard.press("Escape")
    expect(chat.launcher).to_be_visible()


def test_a_shop_chooses_title_greeting_colour_and_language(visit: Callable[..., ChatPage], stub: ChatServer) -> None:
    chat = visit(stub.url)
    chat.embed(stub.url, locale="zh-TW", title="星光商城客服", welcome="歡迎光臨", privacy="對話會保存", colour="#fde047")
    chat.launcher.click()
    expect(chat.dialog).to_have_accessible_name("星光商城客服")
    expect(chat.bot.first).to_have_text("歡迎光臨")
    expect(chat.box).to_have_attribute("placeholder", "說說您遇到的情況…")
    chat.connected()
    assert chat.accessibility_problems() == []  # dark letters on the light yellow


def test_an_unknown_language_falls_back_to_chinese(visit: Callable[..., ChatPage], stub: ChatServer) -> None:
    chat = visit(stub.url)
    chat.embed(stub.url, locale="xx")
    chat.launcher.click()
    expect(chat.dialog.get_by_role("button", name="发送")).to_be_visible()


def test_the_page_loads_only_the_button(visit: Callable[..., ChatPage], stub: ChatServer) -> None:
    fetched: list[str] = []
    chat = visit("about:blank")
    chat.page.on("request", lambda request: fetched.append(request.url.removeprefix(stub.url)))
    chat.page.goto(stub.url, wait_until="networkidle")
    assert fetched == ["/", "/widget.js"]
    chat.open()
    assert "/chat.js" in fetched
