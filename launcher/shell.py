"""make shell: rasa shell with the action server behind it."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace

from knowledge_base import KnowledgeError, load_knowledge
from launcher.environment import server_environment
from launcher.errors import LaunchError
from launcher.model import ensure_model
from launcher.ports import free_port
from launcher.server import action_server
from settings import ROOT, SettingError, settings


def main() -> int:
    """Talk in the terminal until /stop; works beside a running make start, on ports of its own."""
    try:
        now = replace(settings(), action_port=free_port(), rasa_port=free_port())
        load_knowledge(now.knowledge_folder)
        model = ensure_model(now)
        log = now.data_folder / "shell.log"
        actions = action_server(now)
        actions.start()
    except (LaunchError, KnowledgeError, SettingError) as error:
        print(error, file=sys.stderr)
        return 1
    try:
        actions.wait_until_ready(60)
        print(f"Loading the model, about 20 seconds. Type a message; /stop ends. Log: {log}", flush=True)
        command = [sys.executable, "-m", "rasa", "shell", "--model", str(model), "-i", now.host, "-p", str(now.rasa_port)]
        with log.open("w", encoding="utf-8") as quiet:  # rasa shell turns the warnings of old dependencies on again
            return subprocess.call(command, cwd=ROOT, env=server_environment(now), stderr=quiet)
    except LaunchError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 0
    finally:
        actions.stop()


if __name__ == "__main__":
    sys.exit(main())
