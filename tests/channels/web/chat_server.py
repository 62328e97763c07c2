"""A web server with the web channel and, instead of Rasa, an assistant that says what it is told.

python -m tests.channels.web.chat_server PORT FOLDER [KEY=VALUE of credentials.yml ...]
"""

from __future__ import annotations

import asyncio
import sys

from rasa.core.channels.channel import UserMessage
from sanic import Sanic

from channels.web.channel import WebChannel

HOSTILE = "<img src=x onerror=\"document.title='hacked'\"><script>document.title='hacked'</script>"
"""What careless or hostile knowledge could hold."""
_STEP = {"do": f"{HOSTILE} https://shop.example/a?b=1。", "who": HOSTILE, "where": "javascript:alert(1)", "takes": HOSTILE}
_HOSTILE_CARD = {
    "type": "diagnosis",
    **dict.fromkeys(("cause", "confidence", "summary", "runner_up"), HOSTILE),
    "evidence": [HOSTILE],
    "steps": [_STEP],
    "avoid": [HOSTILE],
}
_HOSTILE_REPLY = {
    "text": HOSTILE,
    "card": _HOSTILE_CARD,
    "known": [{"fact": "f", "title": HOSTILE, "value": HOSTILE, "choices": [HOSTILE]}],
    "buttons": [{"title": HOSTILE, "payload": HOSTILE}],
}


async def assistant(message: UserMessage) -> None:
    """Answer in two bubbles; but 慢 takes a while, 静 says nothing, 错 fails, 恶 sends hostile content, 坏 no real card."""
    assert message.output_channel and message.text
    if "慢" in message.text:
        await asyncio.sleep(1)
    if "错" in message.text:
        raise RuntimeError("the assistant failed")
    if "静" in message.text:
        return
    if "恶" in message.text:
        await message.output_channel.send_response(message.sender_id, _HOSTILE_REPLY)
        return
    await message.output_channel.send_response(message.sender_id, {"text": f"听到：{message.text}"})
    await asyncio.sleep(0)
    if "坏" in message.text:
        await message.output_channel.send_response(message.sender_id, {"text": "看得懂的字", "card": {"type": "diagnosis"}})
        return
    buttons = [{"title": "是", "payload": "是"}]
    await message.output_channel.send_response(
        message.sender_id, {"text": "对吗？", "buttons": buttons, "card": {"type": "note"}}
    )


def main() -> None:
    """Serve until ended."""
    port, folder, *settings = sys.argv[1:]
    credentials = {"database": f"sqlite:///{folder}/log.db", "key_file": f"{folder}/key"}
    channel = WebChannel.from_credentials(credentials | dict(setting.split("=", 1) for setting in settings))
    app = Sanic("chat", configure_logging=False)
    app.blueprint(channel.blueprint(assistant), url_prefix="/webhooks/web")
    app.run(host="127.0.0.1", port=int(port), access_log=False)


if __name__ == "__main__":
    main()
