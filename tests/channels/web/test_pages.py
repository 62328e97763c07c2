"""The widget's scripts and the demo shop, as a browser fetches them."""

from __future__ import annotations

import gzip
import urllib.request

import pytest

from settings import ROOT

MOST_FOR_EVERY_PAGE, MOST_WHEN_OPENED = 3 * 1024, 100 * 1024
BUILT = pytest.mark.skipif(not (ROOT / "web/widget/dist/chat.js").exists(), reason="make start builds the widget")


@BUILT
@pytest.mark.parametrize("name", ["widget.js", "chat.js"])
def test_any_shop_may_load_the_scripts(chat: str, name: str) -> None:
    with urllib.request.urlopen(f"{chat}/{name}", timeout=10) as answer:
        assert answer.headers["Content-Type"].startswith("text/javascript")
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
        assert answer.read() == (ROOT / "web/widget/dist" / name).read_bytes()


@BUILT
def test_a_page_pays_little_until_the_chat_is_opened() -> None:
    sizes = {name: len(gzip.compress((ROOT / "web/widget/dist" / name).read_bytes())) for name in ("widget.js", "chat.js")}
    assert sizes["widget.js"] <= MOST_FOR_EVERY_PAGE
    assert sizes["chat.js"] <= MOST_WHEN_OPENED


def test_the_root_is_a_shop_with_the_widget_on_it(chat: str) -> None:
    with urllib.request.urlopen(f"{chat}/", timeout=10) as answer:
        page = answer.read().decode()
    assert "widget.js" in page
    assert "分期备用金" in page
