"""make start: everything up and warm, until Ctrl-C."""

from __future__ import annotations

import signal
import sys
import time
from types import FrameType

from knowledge_base import KnowledgeError, load_knowledge
from launcher.errors import LaunchError, ServerFailedError
from launcher.model import ensure_model
from launcher.process import Process
from launcher.server import Server, action_server, rasa_server, review_projection
from launcher.watch import Watch
from settings import SettingError, Settings, settings

_READY = """
Ready. Open {url} in a browser: a demo shop with the chat on it.

Or talk to the assistant in another terminal with: make shell
Logs and conversations are in {data}. An edit in {knowledge} takes effect by itself. Ctrl-C stops everything.
"""
_LEARNT = {"prompts.yml"}
"""Files of the knowledge that are part of the trained model."""


def main() -> int:
    """Start, watch, stop; the exit code."""
    for sign in (signal.SIGINT, signal.SIGTERM):  # a shell starts background jobs deaf to SIGINT
        signal.signal(sign, _interrupt)
    servers: list[Server] = []
    projection: Process | None = None
    try:
        now = settings()
        load_knowledge(now.knowledge_folder)
        servers += _start(now)
        projection = review_projection(now)
        projection.start()
        _print_ready(now, servers[1])
        _watch(now, servers[0], servers[1], projection)
    except KeyboardInterrupt:
        print("\nStopping.", flush=True)
    except (LaunchError, KnowledgeError, SettingError) as error:
        print(f"\n{error}", file=sys.stderr, flush=True)
        return 1
    finally:
        for process in [*servers[::-1], projection]:
            if process:
                process.stop()
    print("Stopped.", flush=True)
    return 0


def _start(now: Settings) -> list[Server]:
    """The action server and the Rasa server, answering and warm."""
    model = ensure_model(now)
    servers = [action_server(now), rasa_server(now, model)]
    started: list[Server] = []
    try:
        print("Starting the action server and the Rasa server, about 30 seconds.", flush=True)
        for server in servers:
            server.start()
            started.append(server)
        for server in servers:
            server.wait_until_ready(180)
        warm_up(servers[1])
    except BaseException:
        for server in started:
            server.stop()
        raise
    return servers


def warm_up(rasa: Server) -> None:
    """The first message loads dictionaries; better here than at a shopper's cost."""
    rasa.post("/model/parse", {"text": "备用金为什么用不了"})


def _watch(now: Settings, actions: Server, rasa: Server, projection: Process) -> None:
    """Restart the action server when the knowledge changed or it died, and the projection; give up when Rasa dies."""
    watch = Watch(now.knowledge_folder)
    while True:
        time.sleep(1)
        if not rasa.running:
            raise ServerFailedError(f"The Rasa server ended; see {rasa.log}.")
        if not projection.running:
            projection.start()  # it goes on where it was
        changed = watch.changed()
        if changed and not _knowledge_is_sound(now):
            continue
        if changed & _LEARNT:
            print("prompts.yml changed, which takes training: end with Ctrl-C, then make start.", flush=True)
        changed -= _LEARNT
        if changed or not actions.running:
            print("Knowledge changed: " if changed else "The action server ended: ", end="", flush=True)
            actions.stop()
            actions.start()
            actions.wait_until_ready(60)
            print("action server restarted.", flush=True)


def _knowledge_is_sound(now: Settings) -> bool:
    try:
        load_knowledge(now.knowledge_folder)
    except KnowledgeError as error:
        print(f"\n{error}\nThe assistant goes on with the knowledge as it was.", flush=True)
        return False
    return True


def _print_ready(now: Settings, rasa: Server) -> None:
    print(_READY.format(url=rasa.url, data=now.data_folder, knowledge=now.knowledge_folder), flush=True)


def _interrupt(signum: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt


if __name__ == "__main__":
    sys.exit(main())
