"""Nobody can name or guess another's conversation."""

from __future__ import annotations

import stat
from pathlib import Path
from typing import Any

import jwt
import pytest

from channels.web.errors import RefusedError, SessionExpiredError
from channels.web.sessions import LIFETIME, Sessions, signing_key

KEY, SHOP_KEY = b"k" * 32, "s" * 32
NOW = 1_700_000_000.0


@pytest.fixture
def sessions() -> Sessions:
    return Sessions(KEY, SHOP_KEY)


def identity(key: str = SHOP_KEY, **claims: Any) -> str:
    return jwt.encode({"sub": "customer 7", "exp": NOW + 60} | claims, key, "HS256")


def test_whoever_is_new_gets_a_session_that_nobody_else_has(sessions: Sessions) -> None:
    ids = {sessions.open(None, None, NOW).id for _ in range(1000)}
    assert len(ids) == 1000
    assert all(len(session) >= 20 for session in ids)


def test_a_token_opens_the_same_session_and_lasts_anew(sessions: Sessions) -> None:
    first = sessions.open(None, None, NOW)
    again = sessions.open(first.token, None, NOW + 100)
    assert again.id == first.id
    assert again.expires == first.expires + 100


def test_a_token_that_is_too_old_has_expired(sessions: Sessions) -> None:
    token = sessions.open(None, None, NOW).token
    assert sessions.open(token, None, NOW + LIFETIME)
    with pytest.raises(SessionExpiredError):
        sessions.open(token, None, NOW + LIFETIME + 1)


def forged() -> dict[str, Any]:
    right = {"sub": "web-victim", "aud": "web-chat", "exp": NOW + 60}
    return {
        "another key": jwt.encode(right, b"x" * 32, "HS256"),
        "no signature": jwt.encode(right, "", "none"),
        "another algorithm": jwt.encode(right, KEY, "HS512"),
        "another audience": jwt.encode(right | {"aud": "review"}, KEY, "HS256"),
        "no audience": jwt.encode({"sub": "web-victim", "exp": NOW + 60}, KEY, "HS256"),
        "no end": jwt.encode({"sub": "web-victim", "aud": "web-chat"}, KEY, "HS256"),
        "no session": jwt.encode({"aud": "web-chat", "exp": NOW + 60}, KEY, "HS256"),
        "an identity": identity(),
        "a session id": "web-victim",
        "nothing": "",
        "a number": 7,
        "a list": ["web-victim"],
        "an object": {"sub": "web-victim"},
        "huge": "a." * 100_000,
    }


@pytest.mark.parametrize("kind", forged())
def test_a_token_that_we_did_not_sign_is_refused(sessions: Sessions, kind: str) -> None:
    with pytest.raises(RefusedError):
        sessions.open(forged()[kind], None, NOW)


def test_a_signed_in_shopper_has_one_session_everywhere_which_hides_the_customer_number(sessions: Sessions) -> None:
    desktop, phone = sessions.open(None, identity(), NOW), sessions.open(None, identity(exp=NOW + 90), NOW)
    assert desktop.id == phone.id != sessions.open(None, identity(sub="customer 8"), NOW).id
    assert "customer" not in desktop.id
    assert sessions.open(desktop.token, None, NOW).id == desktop.id


@pytest.mark.parametrize(
    "claim", [identity("x" * 32), identity(exp=NOW - 1), jwt.encode({"sub": "customer 7"}, SHOP_KEY, "HS256"), "", 7, {}]
)
def test_an_identity_that_the_shop_did_not_sign_is_refused(sessions: Sessions, claim: Any) -> None:
    with pytest.raises(RefusedError):
        sessions.open(None, claim, NOW)


def test_a_shop_without_a_key_passes_no_identities() -> None:
    with pytest.raises(RefusedError):
        Sessions(KEY).open(None, identity(), NOW)


def test_our_own_tokens_are_no_identities(sessions: Sessions) -> None:
    with pytest.raises(RefusedError):
        sessions.open(None, sessions.open(None, None, NOW).token, NOW)


def test_the_key_is_made_once_for_our_eyes_only(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "key"
    key = signing_key(path)
    assert len(key) >= 32
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert signing_key(path) == key != signing_key(tmp_path / "other")
