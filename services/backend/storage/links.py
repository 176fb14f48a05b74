"""Signed links: a short-lived token in the address stands for the right to one file."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import cast

from services.backend import tokens
from services.backend.config import BackendConfig
from services.backend.storage.errors import StorageError, invalid

_SCOPE = "download"
_LONGEST = 10 * 365 * 24 * 3600


class Links:
    """Makes and checks the tokens; the right itself is checked before."""

    def __init__(self, config: BackendConfig) -> None:
        self._now = config.now
        # Its own secret: no link can be used as a session, and no session as a link.
        self._secret = tokens.derived_secret(config.jwt_secret, "storage links")

    def address(self, bucket: str, name: str, seconds: int) -> str:
        """The path of a link that lives for `seconds`."""
        issued = int(self._now())
        path = f"{bucket}/{name}"
        claims = {"url": path, "scope": _SCOPE, "iat": issued, "exp": issued + seconds}
        return f"/object/sign/{path}?token={tokens.encode(claims, self._secret)}"

    def check(self, token: str, bucket: str, name: str) -> datetime:
        """When the link ends. Raises StorageError `InvalidJWT` or `InvalidSignature`."""
        try:
            claims = tokens.decode(token, self._secret, self._now())
        except tokens.TokenError as error:
            texts = {
                "expired": '"exp" claim timestamp check failed',
                "signature": "signature verification failed",
            }
            text = texts.get(error.kind, "Invalid Compact JWS")
            raise invalid(text, "InvalidJWT") from error
        if claims.get("scope") != _SCOPE or claims.get("url") != f"{bucket}/{name}":
            raise StorageError(400, "InvalidSignature", "Invalid signature")
        return datetime.fromtimestamp(cast(float, claims["exp"]), UTC)


def life(body: dict[str, object]) -> int:
    """`expiresIn` in seconds; supabase-py sends it as a text. Raises StorageError."""
    value = body.get("expiresIn")
    if value is None:
        raise invalid("body must have required property 'expiresIn'")
    if isinstance(value, str) and value.isascii() and value.isdigit():
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int):
        raise invalid("body/expiresIn must be integer")
    if value < 1:
        raise invalid("body/expiresIn must be >= 1")
    return min(value, _LONGEST)


def names(body: dict[str, object], key: str) -> Sequence[str]:
    """A list of 1 to 1000 texts. Raises StorageError."""
    value = body.get(key)
    if value is None:
        raise invalid(f"body must have required property '{key}'")
    if not isinstance(value, list):
        raise invalid(f"body/{key} must be array")
    items = [item for item in cast("list[object]", value) if isinstance(item, str)]
    if not items or len(items) != len(cast("list[object]", value)):
        raise invalid(f"body/{key} must be a list of texts")
    if len(items) > 1000:
        raise invalid("Bulk object requests are limited to 1000 objects per request.")
    return items
