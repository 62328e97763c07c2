"""One visit to a shop's page in Chromium, as on a phone: what was fetched, and how long until one could tap and type."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from benchmarks.widget_pages import Way, Widget
from benchmarks.widget_server import SOCKET_PATH

SLOWER_CPU = 4
MEGABITS_DOWN, MEGABITS_UP, ROUND_TRIP = 1.6, 0.75, 150
"""A mid-range phone on a slow mobile network; the round trip in milliseconds."""

_SETTLED = 2_000
"""Milliseconds until the tap, so that what is left of loading and connecting does not count as opening."""

_PROBE = """
globalThis.whenUsable = (way) => new Promise((resolve, reject) => {
  const find = () => way.reduce((scope, selector) => (scope?.shadowRoot ?? scope)?.querySelector(selector), document);
  const usable = (element) => {
    if (!element || element.disabled) return false;
    const { left, top, width, height } = element.getBoundingClientRect();
    const hit = width && height && element.getRootNode().elementFromPoint(left + width / 2, top + height / 2);
    return !!hit && element.contains(hit);
  };
  const look = () => {
    // a frame later it has been painted, and the page is free to react
    if (usable(find())) requestAnimationFrame(() => resolve(performance.now()));
    else if (performance.now() > 60_000) reject(new Error(`${way.join(" ")} cannot be used`));
    else requestAnimationFrame(look);
  };
  look();
});
"""
_ARM = """(way) => {
  globalThis.opened = new Promise((resolve, reject) => {
    const start = (tap) => whenUsable(way).then((end) => resolve(end - tap.timeStamp), reject);
    addEventListener("click", start, { capture: true, once: true });
  });
}"""
_FETCHED = """(conversation) => performance.getEntriesByType("resource")
  .filter((one) => one.responseStatus === 200 && !one.name.includes(conversation))
  .reduce(([raw, gzipped], one) => [raw + one.decodedBodySize, gzipped + one.encodedBodySize], [0, 0])"""


class BrowserMissingError(Exception):
    """There is no Chromium; the message says what to do."""


class TypingFailedError(Exception):
    """A widget showed its input and did not take what was typed."""


@dataclass(frozen=True)
class Weight:
    """Bytes as they are and as they were sent."""

    raw: int
    gzipped: int

    def __add__(self, other: Weight) -> Weight:
        return Weight(self.raw + other.raw, self.gzipped + other.gzipped)

    def __sub__(self, other: Weight) -> Weight:
        return Weight(self.raw - other.raw, self.gzipped - other.gzipped)


@dataclass(frozen=True)
class Visit:
    """What one visit took, in milliseconds and bytes."""

    ready: float
    """From the start of the navigation until the launcher, or else the input, could be used."""
    opening: float | None
    """From the tap until the input could be used; None where nothing is to be opened."""
    before: Weight
    """What the page fetched before the tap."""
    added: Weight
    """What opening fetched besides."""


@contextmanager
def chromium() -> Iterator[Browser]:
    """A browser while the block runs.

    Raises:
        BrowserMissingError: no Chromium is installed.
    """
    path = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if path is None:
        raise BrowserMissingError("There is no chromium on the PATH: install chromium, or set CHROMIUM to where it is.")
    # two widgets ask for web fonts of other hosts: refused at once, so that the network of this machine does not count
    arguments = ["--no-sandbox", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=arguments)
        try:
            yield browser
        finally:
            browser.close()


def visit(browser: Browser, address: str, widget: Widget) -> Visit:
    """Load the page with nothing cached, open the chat and type into it.

    Raises:
        TypingFailedError: the input did not take a letter.
        playwright.sync_api.Error: the launcher or the input did not come.
    """
    phone: ViewportSize = {"width": 390, "height": 844}
    context = browser.new_context(viewport=phone, device_scale_factor=2, is_mobile=True, has_touch=True)
    try:
        page = context.new_page()
        _slow_down(page)
        page.add_init_script(f"{_PROBE}globalThis.ready = whenUsable({json.dumps(widget.first)})")
        page.goto(address)
        ready = float(page.evaluate("ready"))
        page.wait_for_timeout(_SETTLED)
        before = Weight(*page.evaluate(_FETCHED, SOCKET_PATH))
        opening = _open(page, widget)
        _type(page, widget)
        return Visit(ready, opening, before, Weight(*page.evaluate(_FETCHED, SOCKET_PATH)) - before)
    finally:
        context.close()


def _slow_down(page: Page) -> None:
    session = page.context.new_cdp_session(page)
    down, up = (int(megabits * 1_000_000 / 8) for megabits in (MEGABITS_DOWN, MEGABITS_UP))
    network = {"offline": False, "latency": ROUND_TRIP, "downloadThroughput": down, "uploadThroughput": up}
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", network)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER_CPU})


def _open(page: Page, widget: Widget) -> float | None:
    if widget.launcher is None:
        return None
    page.evaluate(_ARM, widget.input)
    page.locator(_selector(widget.launcher)).tap()
    return float(page.evaluate("opened"))


def _type(page: Page, widget: Widget) -> None:
    field = page.locator(_selector(widget.input))
    field.press_sequentially("a")
    if "a" not in field.evaluate("field => field.value ?? field.innerText"):
        raise TypingFailedError(f"{widget.name} showed its input and did not take what was typed")


def _selector(way: Way) -> str:
    """Playwright looks into shadow roots by itself."""
    return " >> ".join(way)
