"""The chat widgets that stand side by side, and a shop's page for each: equal but for how it brings its widget in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.widget_server import SOCKET_PATH, Content
from settings import ROOT

OURS = "this widget"
_OWN = ROOT / "web" / "widget" / "dist"
_OTHERS = ROOT / ".tools" / "widgets"

Way = tuple[str, ...]
"""Selectors that lead to an element, one for each shadow root on the way."""


class WidgetMissingError(Exception):
    """A widget's file is not there; the message says how to get it."""


@dataclass(frozen=True)
class Widget:
    """A chat widget: where its files are, what a page says to have it, and where one taps and types."""

    name: str
    folder: str
    files: tuple[Path, ...]
    snippet: str
    launcher: Way | None
    """What opens the chat; None where the chat stands open in the page."""
    input: Way

    @property
    def first(self) -> Way:
        """What a shopper can use first."""
        return self.launcher or self.input


WIDGETS = (
    Widget(
        OURS,
        "own",
        (_OWN / "widget.js", _OWN / "chat.js"),
        '<script src="widget.js" async></script>',
        ("reserve-fund-chat", "button.launcher"),
        ("reserve-fund-chat", "textarea"),
    ),
    # As its README has it, but for two settings in its favour: by default its button waits for the connection.
    Widget(
        "rasa-webchat 1.0.1",
        "rasa-webchat",
        (_OTHERS / "rasa-webchat@1.0.1" / "lib" / "index.js",),
        f"""<script>
          const script = document.createElement("script");
          script.src = "index.js";
          script.async = true;
          script.onload = () => {{
            const settings = {{ socketUrl: location.origin, socketPath: "{SOCKET_PATH}" }};
            WebChat.default({{ ...settings, withRules: false, hideWhenNotConnected: false }}, null);
          }};
          document.head.insertBefore(script, document.head.firstChild);
        </script>""",
        ("button.rw-launcher",),
        ("textarea.rw-new-message",),
    ),
    Widget(
        "deep-chat 2.4.2",
        "deep-chat",
        (_OTHERS / "deep-chat@2.4.2" / "dist" / "deepChat.bundle.js",),
        """<script type="module" src="deepChat.bundle.js"></script>
        <deep-chat connect='{"url": "/chat"}'></deep-chat>""",
        None,
        ("deep-chat", "#text-input"),
    ),
)


def page(widget: Widget) -> str:
    """A shop's page that says little, with the widget in it."""
    return f"""<!doctype html>
<html lang="zh-CN">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <link rel="icon" href="data:," />
    <title>演示商城</title>
  </head>
  <body>
    <h1>Xiaomi 14 手机</h1>
    <p>分期备用金当前不可用</p>
    {widget.snippet}
  </body>
</html>
"""


def site(widgets: Sequence[Widget] = WIDGETS) -> dict[str, Content]:
    """Every page and every script by its path on the server.

    Raises:
        WidgetMissingError: a widget was not built or not fetched.
    """
    return dict(_contents(widgets))


def _contents(widgets: Sequence[Widget]) -> Iterator[tuple[str, Content]]:
    for widget in widgets:
        yield f"/{widget.folder}/", Content("text/html; charset=utf-8", page(widget).encode())
        for file in widget.files:
            yield f"/{widget.folder}/{file.name}", Content("text/javascript; charset=utf-8", _read(file))


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except FileNotFoundError:
        raise WidgetMissingError(f"{file} is missing; `make bench-widget` builds our widget and fetches the others") from None
