"""What a client meets: docs/web-channel.md, against a real server."""

from __future__ import annotations

import asyncio
import random
import urllib.error
import urllib.request
from collections.abc import Callable, Coroutine
from typing import Any

import jwt
import pytest
from socketio.exceptions import ConnectionError as NoConnectionError

from tests.channels.web.conftest import ChatServer
from tests.channels.web.shopper import RefusedError, Shopper


def run(story: Callable[[], Coroutine[Any, Any, None]]) -> None:
    asyncio.run(story())


def numbers(shopper: Shopper) -> list[int]:
    return [message["number"] for message in shopper.received]


def test_a_message_is_acknowledged_and_answered_with_typing_in_between(chat: str) -> None:
    async def story() -> None:
        shopper = Shopper(chat)
        await shopper.connect()
        assert await shopper.say("你好") == {"number": 1}
        await shopper.until(lambda: shopper.last == 3)
        await shopper.until(lambda: shopper.typing == [True, False])
        question = shopper.received[-1]
        assert shopper.heard == ["听到：你好", "对吗？"]
        assert (question["quick_replies"], question["card"]) == (["是"], {"type": "note"})
        await shopper.leave()

    run(story)


def test_a_reload_gets_exactly_what_is_missing(chat: str) -> None:
    async def story() -> None:
        shopper = Shopper(chat)
        await shopper.connect()
        await shopper.say("一")
        await shopper.until(lambda: shopper.last == 3)
        await shopper.say("慢")
        await shopper.vanish()
        await asyncio.sleep(1.5)
        await shopper.connect()
        await shopper.until(lambda: shopper.last == 6)
        assert numbers(shopper) == [1, 2, 3, 4, 5, 6]

        other_tab = Shopper(chat)
        other_tab.token = shopper.token
        await other_tab.connect()
        await other_tab.until(lambda: other_tab.last == 6)
        assert other_tab.received == shopper.received
        await shopper.leave()
        await other_tab.leave()

    run(story)


def test_a_message_sent_twice_counts_once(chat: str) -> None:
    async def story() -> None:
        shopper = Shopper(chat)
        await shopper.connect()
        answers = await asyncio.gather(*(shopper.say("慢", "same") for _ in range(3)))
        assert answers == [{"number": 1}] * 3
        await shopper.until(lambda: shopper.last == 3)
        await asyncio.sleep(0.3)
        assert shopper.heard == ["听到：慢", "对吗？"]
        await shopper.leave()

    run(story)


def test_messages_are_answered_one_after_the_other(chat: str) -> None:
    async def story() -> None:
        shopper = Shopper(chat)
        await shopper.connect()
        await asyncio.gather(*(shopper.say(text) for text in ("慢一", "二", "三")))
        await shopper.until(lambda: shopper.last == 9)
        assert [text for text in shopper.heard if text != "对吗？"] == ["听到：慢一", "听到：二", "听到：三"]
        await shopper.leave()

    run(story)


def test_two_tabs_see_the_same(chat: str) -> None:
    async def story() -> None:
        first, second = Shopper(chat), Shopper(chat)
        await first.connect()
        second.token = first.token
        await second.connect()
        await first.say("从第一个窗口")
        await second.until(lambda: second.last == 3)
        await second.say("从第二个窗口")
        await first.until(lambda: first.last == 6)
        await second.until(lambda: second.last == 6)
        assert first.received == second.received
        await first.leave()
        await second.leave()

    run(story)


@pytest.mark.parametrize("after", [-1, 10**12, "3", 2.5, None, [], {}, True])
def test_a_wrong_last_number_does_no_harm(chat: str, after: Any) -> None:
    async def story() -> None:
        shopper = Shopper(chat)
        await shopper.connect()
        await shopper.say("你好")
        await shopper.until(lambda: shopper.last == 3)
        again = Shopper(chat)
        again.token = shopper.token
        await again.connect(after=after)
        await asyncio.sleep(0.3)
        assert numbers(again) in ([1, 2, 3], [])
        await again.leave()
        await shopper.leave()

    run(story)


def test_silence_and_failure_of_the_assistant_get_a_word(chat: str) -> None:
    async def story() -> None:
        shopper = Shopper(chat)
        await shopper.connect()
        for place, text in enumerate(["静", "错"], 1):
            await shopper.say(text)
            await shopper.until(lambda place=place: len(shopper.heard) == place)  # type: ignore[misc]
        assert all("抱歉" in text for text in shopper.heard)
        await shopper.leave()

    run(story)


@pytest.mark.parametrize(
    "token",
    ["", "web-somebody", 7, {"sub": "web-somebody"}, jwt.encode({"sub": "web-x", "aud": "web-chat", "exp": 2**33}, "x" * 32)],
)
def test_a_forged_token_is_refused_in_chinese(chat: str, token: Any) -> None:
    async def story() -> None:
        with pytest.raises(RefusedError) as refusal:
            await Shopper(chat).connect(token=token)
        assert refusal.value.data == {"message": "没能认出这次对话，请重新开始。", "data": "session_refused"}

    run(story)


def test_a_session_cannot_be_named_by_its_id(chat: str) -> None:
    async def story() -> None:
        victim, thief = Shopper(chat), Shopper(chat)
        await victim.connect()
        await victim.say("秘密")
        assert victim.token
        session = jwt.decode(victim.token, options={"verify_signature": False})["sub"]
        await thief.connect(session=session, session_id=session, room=session, sender=session)
        await thief.say("你好")
        await thief.until(lambda: thief.last == 3)
        assert "秘密" not in str(thief.received)
        await victim.leave()
        await thief.leave()

    run(story)


def test_a_signed_in_shopper_meets_the_same_conversation_on_another_device(chat: str) -> None:
    async def story() -> None:
        identity = jwt.encode({"sub": "customer 7", "exp": 2**33}, "s" * 32)
        desktop, phone = Shopper(chat), Shopper(chat)
        await desktop.connect(identity=identity)
        await desktop.say("在电脑上")
        await desktop.until(lambda: desktop.last == 3)
        await phone.connect(identity=identity)
        await phone.until(lambda: phone.last == 3)
        assert phone.received == desktop.received
        with pytest.raises(RefusedError, match="session_refused"):
            await Shopper(chat).connect(identity=jwt.encode({"sub": "customer 7", "exp": 2**33}, "x" * 32))
        await desktop.leave()
        await phone.leave()

    run(story)


def test_a_flood_is_slowed_down_and_the_next_message_passes(chat: str) -> None:
    async def story() -> None:
        shopper = Shopper(chat)
        await shopper.connect()
        answers = [await shopper.say(f"第{n}条") for n in range(15)]
        refused = [answer for answer in answers if "error" in answer]
        assert {answer["error"] for answer in refused} == {"too_fast"}
        assert 5 <= len(refused) < 15
        assert "稍等" in refused[0]["message"]
        await asyncio.sleep(2.5)
        assert "number" in await shopper.say("可以了吗")
        await shopper.leave()

    run(story)


def test_so_many_tabs_and_no_more(chat: str) -> None:
    async def story() -> None:
        shoppers = [Shopper(chat) for _ in range(11)]
        await shoppers[0].connect()
        for other in shoppers[1:]:
            other.token = shoppers[0].token
        for other in shoppers[1:10]:
            await other.connect()
        with pytest.raises(RefusedError, match="too_many_tabs"):
            await shoppers[10].connect()
        await shoppers[1].leave()
        await asyncio.sleep(0.2)
        await shoppers[10].connect()
        for shopper in shoppers:
            await shopper.leave()

    run(story)


@pytest.mark.parametrize("data", [None, {}, [], "你好", 7, {"id": "1"}, {"id": "1", "text": {}}, {"id": ["1"], "text": "你好"}])
def test_what_is_no_message_is_refused_and_the_chat_goes_on(chat: str, data: Any) -> None:
    async def story() -> None:
        shopper = Shopper(chat)
        await shopper.connect()
        for event in ("say", "rate"):
            answer = await shopper.call(event, data)
            assert answer["error"] in {"malformed", "no_message"}
            assert answer["message"]
        assert await shopper.say("你好") == {"number": 1}
        await shopper.leave()

    run(story)


def test_a_long_message_is_refused_with_the_limit(chat: str) -> None:
    async def story() -> None:
        shopper = Shopper(chat)
        await shopper.connect()
        assert await shopper.say("长" * 1000) == {"number": 1}
        answer = await shopper.say("长" * 1001)
        assert answer["error"] == "too_long"
        assert "1000" in answer["message"]
        await shopper.leave()

    run(story)


@pytest.mark.parametrize("body", [b"x" * 100_000, b"\xff\xfe\x00", b"4" * 50, b"{}", b""])
def test_frames_that_are_none_do_not_disturb_others(chat: str, body: bytes) -> None:
    async def story() -> None:
        shopper = Shopper(chat)
        await shopper.connect()
        for query in ("EIO=4&transport=polling", "EIO=4&transport=polling&sid=nobody", "EIO=99&transport=carrier-pigeon"):
            request = urllib.request.Request(f"{chat}/web/socket.io/?{query}", body, method="POST")
            with pytest.raises(urllib.error.HTTPError) as refusal:
                await asyncio.to_thread(urllib.request.urlopen, request, timeout=10)
            assert 400 <= refusal.value.code < 500
        assert await shopper.say("还在吗") == {"number": 1}
        await shopper.leave()

    run(story)


@pytest.mark.parametrize(
    ("origin", "admitted"), [("https://shop.example", True), (None, True), ("https://evil.example", False)]
)
def test_only_pages_of_the_shop_may_open_the_chat(chat: str, origin: str | None, admitted: bool) -> None:
    async def story() -> None:
        shopper = Shopper(chat)
        if admitted:
            await shopper.connect({"Origin": origin or chat})
            await shopper.leave()
        else:
            with pytest.raises(NoConnectionError):
                await shopper.connect({"Origin": str(origin)})

    run(story)


def test_a_rating_is_taken(chat: str) -> None:
    async def story() -> None:
        shopper = Shopper(chat)
        await shopper.connect()
        assert await shopper.call("rate", {"stars": 5, "comment": "很快"}) == {}
        await shopper.leave()

    run(story)


def test_a_server_that_was_killed_answers_after_its_restart_what_it_owed(make_server: Callable[..., ChatServer]) -> None:
    server = make_server()

    async def story() -> None:
        shopper = Shopper(server.url)
        await shopper.connect()
        await shopper.say("你好")
        await shopper.until(lambda: shopper.last == 3)
        await shopper.say("慢")
        server.kill()
        await shopper.vanish()
        server.start()
        await shopper.connect()
        await shopper.until(lambda: shopper.last == 6)
        assert shopper.heard == ["听到：你好", "对吗？", "听到：慢", "对吗？"]
        assert numbers(shopper) == [1, 2, 3, 4, 5, 6]
        await shopper.leave()

    run(story)


CLIENTS, MESSAGES = 200, 3


def test_in_a_storm_of_reconnections_everybody_gets_every_message_exactly_once(
    make_server: Callable[..., ChatServer],
) -> None:
    server = make_server()

    async def stormy(seed: int) -> Shopper:
        chance, shopper = random.Random(seed), Shopper(server.url)
        await shopper.connect()
        for turn in range(MESSAGES):
            await shopper.insist(f"第{turn}句")
            if chance.random() < 0.7:
                await asyncio.sleep(chance.random() * 0.3)
                await shopper.vanish()
                await asyncio.sleep(chance.random() * 0.3)
                await shopper.connect()
        await shopper.until(lambda: shopper.last >= 3 * MESSAGES)
        await asyncio.sleep(0.5)
        await shopper.leave()
        return shopper

    async def story() -> None:
        shoppers = await asyncio.gather(*map(stormy, range(CLIENTS)))
        assert [numbers(shopper) for shopper in shoppers] == [list(range(1, 3 * MESSAGES + 1))] * CLIENTS
        told = [text for shopper in shoppers for text in shopper.heard]
        assert len(told) == CLIENTS * MESSAGES * 2

    run(story)
