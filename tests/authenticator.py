"""The app on an officer's phone that shows six digits."""

import base64
import hashlib
import hmac
import time


def totp(secret: str) -> str:
    """The six digits an authenticator app shows now (RFC 6238)."""
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    digest = hmac.digest(key, (int(time.time()) // 30).to_bytes(8, "big"), hashlib.sha1)
    at = digest[-1] & 15
    return f"{int.from_bytes(digest[at : at + 4], 'big') % (1 << 31) % 10**6:06}"
