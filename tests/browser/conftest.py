"""Chromium, and pages with the chat on them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, ViewportSize

from benchmarks.widget_browser import chromium
from launcher.server import Server
from tests.browser.chat_page import ChatPage
from tests.browser.network import Network
from tests.channels.web.conftest import ChatServer

DESKTOP = ViewportSize(width=1100, height=760)
PHONE = ViewportSize(width=390, height=780)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium; ended with the module, since other tests run event loops of their own."""
    with chromium() as browser:
        yield browser


@pytest.fixture
def visit(browser: Browser) -> Iterator[Callable[..., ChatPage]]:
    """Opens an address as a shopper who was never there; errors in the page's script fail the test."""
    contexts, errors = [], list[str]()

    def open_page(url: str, viewport: ViewportSize = DESKTOP, **options: object) -> ChatPage:
        context = browser.new_context(viewport=viewport, locale="zh-CN", **options)  # type: ignore[arg-type]
        contexts.append(context)
        context.on("page", lambda page: watch(page, errors))
        page = context.new_page()
        page.goto(url)
        return ChatPage(page)

    yield open_page
    for context in contexts:
        context.close()
    assert errors == []


def watch(page: Page, errors: list[str]) -> None:
    page.on("pageerror", lambda error: errors.append(str(error)))


@pytest.fixture
def shop(rasa: Server, actions: Server) -> str:
    """The demo shop on the real assistant."""
    return rasa.url


@pytest.fixture(scope="session")
def stub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ChatServer]:
    """The web channel with an assistant that says what it is told; every visitor has a session of their own."""
    yield from started(tmp_path_factory.mktemp("chat"))


@pytest.fixture
def own_stub(tmp_path: Path) -> Iterator[ChatServer]:
    """One that no other test uses."""
    yield from started(tmp_path)


def started(folder: Path) -> Iterator[ChatServer]:
    server = ChatServer(folder)
    server.start()
    yield server
    server.kill()


@pytest.fixture
def network() -> Iterator[Callable[[int], Network]]:
    """A network between a page and a server's port, which can be cut."""
    networks: list[Network] = []

    def make(port: int) -> Network:
        networks.append(Network(port))
        return networks[-1]

    yield make
    for one in networks:
        one.cut()
