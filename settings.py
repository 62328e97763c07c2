"""Every setting of the product in one place: name, default, one line of help. Environment variables override.

python -m settings        lists them with their values now
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent


class SettingError(Exception):
    """An environment variable holds something that the setting cannot be."""


@dataclass(frozen=True)
class Setting:
    """One environment variable."""

    name: str
    default: str
    help: str


SETTINGS = (
    Setting("ASSISTANT_HOST", "127.0.0.1", "address that the servers listen on"),
    Setting("RASA_PORT", "5005", "port of the Rasa server: chat, /model/parse, trackers"),
    Setting("ACTION_PORT", "5055", "port of the action server"),
    Setting("KNOWLEDGE_FOLDER", "knowledge", "folder with causes, facts, answers and wording"),
    Setting("DATA_FOLDER", "var", "folder for conversations, handovers and logs"),
    Setting("WEB_ORIGINS", "", "web origins of shops that may embed the chat, separated by blanks"),
    Setting("WEB_IDENTITY_KEY", "", "the shop's key for identities of signed-in shoppers"),
    Setting("WEB_TRUSTED_PROXIES", "0", "reverse proxies in front that add X-Forwarded-For"),
    Setting("REVIEW_DATABASE", "", "postgresql://USER:PASSWORD@HOST/NAME for the review; empty: a file in DATA_FOLDER"),
)


@dataclass(frozen=True)
class Settings:
    """The settings with their values now."""

    host: str
    rasa_port: int
    action_port: int
    knowledge_folder: Path
    data_folder: Path
    web_origins: str
    web_identity_key: str
    web_trusted_proxies: int
    review_database: str

    @property
    def handover_database(self) -> Path:
        """SQLite file with the cases handed over to a person."""
        return self.data_folder / "handovers.db"

    @property
    def conversation_database(self) -> Path:
        """SQLite file with Rasa's conversations."""
        return self.data_folder / "conversations.db"

    @property
    def message_database(self) -> Path:
        """SQLite file with the messages and ratings of the web chat."""
        return self.data_folder / "web-messages.db"

    @property
    def review_url(self) -> str:
        """The database of the conversation review, as SQLAlchemy has it."""
        return self.review_database or f"sqlite:///{self.data_folder / 'review.db'}"

    @property
    def environment(self) -> dict[str, str]:
        """The same as environment variables, for endpoints.yml and for child processes."""
        return {
            "ASSISTANT_HOST": self.host,
            "RASA_PORT": str(self.rasa_port),
            "ACTION_PORT": str(self.action_port),
            "KNOWLEDGE_FOLDER": str(self.knowledge_folder),
            "DATA_FOLDER": str(self.data_folder),
            "WEB_ORIGINS": self.web_origins,
            "WEB_IDENTITY_KEY": self.web_identity_key,
            "WEB_TRUSTED_PROXIES": str(self.web_trusted_proxies),
            "REVIEW_DATABASE": self.review_database,
        }


@lru_cache(maxsize=1)
def settings() -> Settings:
    """Read the environment once.

    Raises:
        SettingError: a port is not a number from 1 to 65535, or a count is no count.
    """
    value = {setting.name: os.environ.get(setting.name) or setting.default for setting in SETTINGS}
    return Settings(
        host=value["ASSISTANT_HOST"],
        rasa_port=_port("RASA_PORT", value["RASA_PORT"]),
        action_port=_port("ACTION_PORT", value["ACTION_PORT"]),
        knowledge_folder=(ROOT / value["KNOWLEDGE_FOLDER"]).resolve(),
        data_folder=(ROOT / value["DATA_FOLDER"]).resolve(),
        web_origins=value["WEB_ORIGINS"],
        web_identity_key=value["WEB_IDENTITY_KEY"],
        web_trusted_proxies=_count("WEB_TRUSTED_PROXIES", value["WEB_TRUSTED_PROXIES"]),
        review_database=value["REVIEW_DATABASE"],
    )


def _port(name: str, text: str) -> int:
    if not text.isdecimal() or not 0 < int(text) < 65536:
        raise SettingError(f"{name}={text!r} is not a port; use a number from 1 to 65535")
    return int(text)


def _count(name: str, text: str) -> int:
    if not text.isdecimal():
        raise SettingError(f"{name}={text!r} is not a count; use 0 or more")
    return int(text)


if __name__ == "__main__":
    for setting in SETTINGS:
        print(f"  {setting.name:18} {settings().environment[setting.name]:40} {setting.help}")
