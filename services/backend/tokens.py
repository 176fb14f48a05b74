"""JSON web tokens of the gateway: HS256, checked against the configured clock."""

import functools
import hmac
import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, cast

import jwt

if TYPE_CHECKING:
    from jwt.types import Options

Claims = dict[str, object]

AUDIENCE = "authenticated"

# Times and audience are checked here, with the configured clock.
_OPTIONS: "Options" = {
    "verify_exp": False,
    "verify_nbf": False,
    "verify_iat": False,
    "verify_aud": False,
    "verify_iss": False,
    "verify_sub": False,
}


class TokenError(Exception):
    """A token that is not accepted; `kind` says why, in a word the three APIs translate."""

    def __init__(self, kind: str) -> None:
        super().__init__(kind)
        self.kind = kind


def encode(claims: Mapping[str, object], secret: str) -> str:
    """Sign `claims` as given."""
    return jwt.encode(dict(claims), secret, algorithm="HS256")


def decode(token: str, secret: str, now: float, *, leeway: float = 0) -> Claims:
    """Check signature and times of `token` and return its claims.

    Raises TokenError: `parts`, `algorithm`, `signature`, `claims`, `expired`, `not_yet`, `issued`.
    """
    claims = dict(_verified(token, secret))
    if _number(claims, "exp", required=True) < now - leeway:
        raise TokenError("expired")
    if _number(claims, "nbf") > now + leeway:
        raise TokenError("not_yet")
    # A few seconds of difference between two machines' clocks are no fault of the member's.
    if _number(claims, "iat") > now + max(leeway, 30):
        raise TokenError("issued")
    return claims


def audience(claims: Claims) -> list[str]:
    """The audiences of a token; empty when it names none."""
    value = claims.get("aud")
    if isinstance(value, str):
        return [value]
    if isinstance(value, list):
        return [item for item in cast("list[object]", value) if isinstance(item, str)]
    return []


def derived_secret(secret: str, purpose: str) -> str:
    """Another secret for another purpose, so that a token made for one is void for the other."""
    return hmac.new(secret.encode(), purpose.encode(), "sha256").hexdigest()


def to_json(claims: Mapping[str, object]) -> str:
    """Compact JSON, letters kept."""
    return json.dumps(claims, ensure_ascii=False, separators=(",", ":"))


@functools.lru_cache(maxsize=4096)
def _verified(token: str, secret: str) -> Claims:
    # A member's token comes with every request for an hour; its signature does not change, and
    # checking it takes as long as a small query. Only good ones are remembered.
    if token.count(".") != 2:
        raise TokenError("parts")
    try:
        return cast(Claims, jwt.decode(token, secret, algorithms=["HS256"], options=_OPTIONS))
    except jwt.InvalidAlgorithmError as error:
        raise TokenError("algorithm") from error
    except jwt.InvalidSignatureError as error:
        raise TokenError("signature") from error
    except jwt.InvalidTokenError as error:
        raise TokenError("claims") from error


def _number(claims: Claims, name: str, *, required: bool = False) -> float:
    value = claims.get(name)
    if value is None and not required:
        return 0.0
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise TokenError("claims")
    return float(value)
