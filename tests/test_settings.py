"""Settings: defaults, overrides, and what is refused."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import fields
from pathlib import Path

import pytest

from settings import ROOT, SETTINGS, SettingError, Settings, settings

Reader = Callable[..., Settings]


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> Reader:
    """Reads the settings with these environment variables and no others."""
    for setting in SETTINGS:
        monkeypatch.delenv(setting.name, raising=False)

    def with_variables(**variables: str) -> Settings:
        for name, value in variables.items():
            monkeypatch.setenv(name, value)
        return settings.__wrapped__()

    return with_variables


def test_without_variables_every_setting_has_its_default(read: Reader) -> None:
    assert read() == Settings(
        host="127.0.0.1",
        rasa_port=5005,
        action_port=5055,
        knowledge_folder=ROOT / "knowledge",
        data_folder=ROOT / "var",
        web_origins="",
        web_identity_key="",
        web_trusted_proxies=0,
        review_database="",
    )


def test_an_empty_variable_counts_as_none(read: Reader) -> None:
    assert read(RASA_PORT="", DATA_FOLDER="") == read()


def test_a_variable_overrides_the_default(read: Reader, tmp_path: Path) -> None:
    now = read(
        ASSISTANT_HOST="0.0.0.0",
        RASA_PORT="1",
        ACTION_PORT="65535",
        KNOWLEDGE_FOLDER=str(tmp_path / "knowledge"),
        DATA_FOLDER=str(tmp_path),
        WEB_ORIGINS="https://shop.example https://www.shop.example",
        WEB_IDENTITY_KEY="secret",
        WEB_TRUSTED_PROXIES="2",
        REVIEW_DATABASE="postgresql://staff@db.example/review",
    )
    origins = "https://shop.example https://www.shop.example"
    assert now == Settings(
        "0.0.0.0", 1, 65535, tmp_path / "knowledge", tmp_path, origins, "secret", 2, "postgresql://staff@db.example/review"
    )


def test_a_relative_folder_lies_in_the_project_wherever_it_is_started(
    read: Reader, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    assert read(DATA_FOLDER="elsewhere/../kept").data_folder == ROOT / "kept"


@pytest.mark.parametrize("name", ["RASA_PORT", "ACTION_PORT"])
@pytest.mark.parametrize("value", ["0", "65536", "-1", "80.0", "http", "５０x", "²", " ", "1e3", "99999999999"])
def test_what_is_no_port_is_refused_by_name(read: Reader, name: str, value: str) -> None:
    with pytest.raises(SettingError, match=re.escape(f"{name}={value!r}")):
        read(**{name: value})


def test_every_setting_is_documented_and_handed_on_to_child_processes(read: Reader) -> None:
    names = [setting.name for setting in SETTINGS]
    assert list(read().environment) == names
    assert len(names) == len(set(names)) == len(fields(Settings))
    assert all(setting.help.strip() for setting in SETTINGS)


@pytest.mark.parametrize("value", ["-1", "one", "1.0"])
def test_what_is_no_count_is_refused_by_name(read: Reader, value: str) -> None:
    with pytest.raises(SettingError, match=re.escape(f"WEB_TRUSTED_PROXIES={value!r}")):
        read(WEB_TRUSTED_PROXIES=value)


def test_a_child_process_reads_the_same_settings(read: Reader, tmp_path: Path) -> None:
    parent = read(ASSISTANT_HOST="localhost", RASA_PORT="6001", ACTION_PORT="6002", DATA_FOLDER=str(tmp_path))
    assert read(**parent.environment) == parent


def test_every_database_lies_in_the_data_folder(read: Reader, tmp_path: Path) -> None:
    now = read(DATA_FOLDER=str(tmp_path))
    files = {now.handover_database, now.conversation_database, now.message_database, tmp_path / "review.db"}
    assert {file.parent for file in files} == {tmp_path}
    assert len(files) == 4
    assert now.review_url == f"sqlite:///{tmp_path}/review.db"


def test_the_review_database_can_be_elsewhere(read: Reader) -> None:
    assert read(REVIEW_DATABASE="postgresql://db.example/review").review_url == "postgresql://db.example/review"


def test_the_environment_is_read_once() -> None:
    assert settings() is settings()


def test_the_list_of_settings_names_each_with_value_and_help(tmp_path: Path) -> None:
    environment = {"PATH": "/usr/bin", "RASA_PORT": "6001", "DATA_FOLDER": str(tmp_path)}
    listed = subprocess.run(
        [sys.executable, str(ROOT / "settings.py")], env=environment, capture_output=True, text=True, check=True
    ).stdout
    assert all(setting.name in listed and setting.help in listed for setting in SETTINGS)
    assert "6001" in listed
    assert str(tmp_path) in listed


def test_endpoints_and_launcher_name_no_variable_that_is_no_setting() -> None:
    named = set(re.findall(r"\$\{(\w+)\}", (ROOT / "endpoints.yml").read_text(encoding="utf-8")))
    assert named <= {setting.name for setting in SETTINGS}
