"""The REST channel: like Rasa's own, but no input gets silence, a stack trace, or another shopper's conversation."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from typing import Any

from rasa.core.channels.channel import CollectingOutputChannel, InputChannel, UserMessage
from sanic import Blueprint, response
from sanic.exceptions import InvalidUsage
from sanic.request import Request
from sanic.response import HTTPResponse

from channels.incoming import LONGEST_MESSAGE, BadRequestError, Incoming, MessageTooLongError, read_incoming
from channels.texts import text

logger = logging.getLogger(__name__)
OnNewMessage = Callable[[UserMessage], Awaitable[Any]]


class RestChannel(InputChannel):
    """POST {"sender", "message"} to /webhooks/rest/webhook; the answer is the list of bot messages.

    A request that cannot be understood is answered with 400 and {"error": reason, "message": text in Chinese}.
    """

    @classmethod
    def name(cls) -> str:
        """The name in the address; the same as that of Rasa's own REST channel."""
        return "rest"

    def blueprint(self, on_new_message: OnNewMessage) -> Blueprint:
        """The routes of the channel."""
        blueprint = Blueprint("rest_channel", __name__)

        @blueprint.route("/", methods=["GET"])
        async def health(request: Request) -> HTTPResponse:
            return response.json({"status": "ok"})

        @blueprint.route("/webhook", methods=["POST"])
        async def receive(request: Request) -> HTTPResponse:
            try:
                incoming = read_incoming(_json(request))
            except BadRequestError as error:
                return response.json({"error": error.reason, "message": text(error.reason)}, status=400)
            except MessageTooLongError as error:
                return response.json([{"recipient_id": error.sender, "text": text("too_long", limit=LONGEST_MESSAGE)}])
            return response.json(await self._handle(incoming, on_new_message))

        return blueprint

    async def _handle(self, incoming: Incoming, on_new_message: OnNewMessage) -> list[dict[str, Any]]:
        """The bot messages; an apology when handling fails."""
        collector = CollectingOutputChannel()
        message = UserMessage(incoming.text, collector, incoming.sender, input_channel=self.name(), metadata=incoming.metadata)
        try:
            await on_new_message(message)
        except Exception:  # whatever goes wrong, the shopper gets a word
            logger.exception("A message of %s could not be handled", incoming.sender)
        if not collector.messages:
            collector.messages.append({"recipient_id": incoming.sender, "text": text("failed")})
        messages: list[dict[str, Any]] = collector.messages
        return messages


def _json(request: Request) -> Any:
    try:
        return request.json
    except InvalidUsage:
        raise BadRequestError("not_json") from None
