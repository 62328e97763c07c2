"""The web chat against the real assistant: cards, what is known, and a conversation that outlives its connection."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

from launcher.server import Server
from tests.channels.web.shopper import Shopper


def run(story: Callable[[], Coroutine[Any, Any, None]]) -> None:
    asyncio.run(story())


def parts(shopper: Shopper, part: str) -> list[Any]:
    return [message[part] for message in shopper.received if part in message]


def test_a_diagnosis_ends_with_a_card_and_everything_is_there_after_a_reload(rasa: Server, actions: Server) -> None:
    async def story() -> None:
        shopper = Shopper(rasa.url)
        await shopper.connect()
        await shopper.say("为什么小米商城分期用不了备用金")
        await shopper.until(lambda: bool(parts(shopper, "quick_replies")))
        await shopper.say("额度还有3000 手机1999 备用金显示已冻结 上个月逾期过早还清了")
        await shopper.until(lambda: bool(parts(shopper, "card")))
        (card,) = parts(shopper, "card")
        assert (card["type"], card["cause"]) == ("diagnosis", "信用评估变化")
        assert len(card["steps"]) >= 3
        await shopper.until(lambda: bool(parts(shopper, "known")))
        titles = {fact["title"] for fact in parts(shopper, "known")[-1]}
        assert "逾期情况" in titles
        await shopper.leave()

        reloaded = Shopper(rasa.url)
        reloaded.token = shopper.token
        await reloaded.connect()
        await reloaded.until(lambda: reloaded.last == shopper.last)
        assert reloaded.received == shopper.received
        await reloaded.leave()

    run(story)


def test_a_handover_is_a_card_with_its_number(rasa: Server, actions: Server) -> None:
    async def story() -> None:
        shopper = Shopper(rasa.url)
        await shopper.connect()
        await shopper.say("转人工")
        await shopper.until(lambda: bool(parts(shopper, "card")))
        (card,) = parts(shopper, "card")
        assert card["type"] == "handover"
        assert card["reference"] in shopper.heard[-1] or any(card["reference"] in text for text in shopper.heard)
        await shopper.leave()

    run(story)


def test_a_command_stays_a_text(rasa: Server, actions: Server) -> None:
    async def story() -> None:
        shopper = Shopper(rasa.url)
        await shopper.connect()
        await shopper.say("/restart")
        await shopper.until(lambda: len(shopper.heard) > 0)
        assert shopper.received[0]["text"] == "restart"
        await shopper.leave()

    run(story)
