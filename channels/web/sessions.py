"""Who speaks: session tokens that we sign, and identities that the shop signs."""

from __future__ import annotations

import hashlib
import os
import secrets
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Optional

import jwt

from channels.web.errors import RefusedError, SessionExpiredError

_ALGORITHM = "HS256"
_AUDIENCE = "web-chat"
_KEY_BYTES = 32
LIFETIME = 30 * 24 * 3600
"""Seconds that a session lasts after its last connection."""


@dataclass(frozen=True)
class Session:
    """One shopper's conversation; `id` is also Rasa's sender id."""

    id: str
    token: str
    expires: int
    """Seconds since 1970."""


class Sessions:
    """Issues and checks sessions.

    Args:
        key: signs our own tokens.
        identity_key: the shop's key for identities of signed-in shoppers; None when the shop passes none.
    """

    def __init__(self, key: bytes, identity_key: Optional[str] = None) -> None:
        self._key, self._identity_key = key, identity_key

    def open(self, token: Any, identity: Any, now: Optional[float] = None) -> Session:
        """The session that a connecting client may use; its lifetime starts anew.

        A signed-in shopper has one conversation on all devices. Without a token, somebody new gets a session that
        nobody can guess.

        Raises:
            SessionExpiredError: the token is too old.
            RefusedError: the token or the identity is forged or malformed.
        """
        moment = time.time() if now is None else now
        if identity is not None:
            return self._issue(self._shopper(identity, moment), moment)
        if token is None:
            return self._issue(f"web-{secrets.token_urlsafe(16)}", moment)
        return self._issue(self._session_id(token, moment), moment)

    def _issue(self, session: str, now: float) -> Session:
        expires = int(now) + LIFETIME
        claims = {"sub": session, "aud": _AUDIENCE, "exp": expires}
        return Session(session, jwt.encode(claims, self._key, _ALGORITHM), expires)

    def _session_id(self, token: Any, now: float) -> str:
        claims = _checked(token, self._key, _AUDIENCE)
        if claims["exp"] < now:
            raise SessionExpiredError("session_expired")
        return str(claims["sub"])

    def _shopper(self, identity: Any, now: float) -> str:
        if not self._identity_key:
            raise RefusedError("identity_refused")
        claims = _checked(identity, self._identity_key.encode(), None)
        if claims["exp"] < now:
            raise RefusedError("identity_refused")
        # the shop's own customer number stays out of logs
        return f"shop-{hashlib.sha256(claims['sub'].encode()).hexdigest()[:32]}"


def _checked(token: Any, key: bytes, audience: Optional[str]) -> dict[str, Any]:
    """The claims of a token with a right signature; its age is looked at by the caller, whose clock it is."""
    if not isinstance(token, str):
        raise RefusedError("session_refused")
    try:
        claims: dict[str, Any] = jwt.decode(
            token,
            key,
            algorithms=[_ALGORITHM],
            audience=audience,
            options={"require": ["sub", "exp"], "verify_exp": False, "verify_aud": audience is not None},
        )
    except jwt.InvalidTokenError:
        raise RefusedError("session_refused") from None
    if not isinstance(claims["sub"], str) or not isinstance(claims["exp"], (int, float)):
        raise RefusedError("session_refused")
    return claims


def signing_key(path: Path) -> bytes:
    """The key in the file; a new one, readable by us alone, when there is none yet.

    Raises:
        OSError: the file can be neither read nor made.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_bytes()
    key = secrets.token_bytes(_KEY_BYTES)
    with os.fdopen(handle, "wb") as file:
        file.write(key)
    return key
