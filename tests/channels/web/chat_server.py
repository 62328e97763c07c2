"""A web server with the web channel and, instead of Rasa, an assistant that says what it is told.

python -m tests.channels.web.chat_server PORT FOLDER [KEY=VALUE of credentials.yml ...]
"""

from __future__ import annotations

import asyncio
import sys

from rasa.core.channels.channel import UserMessage
from sanic import Sanic

from channels.web.channel import WebChannel


async def assistant(message: UserMessage) -> None:
    """慢 takes a while, 静 says nothing, 错 fails; everything else is answered in two bubbles."""
    assert message.output_channel and message.text
    if "慢" in message.text:
        await asyncio.sleep(1)
    if "错" in message.text:
        raise RuntimeError("the assistant failed")
    if "静" in message.text:
        return
    await message.output_channel.send_response(message.sender_id, {"text": f"听到：{message.text}"})
    await asyncio.sleep(0)
    buttons = [{"title": "是", "payload": "是"}]
    await message.output_channel.send_response(
        message.sender_id, {"text": "对吗？", "buttons": buttons, "card": {"type": "diagnosis"}}
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
