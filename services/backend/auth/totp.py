"""Time-based one-time passwords (RFC 6238): six digits, thirty seconds, SHA-1."""

import base64
import hmac
import secrets
import struct
from datetime import datetime
from urllib.parse import quote, urlencode

PERIOD = 30


def new_secret() -> str:
    """160 random bits in base32, as authenticator apps expect them."""
    return base64.b32encode(secrets.token_bytes(20)).decode()


def uri(secret: str, issuer: str, account: str) -> str:
    """The otpauth address that a QR code carries."""
    query = urlencode(
        {
            "algorithm": "SHA1",
            "digits": 6,
            "issuer": issuer,
            "period": PERIOD,
            "secret": secret,
        },
        quote_via=quote,
    )
    return f"otpauth://totp/{quote(issuer)}:{quote(account)}?{query}"


def code_at(secret: str, moment: datetime, steps: int = 0) -> str:
    """The code of the period that `moment` lies in, or of one that is `steps` away."""
    counter = int(moment.timestamp()) // PERIOD + steps
    digest = hmac.digest(base64.b32decode(secret), struct.pack(">Q", counter), "sha1")
    offset = digest[-1] & 0x0F
    number = struct.unpack(">I", digest[offset : offset + 4])[0] & 0x7FFFFFFF
    return f"{number % 1_000_000:06d}"


def matches(secret: str, code: str, moment: datetime) -> bool:
    """Whether the code is of this period or of the one before or after."""
    given = code.strip().encode()
    found = False
    for steps in (-1, 0, 1):
        found |= hmac.compare_digest(code_at(secret, moment, steps).encode(), given)
    return found
